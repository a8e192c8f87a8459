"""Where each stretch of text came in: every replacement ever made, as bare numbers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Came:
    """Characters `start` up to `end` (as asked) came in by one event; 0: before all events."""

    start: int
    end: int
    seq: int


class Trail:
    """Replacements in order: event, scene by number, start, removed, inserted."""

    def __init__(self) -> None:
        self.columns: tuple[array[int], ...] = tuple(array("q") for _ in range(5))
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, scene: str) -> int:
        """Return the number of a scene."""
        if scene not in self._numbers:
            self._numbers[scene] = len(self.names)
            self.names.append(scene)
        return self._numbers[scene]

    def renumber(self) -> None:
        """Take over names that were put in from outside."""
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def add(self, seq: int, scene: str, start: int, removed: int, inserted: int) -> None:
        """Take in a replacement."""
        row = (seq, self.number(scene), start, removed, inserted)
        for column, value in zip(self.columns, row, strict=True):
            column.append(value)

    def extend(self, columns: Sequence[array[int]]) -> None:
        """Take in replacements as columns."""
        for column, more in zip(self.columns, columns, strict=True):
            column.extend(more)

    def seqs_of(self, scene: str) -> list[int]:
        """Return the events that changed a scene, in order."""
        wanted = self._numbers.get(scene)
        pairs = zip(self.columns[0], self.columns[1], strict=True)
        return list(dict.fromkeys(seq for seq, number in pairs if number == wanted))

    def came(self, scene: str, start: int, end: int) -> list[Came]:
        """Return by which events the characters of a range, as it stands now, came in last."""
        wanted = self._numbers.get(scene)
        # (place in the range asked for, where it stood when the replacement looked at was made)
        open_: list[tuple[int, int, int]] = [(start, end, start)] if start < end else []
        found: list[Came] = []
        seqs, scenes, starts, removals, insertions = self.columns
        at = len(seqs)
        while open_ and at:
            at -= 1
            if scenes[at] != wanted:
                continue
            low, size = starts[at], insertions[at]
            shift = removals[at] - size
            left: list[tuple[int, int, int]] = []
            for first, last, stood in open_:
                _divide((first, last, stood), (low, low + size), shift, left, found, seqs[at])
            open_ = left
        found += [Came(first, last, 0) for first, last, _ in open_]
        return _merged(found)


def _divide(
    piece: tuple[int, int, int],
    put_in: Range,
    shift: int,
    left: list[tuple[int, int, int]],
    found: list[Came],
    seq: int,
) -> None:
    """Divide one piece into what a replacement put in and what stood beside it before."""
    first, last, stood = piece
    low, high = put_in
    behind = stood + last - first
    if behind <= low:
        left.append(piece)
        return
    if stood >= high:
        left.append((first, last, stood + shift))
        return
    if stood < low:
        left.append((first, first + low - stood, stood))
    found.append(Came(first + max(low, stood) - stood, first + min(high, behind) - stood, seq))
    if behind > high:
        left.append((first + high - stood, last, high + shift))


def _merged(found: list[Came]) -> list[Came]:
    """Return pieces in order, neighbours of one event made one."""
    result: list[Came] = []
    for piece in sorted(found, key=lambda came: came.start):
        if result and result[-1].seq == piece.seq and result[-1].end == piece.start:
            result[-1] = Came(result[-1].start, piece.end, piece.seq)
        else:
            result.append(piece)
    return result
