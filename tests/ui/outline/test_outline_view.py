"""Keys in the outline, and how its rows are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.ui.outline.outline_model import OutlineModel, SceneRow
from cocreate.ui.outline.outline_view import OutlineView
from cocreate.ui.theme import DARK, LIGHT


@pytest.fixture
def view(qtbot):
    made = OutlineView(LIGHT)
    model = OutlineModel(made)
    model.show([SceneRow("a", "Opening " * 20, "One", 10), SceneRow("b", "Harbour", "One", 20)])
    made.setModel(model)
    made.expandAll()
    qtbot.addWidget(made)
    made.resize(220, 200)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, "step_asked"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, "step_asked"),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "delete_asked"),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "undo_asked"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "open_asked"),
    ],
)
def test_each_key_asks_for_its_thing(view, qtbot, key, modifier, signal):
    with qtbot.waitSignal(getattr(view, signal)):
        qtbot.keyClick(view, key, modifier)


def test_arrows_walk(view, qtbot):
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().data() == "Opening " * 20


def test_rows_are_drawn_in_light_and_dark(view):
    view.setCurrentIndex(view.model().index(0, 0))
    light = view.grab().toImage()
    view.delegate.theme = DARK
    view.viewport().update()
    assert view.grab().toImage() != light
