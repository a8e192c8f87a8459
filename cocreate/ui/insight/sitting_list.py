"""The writer's sittings, newest first; choosing one shows its events in plain words."""

from __future__ import annotations

from PySide6.QtCore import (
    QDateTime,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cocreate.ui.panel_parts import GRID, EmptyState, button, column, label, row
from cocreate.ui.spoken import counted, duration, moment, money, number, time_of_day, words
from cocreate.ui.theme import Theme, caption_font
from cocreate.workspace.sessions import EventRow, SessionRow

_ID = Qt.ItemDataRole.UserRole
_SECOND = Qt.ItemDataRole.UserRole + 1
_EVENT_LIMIT = 2_000


def to_ms(stamp: str) -> int:
    """Return the milliseconds of an ISO moment in UTC; 0 for ""."""
    return (
        QDateTime.fromString(stamp, Qt.DateFormat.ISODateWithMs).toMSecsSinceEpoch() if stamp else 0
    )


class SittingDelegate(QStyledItemDelegate):
    """Draw a sitting on two lines: when and how long, then what came of it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row room for two lines."""
        return QSize(120, 2 * option.fontMetrics.height() + 18)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(1, 1, -2, -1)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_Selected or has_focus:
            painter.setBrush(QColor(self.theme.current))
            painter.setPen(QPen(QColor(self.theme.accent)) if has_focus else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 6, 6)
        inner = area.adjusted(8, 6, -8, -6)
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(QColor(self.theme.ink))
        painter.setFont(option.font)
        first = painter.fontMetrics().elidedText(str(index.data()), elide, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, first)
        painter.setPen(QColor(self.theme.dim))
        painter.setFont(caption_font(option.font))
        second = painter.fontMetrics().elidedText(str(index.data(_SECOND)), elide, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, second)
        painter.restore()


class SittingList(QWidget):
    """A list of sittings."""

    sitting_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._delegate = SittingDelegate(theme, self)
        self._rows: list[SessionRow] = []
        self._list = QListWidget()
        self._list.setProperty("part", "list")
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(self.tr("Sittings"))
        self._list.itemActivated.connect(self._on_activated)
        self._list.itemClicked.connect(self._on_activated)
        self._empty = EmptyState(
            self.tr("No sitting yet"),
            self.tr("Write something: each sitting is listed here with its time, words and cost."),
        )
        self.setLayout(column(self._empty, self._list))
        self.setFocusProxy(self._list)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._delegate.theme = theme
        self._list.viewport().update()

    def show_rows(self, rows: list[SessionRow]) -> None:
        """Show these sittings, newest first."""
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        current = self._list.currentRow()
        self._list.clear()
        for sitting in reversed(rows):
            item = QListWidgetItem(self._first(sitting))
            item.setData(_ID, sitting.id)
            item.setData(_SECOND, self._second(sitting))
            item.setToolTip(self._second(sitting))
            self._list.addItem(item)
        self._list.setCurrentRow(max(0, current))

    def _first(self, sitting: SessionRow) -> str:
        began = to_ms(sitting.began)
        until = time_of_day(to_ms(sitting.ended)) if sitting.ended else self.tr("now")
        return f"{moment(began)} – {until} · " + self.tr("{time} active").format(
            time=duration(sitting.active_s)
        )

    def _second(self, sitting: SessionRow) -> str:
        parts = [
            self.tr("+{a} −{r}").format(
                a=number(sitting.words_added), r=words(sitting.words_removed)
            )
        ]
        if sitting.offered:
            offered = counted(sitting.offered, self.tr("1 suggestion"), self.tr("{n} suggestions"))
            parts.append(
                self.tr("{a} of {offered} accepted").format(a=sitting.accepted, offered=offered)
            )
        elif sitting.accepted or sitting.rejected:
            parts.append(
                self.tr("{a} accepted, {r} rejected").format(a=sitting.accepted, r=sitting.rejected)
            )
        parts.extend(money(cost) for cost in sitting.costs if cost.micros)
        if sitting.unpriced_calls:
            parts.append(self.tr("some prices unknown"))
        return " · ".join(parts)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.sitting_chosen.emit(str(item.data(_ID)))


class EventList(QWidget):
    """The events of one sitting in plain words."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "title", wraps=True)
        back = button(self.tr("‹  All sittings"), "link", hint=self.tr("Escape"))
        back.setShortcut("Escape")
        back.clicked.connect(self._on_back)
        self._list = QListWidget()
        self._list.setProperty("part", "plain")
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Events"))
        self.setLayout(column(row(back, 1), self._title, self._list, gap=GRID))
        self.setFocusProxy(self._list)

    def show_events(self, title: str, events: list[EventRow]) -> None:
        """Show events, oldest first."""
        self._title.setText(title)
        self._list.clear()
        for event in events[-_EVENT_LIMIT:]:
            self._list.addItem(f"{time_of_day(to_ms(event.at))}  {event.summary}")
        self._list.setCurrentRow(0)

    def _on_back(self) -> None:
        self.left.emit()
