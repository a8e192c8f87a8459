"""The slim bar beside the lines: for each, the mix of hands it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QRect, QRectF, QTimer
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import Contributor
from cocreate.ui.editor.geometry import PlacedBlock
from cocreate.ui.theme import CONTRIBUTOR_PATTERNS, Theme, contributor_colour, faded

WIDTH = 10
_LEAST = 2.0
_LATER_MS = 60
_SPACES = (" ", "\u00a0", "\t", "\u2009", "\u202f", "\u3000", "\u2028")
_ORDER = tuple(Contributor)

Blocks = Callable[[QRectF], Iterable[PlacedBlock]]
Source = Callable[[], AttributedText | None]


class Gutter(QWidget):
    """Stand left of the text and scroll with it.

    The writer's own lines have a thin stroke, lines unknown from end to end a hatched one; whatever
    else is in a line widens it, each hand in its colour and its pattern, as wide as its part.
    """

    def __init__(self, parent: QWidget, blocks: Blocks, source: Source, theme: Theme) -> None:
        super().__init__(parent)
        self._blocks = blocks
        self._source = source
        self._brushes: dict[Contributor, QBrush] = {}
        self._grounds: dict[Contributor, QColor] = {}
        self._page = QColor(theme.page)
        self._stale = QRect()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._on_later)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._page = QColor(theme.page)
        for contributor in Contributor:
            colour = contributor_colour(theme, contributor)
            self._brushes[contributor] = QBrush(colour, CONTRIBUTOR_PATTERNS[contributor])
            self._grounds[contributor] = faded(colour, 0.35)
        self._grounds[Contributor.HUMAN] = faded(theme.human, 0.45)
        self.update()

    def follow(self, top: int, height: int, scrolled: int) -> None:
        """Keep up with the page: it scrolled, or a stretch of it is painted anew.

        All of the page is followed at once. A paragraph is followed a moment later: while one
        writes, the words go first.
        """
        if scrolled:
            self._stale.translate(0, scrolled)
            self.scroll(0, scrolled)
        elif top <= 0 and height >= self.height():
            self._stale = QRect()
            self.update()
        else:
            if not self._later.isActive():
                self._stale = QRect(0, top, WIDTH, height)
                self._later.start()
            elif top < self._stale.top() or top + height > self._stale.bottom() + 1:
                self._stale = self._stale.united(QRect(0, top, WIDTH, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars of the lines that show."""
        text = self._source()
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._page)
        if text is not None:
            for placed in self._blocks(QRectF(event.rect())):
                self._paint_block(painter, placed, text)
        painter.end()

    def _on_later(self) -> None:
        self.update(self._stale)
        self._stale = QRect()

    def _paint_block(self, painter: QPainter, placed: PlacedBlock, text: AttributedText) -> None:
        lines = list(placed.lines())
        if not lines or placed.end > len(text):
            return
        ends = [placed.offset(line.textStart() + line.textLength()) for line in lines]
        mixes = line_mixes(placed, text, ends)
        for line, after, mix in zip(lines, [*lines[1:], None], mixes, strict=True):
            if mix:
                top = placed.corner.y() + line.y()
                advance = after.y() - line.y() if after is not None else line.height()
                height = min(advance, 2 * line.height()) - 1
                self._paint_line(painter, mix, top, height)

    def _paint_line(
        self, painter: QPainter, mix: dict[Contributor, int], top: float, height: float
    ) -> None:
        if set(mix) == {Contributor.HUMAN}:
            stroke = QRectF(WIDTH - 3, top, 2, height)
            painter.fillRect(stroke, self._grounds[Contributor.HUMAN])
            return
        if set(mix) == {Contributor.UNKNOWN}:
            # A whole manuscript may be of unknown origin: it is told, but not shouted.
            stroke = QRectF(WIDTH - 5, top, 4, height)
            painter.fillRect(stroke, self._grounds[Contributor.UNKNOWN])
            painter.fillRect(stroke, self._brushes[Contributor.UNKNOWN])
            return
        for contributor, left, width in segments(mix, WIDTH - 1):
            bar = QRectF(left, top, width, height)
            painter.fillRect(bar, self._grounds[contributor])
            if contributor is not Contributor.HUMAN:
                painter.fillRect(bar, self._brushes[contributor])


def line_mixes(
    placed: PlacedBlock, text: AttributedText, ends: Sequence[int]
) -> list[dict[Contributor, int]]:
    """Return how many characters of each line, white space apart, come from each hand.

    Args:
        ends: offset at which each line of the block ends.
    """
    mixes: list[dict[Contributor, int]] = [{} for _ in ends]
    line, reached = 0, placed.start
    for span in text.iter_spans(placed.start, placed.end):
        stop = reached + span.length
        contributor = span.origin.contributor
        while reached < stop:
            end = min(stop, ends[line])
            words = placed.text[reached - placed.start : end - placed.start]
            count = len(words) - sum(map(words.count, _SPACES))
            if count:
                mixes[line][contributor] = mixes[line].get(contributor, 0) + count
            reached = end
            line += reached == ends[line] and line < len(ends) - 1
    return mixes


def segments(
    mix: dict[Contributor, int], width: float
) -> Iterator[tuple[Contributor, float, float]]:
    """Yield contributor, left and width of each part of a bar; none is too thin to be seen."""
    present = [contributor for contributor in _ORDER if contributor in mix]
    total = sum(mix.values())
    free = width - _LEAST * len(present)
    left = 0.0
    for contributor in present:
        part = _LEAST + free * mix[contributor] / total
        yield contributor, left, part
        left += part
