from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument

from cocreate.ui.editor.keys import Command, command_of, step_over_soft_break
from cocreate.ui.editor.offsets import BlockIndex, rendered

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BARE = Qt.KeyboardModifier.NoModifier


def pressed(key: Qt.Key, modifiers=BARE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


@pytest.mark.parametrize(
    ("key", "modifiers", "command"),
    [
        (Qt.Key.Key_Z, CTRL, Command.UNDO),
        (Qt.Key.Key_Z, CTRL | SHIFT, Command.REDO),
        (Qt.Key.Key_Y, CTRL, Command.REDO),
        (Qt.Key.Key_X, CTRL, Command.CUT),
        (Qt.Key.Key_C, CTRL, Command.COPY),
        (Qt.Key.Key_V, CTRL, Command.PASTE),
        (Qt.Key.Key_Return, SHIFT, Command.NEW_LINE),
        (Qt.Key.Key_Escape, BARE, Command.LEAVE),
        (Qt.Key.Key_Left, BARE, None),
    ],
)
def test_keys_that_the_editor_answers_itself(qapp, key, modifiers, command):
    assert command_of(pressed(key, modifiers)) is command


def test_letters_are_typing(qapp):
    assert command_of(pressed(Qt.Key.Key_Z, BARE, "z")) is None


@pytest.fixture
def broken(qapp):
    rendering = rendered("word " * 9000)
    document = QTextDocument(rendering.text)
    index = BlockIndex(document)
    index.load(rendering)
    return document, index


@pytest.mark.parametrize("modifiers", [BARE, CTRL])
def test_deleting_backwards_steps_over_a_soft_break(broken, modifiers):
    document, index = broken
    cursor = QTextCursor(document.findBlockByNumber(1))
    assert step_over_soft_break(pressed(Qt.Key.Key_Backspace, modifiers), cursor, index)
    assert cursor.blockNumber() == 0
    assert cursor.atBlockEnd()


def test_deleting_forwards_does_so_too(broken):
    document, index = broken
    cursor = QTextCursor(document.firstBlock())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    assert step_over_soft_break(pressed(Qt.Key.Key_Delete), cursor, index)
    assert cursor.blockNumber() == 1


def test_other_keys_and_selections_stay_where_they_are(broken):
    document, index = broken
    cursor = QTextCursor(document.findBlockByNumber(1))
    assert not step_over_soft_break(pressed(Qt.Key.Key_Delete), cursor, index)
    assert not step_over_soft_break(pressed(Qt.Key.Key_A, BARE, "a"), cursor, index)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    assert not step_over_soft_break(pressed(Qt.Key.Key_Backspace), cursor, index)
    cursor.select(QTextCursor.SelectionType.Document)
    assert not step_over_soft_break(pressed(Qt.Key.Key_Backspace), cursor, index)


def test_without_soft_breaks_there_is_nothing_to_step_over(qapp):
    document = QTextDocument("one\ntwo")
    index = BlockIndex(document)
    cursor = QTextCursor(document.findBlockByNumber(1))
    assert not step_over_soft_break(pressed(Qt.Key.Key_Backspace), cursor, index)
