"""Asks for the spelling of the paragraphs one sees, a little at a time, when nothing else is on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtGui import QTextBlock

from cocreate.text.markup import LineStyle
from cocreate.text.words import passed_over
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.editor.spelling_marks import Marks, key_of
from cocreate.ui.editor.sync import INITIATOR
from cocreate.workspace.change import Change, ChangeKind

_SOON_MS = 15
# Answers for a paragraph that is being written come at a walking pace, not with every key.
_TYPING_MS = 200
_SLICE_MS = 4


class Answers(Protocol):
    """Who knows words."""

    @property
    def is_checking(self) -> bool:
        """Whether there is a dictionary to ask."""
        ...

    def unknown(self, line: str, passed: Marks, /) -> Marks:
        """Return where in a line unknown words stand; `passed` are ranges that are no prose."""
        ...


class SpellWatch(QObject):
    """Keeps the marks of one page in step with its text and with the dictionary."""

    def __init__(self, view: EditorView, answers: Answers) -> None:
        super().__init__(view)
        self._view = view
        self._answers = answers
        self._marks = view.spelling
        self._styles: Callable[[QTextBlock], Sequence[LineStyle]] = view.line_styles
        # Numbers of blocks: of a paragraph that is being written only the latest text counts.
        self._wanted: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        view.caret_moved.connect(self._on_caret_moved)
        view.styles_changed.connect(self.begin)
        self.begin()

    def begin(self) -> None:
        """Begin anew: another dictionary, other words that are right, other code."""
        self._timer.stop()
        self._wanted.clear()
        self._marks.clear()
        if self._answers.is_checking:
            self._marks.switch_on(self._want)
        else:
            self._marks.switch_off()
        self._view.viewport().update()

    def refresh(self, change: Change) -> None:
        """See a word being typed."""
        if change.kind is not ChangeKind.TEXT or change.scene != self._view.current_scene:
            return
        is_typed = change.initiator == INITIATOR and change.edits
        self._marks.held = change.edits[-1].new_end if is_typed else -1

    def look(self) -> None:
        """Answer for some of the paragraphs that wait; for the rest a moment later."""
        clock = QElapsedTimer()
        clock.start()
        answered: set[str] = set()
        while self._wanted and clock.elapsed() < _SLICE_MS:
            block = self._view.document().findBlockByNumber(self._wanted.pop())
            if block.isValid():
                text = block.text()
                marks = self._answers.unknown(text, passed_over(self._styles(block)))
                self._marks.answer(key_of(block, text), marks)
                answered.add(text)
        self._view.repaint_blocks(answered)
        if self._wanted:
            self._timer.start(0)

    def _want(self, block: QTextBlock, is_edited: bool) -> None:  # noqa: FBT001 - see Want
        self._wanted.add(block.blockNumber())
        if is_edited and not self._timer.isActive():
            self._timer.start(_TYPING_MS)
        elif not is_edited and not 0 <= self._timer.remainingTime() <= _SOON_MS:
            self._timer.start(_SOON_MS)

    def _on_caret_moved(self, caret: int) -> None:
        held = self._marks.held
        if held >= 0 and caret != held:
            self._marks.held = -1
            self._view.repaint_at(held)
