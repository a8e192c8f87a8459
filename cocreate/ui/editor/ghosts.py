"""Open suggestions drawn at the lines themselves, while the document stays as it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from cocreate.core.suggestion import Hunk
from cocreate.text.diff import WordEdit
from cocreate.ui.editor.geometry import PlacedBlock, point, rects
from cocreate.ui.editor.open_hunks import edits_of
from cocreate.ui.theme import Theme, agent_colour, caption_font, faded

_LONGEST_WORDS = 60
_MOST_WIDTHS = 512


@dataclass(frozen=True, slots=True)
class _Ink:
    """What the suggestions of one agent are drawn with; a key would make it anew."""

    colour: QColor
    pen: QPen
    bar: QColor
    bar_at_hand: QColor
    stretch: QColor


class Ghosts:
    """Strike what would go, and write what would come in small letters below its place."""

    def __init__(self, theme: Theme, font: QFont, gap: float) -> None:
        self._theme = theme
        self._removed = QPen(QColor(theme.removed), 1.4)
        self._ground = faded(theme.removed, 0.14 if not theme.is_dark else 0.2)
        self._font = _fitting(font, gap)
        self._metrics = QFontMetricsF(self._font)
        self._widths: dict[str, float] = {}
        self._inks: dict[str, _Ink] = {}
        self._arrow = QPolygonF([QPointF(-3, 3), QPointF(0, -1.5), QPointF(3, 3)])
        self._right = 0.0
        self._line = (-1.0, 0.0)

    def paint(
        self, painter: QPainter, placed: PlacedBlock, hunks: list[Hunk], current: str
    ) -> None:
        """Paint those parts of the suggestions that stand in a block."""
        painter.setFont(self._font)
        self._line = (-1.0, 0.0)
        self._right = placed.corner.x() + placed.block.layout().boundingRect().width()
        for hunk in hunks:
            ink = self._inks.get(hunk.agent) or self._ink_of(hunk.agent)
            self._mark(painter, placed, hunk, ink, is_current=hunk.id == current)
            for edit in edits_of(hunk.old, hunk.new):
                self._paint_edit(painter, placed, hunk, edit, ink)

    def _ink_of(self, agent: str) -> _Ink:
        colour = agent_colour(self._theme, agent)
        tones = (faded(colour, opacity) for opacity in (0.55, 1.0, 0.12))
        ink = self._inks[agent] = _Ink(colour, QPen(colour, 1.2), *tones)
        return ink

    def _mark(
        self,
        painter: QPainter,
        placed: PlacedBlock,
        hunk: Hunk,
        ink: _Ink,
        *,
        is_current: bool,
    ) -> None:
        """Show in the margin which lines it is about, and its stretch if it is at hand."""
        first = placed.units(hunk.start)
        last = max(first, placed.units(hunk.end) - 1)
        width = 3.0 if is_current else 2.0
        tone = ink.bar_at_hand if is_current else ink.bar
        layout = placed.block.layout()
        # The line before it, too, if that ends exactly there.
        from_line = max(0, layout.lineForTextPosition(first).lineNumber() - 1)
        for number in range(from_line, layout.lineCount()):
            line = layout.lineAt(number)
            start = line.textStart()
            if start > last:
                break
            if start + line.textLength() >= first:
                top = placed.corner.y() + line.y()
                bar = QRectF(placed.corner.x() + 8, top, width, line.height())
                painter.fillRect(bar, tone)
        if is_current:
            for rect in rects(placed, hunk.start, hunk.end):
                painter.fillRect(rect, ink.stretch)

    def _paint_edit(
        self,
        painter: QPainter,
        placed: PlacedBlock,
        hunk: Hunk,
        edit: WordEdit,
        ink: _Ink,
    ) -> None:
        start, end = hunk.start + edit.start, hunk.start + edit.end
        if start > placed.end or end < placed.start:
            return
        for rect in rects(placed, start, end):
            painter.fillRect(rect, self._ground)
            painter.setPen(self._removed)
            middle = rect.top() + rect.height() * 0.56
            painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
        if edit.new and placed.start <= start <= placed.end:
            self._paint_words(painter, placed, start, edit.new, ink)

    def _paint_words(
        self, painter: QPainter, placed: PlacedBlock, at: int, words: str, ink: _Ink
    ) -> None:
        """Write the new words below the line, from the place where they would stand."""
        found = point(placed, at)
        if found is None:
            return
        foot, line = found
        painter.setPen(ink.pen)
        painter.drawPolyline(self._arrow.translated(foot))
        told = " ".join(words.replace("\n", " ¶ ").split()) or _named(words)
        told = told if len(told) <= _LONGEST_WORDS else told[: _LONGEST_WORDS - 1] + "…"
        left = self._free_from(foot.x() - 1, line.y())
        width = self._width_of(told)
        if width > self._right - left:
            told = self._metrics.elidedText(told, Qt.TextElideMode.ElideRight, self._right - left)
            width = self._width_of(told)
        if not told:
            return
        painter.setPen(ink.colour)
        painter.drawText(QPointF(left + 5, foot.y() + self._metrics.ascent() - 2), told)
        self._line = (line.y(), left + 5 + width)

    def _width_of(self, told: str) -> float:
        """Return how wide words are; most are painted again and again."""
        known = self._widths.get(told)
        if known is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            known = self._widths[told] = self._metrics.horizontalAdvance(told)
        return known

    def _free_from(self, left: float, line: float) -> float:
        """Return where words may begin, so that they do not run over those before them."""
        return max(left, self._line[1] + 6) if self._line[0] == line else left


def _named(words: str) -> str:
    return "¶" if "\n" in words else "␣"


def _fitting(font: QFont, gap: float) -> QFont:
    """Return the largest small cut of `font` that fits between two lines."""
    for scale in (0.72, 0.66, 0.6):
        small = caption_font(font, scale)
        if QFontMetricsF(small).ascent() <= gap + 4:
            return small
    return caption_font(font, 0.55)
