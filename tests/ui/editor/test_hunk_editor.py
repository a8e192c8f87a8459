from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from cocreate.base.settings import Settings
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Hunk
from cocreate.ui.editor.hunk_editor import HunkEditor
from cocreate.ui.theme import text_font

CTRL = Qt.KeyboardModifier.ControlModifier


def hunk(new: str) -> Hunk:
    return Hunk("s-1", "r", "c", "line-editor", "m", Contributor.AI, 0, 3, "old", new)


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


@pytest.fixture
def field(parent):
    made = HunkEditor(parent)
    made.open(hunk("The\u00a0grey sea"), text_font(Settings()))
    made.place(QRectF(10, 10, 300, 60))
    return made


def test_the_words_are_there_to_be_typed_over(field, qtbot):
    assert field.words() == "The\u00a0grey sea"
    assert field.hunk == "s-1"
    qtbot.keyClicks(field, "x")
    assert field.words() == "x"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_return_takes_the_words(field, qtbot, key):
    with qtbot.waitSignal(field.finished) as told:
        qtbot.keyClick(field, key, CTRL)
    assert told.args == ["s-1", "The\u00a0grey sea"]
    assert not field.isVisible()
    assert field.hunk == ""


def test_escape_goes_back(field, qtbot):
    with qtbot.waitSignal(field.dismissed) as told:
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told.args == ["s-1"]
    assert not field.isVisible()


def test_return_alone_is_a_new_line(field, qtbot):
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.words() == "\n"


def test_it_grows_with_its_words_up_to_ten_lines(field):
    low = field.wanted_height(300)
    field.open(hunk("word " * 60), text_font(Settings()))
    high = field.wanted_height(300)
    field.open(hunk("word " * 6000), text_font(Settings()))
    highest = field.wanted_height(300)
    assert low < high <= highest < 400


def test_placing_it_again_keeps_it_where_it_is(field):
    before = field.geometry()
    field.place(QRectF(10, 10, 300, 60))
    assert field.geometry() == before
