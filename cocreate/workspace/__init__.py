"""What a writer can do; the only room that changes state."""

from __future__ import annotations
