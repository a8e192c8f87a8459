"""Words that no dictionary knows, with a calm line of dots under them.

Answers are kept by the text of a paragraph and by the code fence that it stands in. One that has
none yet, or was changed, is asked for later, never while it is painted; until the answer comes, the
marks of before move along.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTextBlock

from cocreate.text.edit import TextEdit, trim
from cocreate.ui.editor.geometry import PlacedBlock, rects, x_of
from cocreate.ui.theme import Theme, faded

Marks = tuple[tuple[int, int], ...]
Key = tuple[str, int]
Want = Callable[[QTextBlock, bool], None]

_MOST_KEPT = 4096
_APART = 4
_HIGH = 2
_DOT = 1.8


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
        self._dots = QPixmap()
        self._dots_of = ("", 0.0)
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
            caret = self.held - placed.start
            marks = _carried(*before, placed.text, caret) if before is not None else ()
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
        dots = self._dots_for(theme, painter.device().devicePixelRatioF())
        for start, end in marks:
            if start <= held <= end:
                continue
            for rect in _places(placed, start, end):
                line = QRectF(rect.left(), rect.bottom() - _HIGH, rect.width(), _HIGH)
                painter.drawTiledPixmap(line, dots)

    def _dots_for(self, theme: Theme, ratio: float) -> QPixmap:
        """Return the dots as a picture to be laid side by side: a line of dots is slow to draw."""
        if (theme.bad, ratio) != self._dots_of:
            self._dots_of = (theme.bad, ratio)
            self._dots = _dots(theme, ratio)
        return self._dots


def _dots(theme: Theme, ratio: float) -> QPixmap:
    made = QPixmap(round(_APART * ratio), round(_HIGH * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(theme.bad, 0.85))
    painter.drawEllipse(QRectF(0.9, 0.1, _DOT, _DOT))
    painter.end()
    return made


def key_of(block: QTextBlock, text: str) -> Key:
    """Return under what the answer for a block is kept: its text, and whether that is code."""
    return text, max(0, block.previous().userState())


def _places(placed: PlacedBlock, start: int, end: int) -> list[QRectF]:
    """Return where a word stands; of plain words on one line that is quickly said."""
    if placed.text.isascii():
        line = placed.block.layout().lineForTextPosition(start)
        if line.isValid() and end <= line.textStart() + line.textLength():
            left, right = x_of(line, start), x_of(line, end)
            x, y = placed.corner.x(), placed.corner.y()
            return [QRectF(x + left, y + line.y(), right - left, line.height())]
    return rects(placed, placed.start + start, placed.start + end)


def _carried(old: str, marks: Marks, new: str, caret: int = -1) -> Marks:
    """Return where marks stand after a paragraph was changed, without those that were touched.

    Args:
        caret: where in the new text the caret stands, if it may be where it was changed.
    """
    if not marks:
        return ()
    growth = len(new) - len(old)
    start, end = _changed(old, new, caret)
    return tuple(
        (low, high) if high < start else (low + growth, high + growth)
        for low, high in marks
        if high < start or low > end
    )


def _changed(old: str, new: str, caret: int) -> tuple[int, int]:
    """Return the range of the old text in whose place something else stands in the new one."""
    end = caret - (len(new) - len(old))
    start = min(caret, end)
    # A key changes what stands before the caret; to see that is quicker than to look for it.
    is_inside = start >= 0 and caret <= len(new)
    if is_inside and old.startswith(new[:start]) and old[end:] == new[caret:]:
        return start, end
    edit = trim(TextEdit(0, old, new))
    return edit.start, edit.start + len(edit.removed)
