"""Ids that count: s-1, s-2, ..."""

from __future__ import annotations


class CountingIds:
    """Each prefix counts for itself."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def new(self, prefix: str) -> str:
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}-{self._counts[prefix]}"
