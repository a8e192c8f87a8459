"""Numbers worked out from values."""

from __future__ import annotations
