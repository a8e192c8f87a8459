"""Text algebra: pure functions on strings and offsets."""

from __future__ import annotations
