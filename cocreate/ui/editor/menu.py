"""The menu at the text: Qt's own would go past our history and past the origins of passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu; None for `act` draws a rule."""

    words: str
    act: Act | None = None
    key: QKeySequence.StandardKey | None = None
    is_enabled: bool = True


def context_menu(parent: QWidget, items: list[Item]) -> QMenu:
    """Return a menu of these items; it is gone when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for item in items:
        if item.act is None:
            menu.addSeparator()
            continue
        action = menu.addAction(tr(item.words))
        action.setEnabled(item.is_enabled)
        if item.key is not None:
            action.setShortcut(QKeySequence(item.key))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(item.act)
    return menu


def tr(words: str) -> str:
    """Return the words in the writer's language."""
    return QCoreApplication.translate("EditorMenu", words)
