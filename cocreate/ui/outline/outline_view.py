"""The tree view of the outline: how rows are drawn and what keys do in it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from cocreate.ui.outline.outline_model import ID_ROLE, WORDS_ROLE
from cocreate.ui.spoken import number
from cocreate.ui.theme import Theme, caption_font

_ROW_HEIGHT = 30
_CHAPTER_HEIGHT = 36


class OutlineDelegate(QStyledItemDelegate):
    """Draw a title at the left and its words at the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give chapters more room than scenes."""
        is_chapter = index.data(ID_ROLE) is None
        return QSize(80, _CHAPTER_HEIGHT if is_chapter else _ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        theme = self.theme
        is_chapter = index.data(ID_ROLE) is None
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(2, 2, -4, -2)
        if is_chosen or has_focus:
            painter.setBrush(QColor(theme.current) if is_chosen else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent)) if has_focus else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 5, 5)
        inner = area.adjusted(6, 4 if is_chapter else 0, -6, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        counted = index.data(WORDS_ROLE)
        words = "" if counted is None else number(int(counted))
        painter.setFont(caption_font(option.font))
        painter.setPen(QColor(theme.dim))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, words)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(words) - 10
        font = option.font
        font.setBold(is_chapter)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        title = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()


class OutlineView(QTreeView):
    """The tree: Return opens, F2 renames, Alt+arrows move, Delete deletes, Ctrl+Z undoes."""

    step_asked = Signal(int)
    delete_asked = Signal()
    undo_asked = Signal()
    open_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delegate = OutlineDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setProperty("part", "list")
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setRootIsDecorated(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Outline"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the outline's own keys say."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_Up if alt:
                self.step_asked.emit(-1)
            case Qt.Key.Key_Down if alt:
                self.step_asked.emit(1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if not event.modifiers():
                self.delete_asked.emit()
            case Qt.Key.Key_Z if control:
                self.undo_asked.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.open_asked.emit()
            case _:
                super().keyPressEvent(event)
                return
        event.accept()
