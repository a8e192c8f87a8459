"""Merkle trees over the events of a ledger, as RFC 6962 draws them: roots and proofs.

The leaves are the leaf hashes of `core/chain.py`. An inner node is SHA-256 of a one byte and its
two children; the left half of a tree is always the largest power of two below its size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: all that is needed to add leaves and tell the root.

    Args:
        size: how many leaves the tree has.
        peaks: the roots of its complete subtrees, largest first: one for each bit of `size`.
    """

    size: int
    peaks: list[bytes]

    @classmethod
    def empty(cls) -> Frontier:
        """Return the frontier of a tree without leaves."""
        return cls(0, [])

    @classmethod
    def unpacked(cls, size: int, packed: bytes) -> Frontier:
        """Return the frontier that `packed` gave.

        Raises:
            ValueError: the bytes do not belong to a tree of that size.
        """
        if size < 0 or len(packed) != HASH_BYTES * size.bit_count():
            raise ValueError("not the frontier of a tree of this size")
        starts = range(0, len(packed), HASH_BYTES)
        return cls(size, [packed[start : start + HASH_BYTES] for start in starts])

    def packed(self) -> bytes:
        """Return the peaks as bytes."""
        return b"".join(self.peaks)

    def append(self, leaf: bytes) -> None:
        """Add a leaf; at most as many hashes are made as the tree is high."""
        carried, size = leaf, self.size
        while size & 1:
            carried = node(self.peaks.pop(), carried)
            size >>= 1
        self.peaks.append(carried)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the tree."""
        if not self.peaks:
            return EMPTY_ROOT
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node(peak, found)
        return found


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over `leaves`."""
    frontier = Frontier.empty()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the hashes that tie the leaf at `index` (from 0) to the root, lowest first.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError("there is no such leaf")
    if len(leaves) == 1:
        return ()
    half = _half(len(leaves))
    if index < half:
        return (*inclusion_proof(leaves[:half], index), root_of(leaves[half:]))
    return (*inclusion_proof(leaves[half:], index - half), root_of(leaves[:half]))


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """Return the root that an inclusion proof gives; None where it cannot be one."""
    if not 0 <= index < size:
        return None
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if place & 1 or place == last:
            found = node(step, found)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            found = node(found, step)
        place >>= 1
        last >>= 1
    return found if last == 0 else None


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the hashes that show the tree of the first `old_size` leaves inside this one.

    Raises:
        ValueError: there is no such older tree.
    """
    if not 0 < old_size <= len(leaves):
        raise ValueError("there is no such older tree")
    return _subproof(leaves, old_size, is_whole=True)


def is_consistent(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the tree `new` (size, root) begins with the tree `old`."""
    (old_size, old_root), (new_size, new_root) = old, new
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    return _roots_from(steps, place, last) == (old_root, new_root)


def _roots_from(steps: list[bytes], place: int, last: int) -> tuple[bytes, bytes] | None:
    """Return the older and the newer root that the steps give."""
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old, new = node(step, old), node(step, new)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            new = node(new, step)
        place >>= 1
        last >>= 1
    return (old, new) if last == 0 else None


def _half(size: int) -> int:
    """Return the largest power of two below `size`, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def _subproof(leaves: Sequence[bytes], old_size: int, *, is_whole: bool) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if is_whole else (root_of(leaves),)
    half = _half(len(leaves))
    if old_size <= half:
        left = _subproof(leaves[:half], old_size, is_whole=is_whole)
        return (*left, root_of(leaves[half:]))
    right = _subproof(leaves[half:], old_size - half, is_whole=False)
    return (*right, root_of(leaves[:half]))
