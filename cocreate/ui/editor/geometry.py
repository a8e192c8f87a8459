"""Where characters stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLine

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block on the page.

    Args:
        corner: where its layout stands in the viewport.
        start: offset at which it begins.
        is_plain: whether its offsets and units are the same numbers.
    """

    block: QTextBlock
    corner: QPointF
    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    def units(self, offset: int) -> int:
        """Return the place of an offset in the block, in UTF-16 units, held inside it."""
        local = max(0, min(offset - self.start, len(self.text)))
        if self.text.isascii() or len(self.text) == self.block.length() - 1:
            return local
        return len(self.text[:local].encode("utf-16-le")) // 2

    def lines(self) -> Iterator[QTextLine]:
        """Yield its lines."""
        layout = self.block.layout()
        for number in range(layout.lineCount()):
            yield layout.lineAt(number)

    def offset(self, units: int) -> int:
        """Return the offset of a place in the block given in UTF-16 units."""
        if self.text.isascii() or len(self.text) == self.block.length() - 1:
            return self.start + units
        piece = self.text.encode("utf-16-le")[: 2 * units]
        return self.start + len(piece.decode("utf-16-le", "ignore"))


def rects(placed: PlacedBlock, start: int, end: int) -> list[QRectF]:
    """Return the rectangles in the viewport that a range of offsets covers within a block."""
    low, high = placed.units(start), placed.units(end)
    if low >= high:
        return []
    is_mixed = not placed.text.isascii() and _RIGHT_TO_LEFT.search(placed.text) is not None
    layout = placed.block.layout()
    line = layout.lineForTextPosition(low)
    found: list[QRectF] = []
    while line.isValid():
        start = line.textStart()
        if start >= high:
            break
        end = start + line.textLength()
        first, last = max(low, start), min(high, end)
        if first < last:
            found.extend(_on_line(line, first, last, is_mixed=is_mixed))
        if end >= high:
            break
        line = layout.lineAt(line.lineNumber() + 1)
    x, y = placed.corner.x(), placed.corner.y()
    for rect in found:
        rect.translate(x, y)
    return found


def point(placed: PlacedBlock, offset: int) -> tuple[QPointF, QTextLine] | None:
    """Return where an offset stands: the foot of its line in the viewport, and the line."""
    units = placed.units(offset)
    line = placed.block.layout().lineForTextPosition(units)
    if not line.isValid():
        return None
    foot = QPointF(x_of(line, units), line.y() + line.height())
    return foot + placed.corner, line


def _on_line(line: QTextLine, first: int, last: int, *, is_mixed: bool) -> Iterator[QRectF]:
    top, height = line.y(), line.height()
    if not is_mixed:
        # A space at which a line was wrapped hangs over its end and is not shown.
        end = line.x() + line.naturalTextWidth()
        left, right = x_of(line, first), min(x_of(line, last), end)
        if left < right:
            yield QRectF(left, top, right - left, height)
        return
    # Where directions mix, a range need not be one piece on the page.
    pieces = sorted(
        (run.boundingRect().left(), run.boundingRect().right())
        for run in line.glyphRuns(first, last - first)
    )
    joined: list[tuple[float, float]] = []
    for left, right in pieces:
        if joined and left - joined[-1][1] < _NEAR:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    for left, right in joined:
        yield QRectF(left, top, right - left, height)


def x_of(line: QTextLine, units: int) -> float:
    """Return where a place of a line, in UTF-16 units of its block, stands from the left."""
    answer: object = line.cursorToX(units)
    place = answer[0] if isinstance(answer, tuple) else answer
    return place if isinstance(place, float) else 0.0
