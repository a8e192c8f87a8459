"""The places that were looked for, marked behind the words of the part one sees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter

from cocreate.core.origin import Edit
from cocreate.ui.editor.geometry import PlacedBlock, rects
from cocreate.ui.theme import Theme

_RADIUS = 2.5
_MOST = 20


class FindMarks:
    """Places of one length in the scene shown; they move along with edits until looked for anew."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._size = 0

    def __len__(self) -> int:
        return len(self._starts)

    def load(self, starts: Sequence[int], size: int) -> None:
        """Mark other places: where each begins, ascending, and how long each is."""
        self._starts = list(starts)
        self._size = size

    def follow(self, edits: Sequence[Edit]) -> None:
        """Move the places through edits; those that one touches are marked no more."""
        if len(edits) > _MOST:
            self._starts.clear()
        for edit in edits if self._starts else ():
            first = bisect_right(self._starts, edit.start - self._size)
            behind = bisect_left(self._starts, edit.old_end, lo=first)
            self._starts[first:] = [start + edit.growth for start in self._starts[behind:]]

    def between(self, start: int, end: int) -> list[int]:
        """Return where those that touch a range begin."""
        low = bisect_right(self._starts, start - self._size)
        return self._starts[low : bisect_left(self._starts, end, lo=low)]

    def paint(self, painter: QPainter, placed: PlacedBlock, theme: Theme) -> None:
        """Paint those of one block."""
        found = self.between(placed.start, placed.end)
        if not found:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.found))
        for start in found:
            for rect in rects(placed, start, start + self._size):
                painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), _RADIUS, _RADIUS)
