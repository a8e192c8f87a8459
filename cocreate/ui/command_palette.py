"""The palette: every command by its name, found by typing."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cocreate.ui.actions import ACTIONS, ActionSpec, key_text, translated
from cocreate.ui.panel_parts import GRID, column, label
from cocreate.ui.theme import Theme

_KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_NAME_ROLE = Qt.ItemDataRole.UserRole


def rank(typed: str, title: str) -> int | None:
    """Return how well a title answers what was typed (less is better), or None if not at all.

    Every word typed must begin a word of the title (0) or stand somewhere in it (1).
    """
    total = 0
    lowered = title.lower()
    parts = lowered.replace("…", "").split()
    for word in typed.lower().split():
        if any(part.startswith(word) for part in parts):
            continue
        if word not in lowered:
            return None
        total += 1
    return total


class _CommandDelegate(QStyledItemDelegate):
    """Draw a command with its menu and its keys."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every row the same comfortable height."""
        return QSize(200, 34)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        painter.save()
        area = option.rect.adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.current))
            painter.drawRoundedRect(area, 5, 5)
        inner = area.adjusted(10, 0, -10, 0)
        painter.setPen(QColor(self._theme.ink))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, left, index.data(Qt.ItemDataRole.DisplayRole))
        painter.setPen(QColor(self._theme.dim))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, index.data(_KEY_ROLE))
        painter.restore()


class CommandPalette(QDialog):
    """A field and the commands that answer what is typed in it."""

    command_chosen = Signal(str)

    def __init__(
        self, theme: Theme, enabled: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("All commands"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._specs = [spec for spec in ACTIONS if spec.name in enabled and spec.name != "palette"]
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("What would you like to do?"))
        self._field.setAccessibleName(self.tr("Command"))
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setProperty("part", "list")
        self._list.setItemDelegate(_CommandDelegate(theme, self))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._on_taken)
        self._nothing = label(self.tr("No command has these words in its name."), "dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(self._field, self._nothing, self._list, margin=2 * GRID))
        self.resize(560, 420)
        self._fill("")

    def titles(self) -> list[str]:
        """Return the commands shown, best first."""
        return [self._list.item(at).text() for at in range(self._list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Return work on the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down:
                    return self._step(1)
                case Qt.Key.Key_Up:
                    return self._step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._on_taken(self._list.currentItem())
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> bool:
        count = self._list.count()
        if count:
            self._list.setCurrentRow((self._list.currentRow() + by) % count)
        return True

    def _fill(self, typed: str) -> None:
        found: list[tuple[int, ActionSpec]] = []
        for spec in self._specs:
            place = rank(typed, translated(spec.title))
            if place is not None:
                found.append((place, spec))
        found.sort(key=lambda pair: pair[0])
        self._list.clear()
        for _, spec in found:
            item = QListWidgetItem(translated(spec.title))
            item.setData(_NAME_ROLE, spec.name)
            item.setData(_KEY_ROLE, key_text(spec.name))
            self._list.addItem(item)
        self._nothing.setVisible(not found)
        self._list.setVisible(bool(found))
        self._list.setCurrentRow(0 if found else -1)

    def _on_taken(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.accept()
            self.command_chosen.emit(item.data(_NAME_ROLE))
