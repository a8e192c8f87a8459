"""Which key presses the editor answers itself instead of leaving them to Qt."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from cocreate.ui.editor.offsets import BlockIndex

_Standard = QKeySequence.StandardKey


class Command(StrEnum):
    """What a key press asks for, where it is not plain typing or moving about."""

    UNDO = "undo"
    REDO = "redo"
    CUT = "cut"
    COPY = "copy"
    PASTE = "paste"
    NEW_LINE = "new line"
    LEAVE = "leave"


_COMMANDS = (
    (_Standard.Undo, Command.UNDO),
    (_Standard.Redo, Command.REDO),
    (_Standard.Cut, Command.CUT),
    (_Standard.Copy, Command.COPY),
    (_Standard.Paste, Command.PASTE),
    (_Standard.InsertLineSeparator, Command.NEW_LINE),
)
_BACKWARDS = (_Standard.Backspace, _Standard.DeleteStartOfWord)
_FORWARDS = (_Standard.Delete, _Standard.DeleteEndOfWord, _Standard.DeleteEndOfLine)
_BARE = Qt.KeyboardModifier.NoModifier


def command_of(event: QKeyEvent) -> Command | None:
    """Return the command that a key press stands for; None for typing and moving about."""
    modifiers = event.modifiers()
    if event.key() == Qt.Key.Key_Escape:
        return Command.LEAVE
    if modifiers == _BARE and event.text():
        return None
    if event.matches(_Standard.Redo) or (
        event.key() == Qt.Key.Key_Y and modifiers == Qt.KeyboardModifier.ControlModifier
    ):
        return Command.REDO
    for standard, command in _COMMANDS:
        if event.matches(standard):
            return command
    return None


def step_over_soft_break(event: QKeyEvent, cursor: QTextCursor, index: BlockIndex) -> bool:
    """Move the cursor to the other side of a soft break that a deletion would only join.

    Returns whether it was moved.
    """
    if cursor.hasSelection() or index.is_plain:
        return False
    block = cursor.block()
    number = block.blockNumber()
    if cursor.atBlockStart() and number and index.is_soft(number - 1) and _is(event, _BACKWARDS):
        return cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
    if cursor.atBlockEnd() and index.is_soft(number) and _is(event, _FORWARDS):
        return cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return False


def _is(event: QKeyEvent, keys: tuple[QKeySequence.StandardKey, ...]) -> bool:
    plain = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    backwards = event.key() == Qt.Key.Key_Backspace
    return any(event.matches(key) for key in keys) or (plain and backwards == (keys is _BACKWARDS))
