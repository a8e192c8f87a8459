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
    """One line of the menu; None for `act` draws a rule.

    Args:
        words: what is read, in the writer's language.
        is_own_words: whether the words are the writer's or a dictionary's, not ours.
    """

    words: str
    act: Act | None = None
    key: QKeySequence.StandardKey | None = None
    is_enabled: bool = True
    is_own_words: bool = False


def no_items(_offset: int) -> list[Item]:
    """Return nothing to offer at a place."""
    return []


def context_menu(parent: QWidget, items: list[Item]) -> QMenu:
    """Return a menu of these items; it is gone when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for item in items:
        if item.act is None:
            menu.addSeparator()
            continue
        # A single & would be taken for the sign of a short key.
        words = item.words.replace("&", "&&") if item.is_own_words else item.words
        action = menu.addAction(words)
        if item.is_own_words:
            strong = action.font()
            strong.setBold(True)
            action.setFont(strong)
        action.setEnabled(item.is_enabled)
        if item.key is not None:
            action.setShortcut(QKeySequence(item.key))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(item.act)
    return menu


def tr(words: str) -> str:
    """Return the words in the writer's language."""
    return QCoreApplication.translate("EditorMenu", words)
