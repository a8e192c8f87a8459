"""Merkle proofs by the hundred: every inner node of a tree is hashed once.

`core/merkle.py` says what such proofs are; here they are made for a tree that is known whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.core.merkle import EMPTY_ROOT, node


class KnownTree:
    """A tree over known leaves, and over any number of the first of them."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._leaves = leaves
        self._known: dict[tuple[int, int], bytes] = {}

    def root(self, size: int) -> bytes:
        """Return the root over the first `size` leaves."""
        return self._root(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """Return what ties the leaf at `index` (from 0) to the root over `size`, lowest first.

        Raises:
            ValueError: there is no such leaf.
        """
        if not 0 <= index < size <= len(self._leaves):
            raise ValueError("there is no such leaf")
        path: list[bytes] = []
        low, high = 0, size
        while high - low > 1:
            middle = low + _half(high - low)
            if index < middle:
                path.append(self._root(middle, high))
                high = middle
            else:
                path.append(self._root(low, middle))
                low = middle
        return tuple(reversed(path))

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """Return what shows the tree of the first `old` leaves inside that of the first `new`.

        Raises:
            ValueError: there is no such older tree.
        """
        if not 0 < old <= new <= len(self._leaves):
            raise ValueError("there is no such older tree")
        path: list[bytes] = []
        low, high = 0, new
        while old != high:
            middle = low + _half(high - low)
            if old <= middle:
                path.append(self._root(middle, high))
                high = middle
            else:
                path.append(self._root(low, middle))
                low = middle
        if low:
            path.append(self._root(low, high))
        return tuple(reversed(path))

    def _root(self, low: int, high: int) -> bytes:
        if high - low == 1:
            return self._leaves[low]
        found = self._known.get((low, high))
        if found is None:
            middle = low + _half(high - low)
            found = node(self._root(low, middle), self._root(middle, high))
            self._known[low, high] = found
        return found


def _half(size: int) -> int:
    """Return the largest power of two below `size`, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)
