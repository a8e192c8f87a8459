"""The timeline as a widget: it shows the course of the work and is dragged, zoomed and stepped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cocreate.ui.history.axis import Axis
from cocreate.ui.history.strip_painting import StripPainter, lanes_of, total
from cocreate.ui.spoken import duration, moment, words
from cocreate.ui.theme import Theme, caption_font, faded
from cocreate.workspace.timeline import MarkKind, Timeline

_ZOOM = 1.6
_NEAR = 5
_HEIGHT = 184


class TimelineStrip(QWidget):
    """Shows a timeline and the moment that is looked at; `moment_chosen` carries a shown time."""

    moment_chosen = Signal(object)
    view_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._timeline = Timeline()
        self.axis = Axis()
        self._at_ms = 0
        self._marked_ms: int | None = None
        self._hover: float | None = None
        self._progress = 1.0
        self._picture: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))

    # -- what is shown ---------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self._draw_anew()

    def show_timeline(self, timeline: Timeline, progress: float) -> None:
        """Show a timeline, or what it has read since."""
        self._timeline = timeline
        self._progress = progress
        self.axis.follow(timeline, folds=self.axis.folds)
        self._draw_anew()

    def set_folding(self, *, folds: bool) -> None:
        """Fold pauses, or draw them at their length."""
        self.axis.follow(self._timeline, folds=folds)
        self.axis.bring_into_view(self._at_ms)
        self._draw_anew()

    def show_moment(self, at_ms: int) -> None:
        """Put the line where the moment is."""
        self._at_ms = at_ms
        if not self.axis.is_whole:
            before = self.axis.x_of(at_ms)
            self.axis.bring_into_view(at_ms)
            if self.axis.x_of(at_ms) != before:
                self._draw_anew()
        self.setAccessibleDescription(self._told(at_ms))
        self.update()

    def show_marked(self, at_ms: int | None) -> None:
        """Show a second moment, to be compared with."""
        self._marked_ms = at_ms
        self.update()

    def zoom(self, steps: int) -> None:
        """See less time (1) or more (-1), around the moment."""
        self._zoom(steps, self._at_ms)

    def pan(self, by: int) -> None:
        """Move half a view on (1) or back (-1)."""
        self.axis.pan(by * 0.5)
        self._draw_anew()

    def show_all(self) -> None:
        """See everything."""
        self.axis.show_all()
        self._draw_anew()

    def sizeHint(self) -> QSize:
        """Ask for a fixed height."""
        return QSize(600, _HEIGHT)

    # -- events ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture of the past, then the moment on top of it."""
        ratio = self.devicePixelRatioF()
        if self._picture is None:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(QColor(self._theme.panel))
            painter = QPainter(self._picture)
            self._painter().paint(painter, lanes_of(self.width(), self.height()))
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        self._paint_moments(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new width."""
        super().resizeEvent(event)
        self.axis.width = max(1, self.width())
        self._draw_anew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the mouse is."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub while the button is down; else show what is under the mouse."""
        self._hover = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position().x())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse; with Shift, or sideways, move along."""
        delta = event.angleDelta()
        sideways = delta.x() or (
            delta.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        if sideways:
            self.axis.pan(-sideways / 1200)
            self._draw_anew()
        elif delta.y():
            self._zoom(1 if delta.y() > 0 else -1, self.axis.ms_at(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the history, which knows what a step is."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Show in words what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._hint(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    # -- parts -----------------------------------------------------------------------------------

    def _painter(self) -> StripPainter:
        return StripPainter(self._theme, self._timeline, self.axis, caption_font(self.font(), 0.82))

    def _draw_anew(self) -> None:
        self._picture = None
        self.update()
        self.view_changed.emit()

    def _zoom(self, steps: int, around_ms: int) -> None:
        self.axis.zoom(_ZOOM**-steps, around_ms)
        self._draw_anew()

    def _choose(self, x: float) -> None:
        self.moment_chosen.emit(self.axis.ms_at(max(0.0, min(x, self.width()))))

    def _paint_moments(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lanes = lanes_of(self.width(), self.height())
        top, bottom = lanes.words.top() - 2, lanes.sittings.bottom() + 2
        if self._progress < 1:
            painter.fillRect(QRectF(0, 0, self.width() * self._progress, 2), self._theme.accent)
        if self._hover is not None:
            painter.setPen(QPen(faded(self._theme.dim, 0.5), 1))
            painter.drawLine(QPointF(self._hover, top), QPointF(self._hover, bottom))
            painter.setPen(QColor(self._theme.dim))
            painter.setFont(caption_font(self.font(), 0.82))
            place = QRectF(9, 2, self.width() - 18, lanes.words.top() - 4)
            told = self._told(self.axis.ms_at(self._hover))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, told)
        if self._marked_ms is not None:
            x = self.axis.x_of(self._marked_ms)
            painter.setPen(QPen(QColor(self._theme.warning), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        x = self.axis.x_of(self._at_ms)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawEllipse(QPointF(x, top), 4.5, 4.5)
        if self.hasFocus():
            painter.setPen(QPen(faded(self._theme.accent, 0.7), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _told(self, at_ms: int) -> str:
        counts = self._timeline.words_at(at_ms)
        return f"{moment(self._timeline.real_ms(at_ms))} · {words(total(counts))}"

    def _hint(self, x: float, y: float) -> str:
        lanes = lanes_of(self.width(), self.height())
        if lanes.marks.top() <= y < lanes.marks.bottom():
            first, last = self.axis.ms_at(x - _NEAR), self.axis.ms_at(x + _NEAR)
            marks = self._timeline.marks_between(first, last)[:6]
            return "\n".join(self._mark_told(mark.kind, mark.label) for mark in marks)
        if lanes.sittings.top() <= y < lanes.sittings.bottom():
            at_ms = self.axis.ms_at(x)
            for band in self._timeline.bands:
                if band.began_ms <= at_ms <= band.ended_ms:
                    length = duration((band.ended_ms - band.began_ms) / 1000)
                    began = moment(self._timeline.real_ms(band.began_ms))
                    return self.tr("Sitting of {when}, {length}").format(when=began, length=length)
            return ""
        return self._told(self.axis.ms_at(x))

    def _mark_told(self, kind: MarkKind, label: str) -> str:
        told = {
            MarkKind.ASKED: self.tr("Asked {what}"),
            MarkKind.OFFERED: self.tr("Offered: {what}"),
            MarkKind.ACCEPTED: self.tr("Accepted a suggestion"),
            MarkKind.REJECTED: self.tr("Rejected a suggestion {what}"),
            MarkKind.EXPORTED: self.tr("Exported {what}"),
            MarkKind.SCENE: self.tr("Scene added: {what}"),
        }
        return told[kind].format(what=label).strip()
