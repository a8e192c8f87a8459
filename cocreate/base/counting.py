"""Numbers of things in words."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 word" or "1,204 words": the plural is `one` with s unless `many` says another."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
