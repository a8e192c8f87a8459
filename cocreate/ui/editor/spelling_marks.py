"""Words that no dictionary knows, with a calm line of dots under them.

Answers are kept by the text of a paragraph and by the code fence that it stands in. One that has
none yet, or was changed, is asked for later, never while it is painted; until the answer comes, the
marks of before move along.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock

from cocreate.text.edit import TextEdit, trim
from cocreate.ui.editor.geometry import PlacedBlock, rects
from cocreate.ui.theme import Theme, faded

Marks = tuple[tuple[int, int], ...]
Key = tuple[str, int]
Want = Callable[[QTextBlock, bool], None]

_MOST_KEPT = 4096
_ABOVE_FOOT = 1.0
_WIDTH = 1.7


def _nobody(_block: QTextBlock, _is_edited: bool) -> None:  # noqa: FBT001 - as `Want` has it
    """Ask nobody."""


class SpellingMarks:
    """The unknown words of the paragraphs one sees, by the paragraph's text.

    `held` is the offset of the caret while a word is being typed: the word there is not marked.
    """

    def __init__(self) -> None:
        self._answers: dict[Key, Marks] = {}
        self._shown: dict[int, tuple[str, Marks]] = {}
        self._want: Want = _nobody
        self._is_on = False
        self.held = -1

    def __bool__(self) -> bool:
        return self._is_on

    def switch_on(self, want: Want) -> None:
        """Show marks; `want` is told which block has no answer, and whether it was just changed."""
        self._want = want
        self._is_on = True

    def switch_off(self) -> None:
        """Show none."""
        self._is_on = False
        self.clear()

    def clear(self) -> None:
        """Forget all answers."""
        self._answers.clear()
        self._shown.clear()

    def leave(self) -> None:
        """Forget what stood where: another text is shown, or other answers are right."""
        self._shown.clear()

    def answer(self, key: Key, marks: Marks) -> None:
        """Keep where the unknown words of a paragraph stand."""
        if len(self._answers) >= _MOST_KEPT:
            self._answers.clear()
        self._answers[key] = marks

    def of(self, placed: PlacedBlock) -> Marks:
        """Return the marks of a block, in its own offsets; asks for them where need be."""
        number = placed.block.blockNumber()
        marks = self._answers.get(key_of(placed.block, placed.text))
        if marks is None:
            before = self._shown.get(number)
            marks = _carried(*before, placed.text) if before is not None else ()
            self._want(placed.block, before is not None)
        self._shown[number] = (placed.text, marks)
        return marks

    def at(self, placed: PlacedBlock, offset: int) -> tuple[int, int] | None:
        """Return the marked word that an offset stands in or at, in offsets of the scene."""
        local = offset - placed.start
        for start, end in self.of(placed):
            if start <= local <= end:
                return placed.start + start, placed.start + end
        return None

    def paint(self, painter: QPainter, placed: PlacedBlock, theme: Theme) -> None:
        """Paint those of one block."""
        marks = self.of(placed)
        if not marks:
            return
        held = self.held - placed.start if self.held >= 0 else -1
        lines: list[QLineF] = []
        for start, end in marks:
            if start <= held <= end:
                continue
            for rect in rects(placed, placed.start + start, placed.start + end):
                y = rect.bottom() - _ABOVE_FOOT
                lines.append(QLineF(rect.left() + 1, y, rect.right() - 1, y))
        if lines:
            pen = QPen(faded(theme.bad, 0.8), _WIDTH)
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([0.01, 2.1])
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.drawLines(lines)


def key_of(block: QTextBlock, text: str) -> Key:
    """Return under what the answer for a block is kept: its text, and whether that is code."""
    return text, max(0, block.previous().userState())


def _carried(old: str, marks: Marks, new: str) -> Marks:
    """Return where marks stand after a paragraph was changed, without those that were touched."""
    if not marks:
        return ()
    edit = trim(TextEdit(0, old, new))
    end = edit.start + len(edit.removed)
    growth = len(new) - len(old)
    return tuple(
        (low, high) if high < edit.start else (low + growth, high + growth)
        for low, high in marks
        if high < edit.start or low > end
    )
