"""Everything that persists; the one door to SQL."""

from __future__ import annotations
