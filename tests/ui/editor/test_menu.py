from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from cocreate.ui.editor.menu import Item, context_menu, no_items


def test_the_menu_does_what_its_items_say(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[str] = []
    menu = context_menu(
        parent,
        [
            Item("Undo", lambda: done.append("undo"), QKeySequence.StandardKey.Undo),
            Item(""),
            Item("Cut", lambda: done.append("cut"), is_enabled=False),
        ],
    )
    undo, rule, cut = menu.actions()
    assert rule.isSeparator()
    assert not cut.isEnabled()
    assert undo.shortcut().toString() == "Ctrl+Z"
    undo.trigger()
    assert done == ["undo"]


def test_words_that_are_not_ours_stand_as_they_are(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    (action,) = context_menu(parent, [Item("R&D", parent.close, is_own_words=True)]).actions()
    assert action.text() == "R&&D"
    assert action.font().bold()
    assert no_items(3) == []
