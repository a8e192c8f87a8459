"""What the timeline draws: words by origin as stacked areas, sittings, marks, dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from cocreate.core.origin import Contributor
from cocreate.ui.history.axis import Axis
from cocreate.ui.spoken import number
from cocreate.ui.theme import CONTRIBUTOR_PATTERNS, Theme, contributor_colour, faded
from cocreate.workspace.timeline import SUGGESTION_MARKS, Mark, MarkKind, Timeline
from cocreate.workspace.word_classes import AI, CLASS_COUNT, HUMAN, MIXED, TOOL, UNKNOWN, Counts

_COLUMN = 2
_MARK = 7.0
_LANE = 28
_BAND = 8
_HEAD = 24
_FOOT = 22
_APART = 96
_ROUND = (10, 15, 20, 25, 30, 40, 50, 60, 80, 100)
_CONTRIBUTORS = {
    HUMAN: Contributor.HUMAN,
    AI: Contributor.AI,
    TOOL: Contributor.TOOL,
    UNKNOWN: Contributor.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where the parts of the timeline stand, from top to bottom."""

    words: QRectF
    marks: QRectF
    sittings: QRectF
    dates: QRectF


def lanes_of(width: float, height: float) -> Lanes:
    """Return the lanes of a timeline of this size."""
    dates = QRectF(0, height - _FOOT, width, _FOOT)
    sittings = QRectF(0, dates.top() - _BAND - 2, width, _BAND)
    marks = QRectF(0, sittings.top() - _LANE, width, _LANE)
    words = QRectF(0, _HEAD, width, max(24.0, marks.top() - _HEAD - 2))
    return Lanes(words, marks, sittings, dates)


def class_colour(theme: Theme, word_class: int) -> QColor:
    """Return the colour of a class of words; mixed words stand between writer and AI."""
    contributor = _CONTRIBUTORS.get(word_class)
    if contributor is not None:
        return contributor_colour(theme, contributor)
    one, other = QColor(theme.human), QColor(theme.ai)
    return QColor(
        (one.red() + other.red()) // 2,
        (one.green() + other.green()) // 2,
        (one.blue() + other.blue()) // 2,
    )


class StripPainter:
    """Draws one timeline as it is seen through an axis."""

    def __init__(self, theme: Theme, timeline: Timeline, axis: Axis, font: QFont) -> None:
        self._theme = theme
        self._timeline = timeline
        self._axis = axis
        self._font = font

    def paint(self, painter: QPainter, lanes: Lanes) -> None:
        """Draw everything that stays while the moment moves."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        self._paint_breaks(painter, lanes)
        self._paint_words(painter, lanes.words)
        self._paint_sittings(painter, lanes.sittings)
        self._paint_marks(painter, lanes.marks)
        self._paint_dates(painter, lanes.dates)
        self._paint_legend(painter, lanes.words)

    def _paint_breaks(self, painter: QPainter, lanes: Lanes) -> None:
        painter.setPen(QPen(faded(self._theme.rule, 0.8), 1, Qt.PenStyle.DotLine))
        last = -9.0
        for x in self._axis.breaks():
            if x - last >= 6:
                painter.drawLine(QPointF(x, lanes.words.top()), QPointF(x, lanes.words.bottom()))
                last = x

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        places = [x * _COLUMN for x in range(int(area.width()) // _COLUMN + 1)]
        samples = self._timeline.samples(self._axis.ms_at(x) for x in places)
        most = max(map(sum, samples), default=0)
        top = _round_up(most)
        if not most:
            return
        painter.setPen(QPen(QColor(self._theme.rule), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        floor = [0] * len(samples)
        for word_class in range(CLASS_COUNT):
            ceiling = [low + sample[word_class] for low, sample in zip(floor, samples, strict=True)]
            if ceiling != floor:
                self._paint_class(painter, area, word_class, (places, floor, ceiling, top))
            floor = ceiling
        painter.setPen(QColor(self._theme.dim))
        label = QRectF(area.left() + 8, area.top() + 1, 160, 16)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, number(top))
        painter.setPen(QPen(faded(self._theme.rule, 0.7), 1, Qt.PenStyle.DotLine))
        painter.drawLine(area.topLeft(), area.topRight())

    def _paint_class(
        self,
        painter: QPainter,
        area: QRectF,
        word_class: int,
        shape: tuple[Sequence[int], Sequence[int], Sequence[int], int],
    ) -> None:
        places, floor, ceiling, top = shape
        scale = area.height() / top
        upper = [
            QPointF(x, area.bottom() - words * scale)
            for x, words in zip(places, ceiling, strict=True)
        ]
        lower = [
            QPointF(x, area.bottom() - words * scale)
            for x, words in zip(places, floor, strict=True)
        ]
        colour = class_colour(self._theme, word_class)
        outline = QPolygonF([*upper, *reversed(lower)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(colour, 0.34 if word_class == HUMAN else 0.42))
        painter.drawPolygon(outline)
        if word_class != HUMAN:
            contributor = _CONTRIBUTORS.get(word_class)
            pattern = (
                Qt.BrushStyle.Dense6Pattern
                if contributor is None
                else CONTRIBUTOR_PATTERNS[contributor]
            )
            painter.setBrush(QBrush(faded(colour, 0.5), pattern))
            painter.drawPolygon(outline)
        painter.setPen(QPen(faded(colour, 0.95), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(upper))

    def _paint_sittings(self, painter: QPainter, lane: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(self._theme.dim, 0.45))
        for band in self._timeline.bands:
            left, right = self._axis.x_of(band.began_ms), self._axis.x_of(band.ended_ms)
            if right < 0 or left > lane.width():
                continue
            width = max(2.5, right - left - 1)
            painter.drawRoundedRect(QRectF(left, lane.top() + 1, width, lane.height() - 3), 2, 2)

    def _paint_marks(self, painter: QPainter, lane: QRectF) -> None:
        first, last = self._axis.ms_at(-_MARK), self._axis.ms_at(lane.width() + _MARK)
        taken: dict[MarkKind, float] = {}
        for mark in self._timeline.marks_between(first, last):
            x = self._axis.x_of(mark.at_ms)
            if mark.kind is MarkKind.OFFERED or x - taken.get(mark.kind, -99.0) < _MARK + 1:
                continue
            taken[mark.kind] = x
            is_decision = mark.kind in SUGGESTION_MARKS
            y = lane.top() + lane.height() * (0.72 if is_decision else 0.3)
            self._paint_mark(painter, mark, QPointF(x, y))

    def _paint_mark(self, painter: QPainter, mark: Mark, at: QPointF) -> None:
        theme, half = self._theme, _MARK / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        match mark.kind:
            case MarkKind.ASKED:
                painter.setPen(QPen(QColor(theme.ai), 1.4))
                painter.drawEllipse(at, half, half)
            case MarkKind.ACCEPTED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.ai))
                painter.drawEllipse(at, half - 0.5, half - 0.5)
            case MarkKind.REJECTED:
                painter.setPen(QPen(QColor(theme.dim), 1.4))
                corner = QPointF(half - 1, half - 1)
                painter.drawLine(at - corner, at + corner)
                other = QPointF(half - 1, 1 - half)
                painter.drawLine(at - other, at + other)
            case MarkKind.EXPORTED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.accent))
                points = [QPointF(0, -half - 1), QPointF(half, half), QPointF(-half, half)]
                painter.drawPolygon(QPolygonF([at + point for point in points]))
            case MarkKind.SCENE:
                painter.setPen(QPen(QColor(theme.dim), 1.2))
                painter.drawRect(QRectF(at.x() - 2.5, at.y() - 3, 5, 6))
            case MarkKind.OFFERED:
                pass

    def _paint_legend(self, painter: QPainter, area: QRectF) -> None:
        """Name the colours and the marks that are there, from the right."""
        painter.setFont(self._font)
        metrics = QFontMetricsF(self._font)
        right = area.right() - 10
        y = area.top() - _HEAD / 2
        for item in reversed(self._legend()):
            kind, name = item
            right -= metrics.horizontalAdvance(name)
            painter.setPen(QColor(self._theme.dim))
            line = QRectF(right, y - 9, metrics.horizontalAdvance(name) + 4, 18)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
            right -= 9
            if isinstance(kind, MarkKind):
                self._paint_mark(painter, Mark(0, 0, kind, "", ""), QPointF(right, y))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(faded(class_colour(self._theme, kind), 0.7))
                painter.drawRoundedRect(QRectF(right - 4, y - 4, 8, 8), 2, 2)
            right -= 16
            if right < 120:
                break

    def _legend(self) -> list[tuple[int | MarkKind, str]]:
        names = {
            HUMAN: _tr("you"),
            MIXED: _tr("mixed words"),
            AI: _tr("AI"),
            TOOL: _tr("checkers"),
            UNKNOWN: _tr("not seen"),
        }
        marks = {
            MarkKind.ASKED: _tr("asked"),
            MarkKind.ACCEPTED: _tr("accepted"),
            MarkKind.REJECTED: _tr("rejected"),
            MarkKind.EXPORTED: _tr("exported"),
        }
        there = {mark.kind for mark in self._timeline.marks}
        found: list[tuple[int | MarkKind, str]] = [
            (each, name) for each, name in names.items() if any(self._timeline.words[each])
        ]
        found += [(kind, name) for kind, name in marks.items() if kind in there]
        return found

    def _paint_dates(self, painter: QPainter, lane: QRectF) -> None:
        for tick in self._axis.ticks(self._timeline, _APART):
            painter.setPen(QColor(self._theme.rule))
            painter.drawLine(
                QPointF(tick.x, lane.top()),
                QPointF(tick.x, lane.top() + (6 if tick.is_strong else 4)),
            )
            painter.setPen(QColor(self._theme.dim))
            area = QRectF(tick.x + 5, lane.top() + 2, _APART, lane.height() - 4)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, tick.label)


def total(counts: Counts) -> int:
    """Return the words of all classes."""
    return sum(counts)


def _round_up(words: int) -> int:
    """Return the next number that is good to read."""
    step = 10
    while step * 10 < words:
        step *= 10
    return next(step * tenths // 10 for tenths in _ROUND if step * tenths // 10 >= words)


def _tr(words: str) -> str:
    return QCoreApplication.translate("StripPainter", words)
