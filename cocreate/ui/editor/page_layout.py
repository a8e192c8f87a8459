"""The layout of the page: lines set apart, styles put on as a block is laid out, room for a card.

QPlainTextEdit knows neither line spacing nor room under a line. Both are had by moving the lines of
a block apart after Qt has made them; everything else in Qt goes by where the lines stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

Styler = Callable[[QTextBlock], Sequence[QTextLayout.FormatRange]]


def unstyled(_block: QTextBlock) -> Sequence[QTextLayout.FormatRange]:
    """Return no styles."""
    return ()


_MOST_RECTS = 4096
# Which block is being changed, where it is not the number of one.
_NONE = -2
_ALL = -3
_natural_rect = QPlainTextDocumentLayout.blockBoundingRect


class PageLayout(QPlainTextDocumentLayout):
    """Lay out the blocks of one document."""

    blocks_changed = Signal(int)

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._page = document
        self._styler: Styler = unstyled
        self._spacing = 1.0
        self._gap = 0.0
        self._is_settling = False
        self._is_unsettled = False
        self._room_at: QTextCursor | None = None
        self._room_block = -1
        self._room = 0.0
        self._blocks = 1
        self._fresh = -1
        # Where a block ends is asked for thirty times a key: answers are kept until one changes.
        self._rects: dict[int, QRectF] = {}
        self._changing = _NONE
        self._has_told = False
        # Told when the page gets another width, too, which nothing else tells.
        self.update.connect(self.forget_rects)

    def set_styler(self, styler: Styler) -> None:
        """Ask `styler` for the styles of each block before it is laid out."""
        self._styler = styler

    def set_spacing(self, spacing: float) -> None:
        """Set the distance of lines, in multiples of the font's own."""
        self._spacing = spacing
        self.forget_rects()
        self._gap = QFontMetricsF(self._page.defaultFont()).height() * (spacing - 1)

    @property
    def gap(self) -> float:
        """Room between two lines of the plain text, in pixels."""
        return self._gap

    def set_room(self, position: int | None, height: float = 0.0) -> None:
        """Keep room under the line that holds a position; None: nowhere."""
        if self._room_at is not None:
            self._forget(self._room_at.blockNumber())
        self._room_at = None
        self._room_block = -1
        if position is not None:
            self._room_at = QTextCursor(self._page)
            self._room_at.setPosition(position)
            self._room_block = self._room_at.blockNumber()
            self._room = height + self._gap / 2 + 3
            self._forget(self._room_block)

    @property
    def room_position(self) -> int | None:
        """The position under whose line room is kept, moved along with edits."""
        return None if self._room_at is None else self._room_at.position()

    def relayout(self) -> None:
        """Lay out everything anew, when it is next looked at."""
        self.settle()
        self.set_spacing(self._spacing)
        self.documentChanged(0, 0, self._page.characterCount() - 1)

    def settle(self) -> None:
        """Let the document forget that blocks were styled, lest it tells it as a change."""
        if self._is_unsettled:
            self._is_unsettled = False
            self._is_settling = True
            self._page.markContentsDirty(0, 0)
            self._is_settling = False

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Take a change in: style a single block at once, several when they are laid out."""
        if self._is_settling:
            return
        if self._room_at is not None:
            self._room_block = self._room_at.blockNumber()
        block = self._page.findBlock(position)
        self._fresh = -1
        if block.isValid() and block.contains(position + added):
            self._style(block)
            self._fresh = block.blockNumber()
        is_one = self._fresh >= 0 and self._page.blockCount() == self._blocks
        self._changing = self._fresh if is_one else _ALL
        self._has_told = False
        if not is_one:
            self.forget_rects()
        super().documentChanged(position, removed, added)
        if self._changing >= 0:
            self._rects.pop(self._changing, None)
        self._changing = _NONE
        if self._page.blockCount() != self._blocks:
            self._blocks = self._page.blockCount()
            self.blocks_changed.emit(position)

    def forget_rects(self) -> None:
        """Ask anew for where each block ends: the page gets another width, say."""
        self._rects.clear()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the rectangle of a block, with the gaps between its lines and the room in it."""
        # Asked some forty times a key, and nearly always about what is known.
        known = self._rects.get(number := block.blockNumber())
        changing = self._changing
        if known is not None and changing == _NONE:
            return known
        if changing == _ALL:
            return self._measured(block)
        if number != changing:
            if known is not None:
                return known
        elif not self._has_told:
            # Qt asks for a changed block's rectangle, lays the block out, and asks again.
            self._has_told = True
            return known if known is not None else self._measured(block)
        else:
            self._changing = _NONE
        rect = self._measured(block)
        if len(self._rects) >= _MOST_RECTS:
            self._rects.clear()
        self._rects[number] = rect
        return rect

    def _measured(self, block: QTextBlock) -> QRectF:
        # Qt asks for this some dozen times a key, so the common case comes first and says little.
        if not block.isValid():
            return QRectF()
        layout = block.layout()
        if not _is_apart(layout):
            self._lay_out(block, layout)
        bottom = self._gap / 2
        if self._room_at is not None and block.blockNumber() == self._room_block:
            bottom += self._room if self._is_room_last(block) else 0.0
        return _natural_rect(self, block).adjusted(0, 0, 0, bottom)

    def room_rect(self, block: QTextBlock) -> QRectF | None:
        """Return the room kept in a block, relative to it; None if there is none."""
        if self._room_at is None or block.blockNumber() != self._room_block:
            return None
        self.blockBoundingRect(block)
        line = block.layout().lineAt(self._room_line(block))
        # Below the whole gap: small words may hang in it.
        top = line.y() + line.height() + self._gap + 3
        return QRectF(0, top, self._page.textWidth(), self._room - self._gap / 2 - 3)

    def _lay_out(self, block: QTextBlock, layout: QTextLayout) -> None:
        if not layout.lineCount():
            # A block that was styled as it changed need not be styled again.
            is_fresh = block.blockNumber() == self._fresh
            self._fresh = -1 if is_fresh else self._fresh
            if not is_fresh and self._style(block):
                self._is_unsettled = True
            _natural_rect(self, block)
        if layout.lineCount():
            self._set_apart(block, layout)

    def _style(self, block: QTextBlock) -> bool:
        styles = self._styler(block)
        layout = block.layout()
        # Else Qt forgets the shapes of the letters, and works them out again to paint them.
        layout.setCacheEnabled(True)
        if not styles and not layout.formats():
            return False
        layout.setFormats(list(styles))
        return True

    def _set_apart(self, block: QTextBlock, layout: QTextLayout) -> None:
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            option = layout.textOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
            layout.setTextOption(option)
        room_line = self._room_line(block) if block.blockNumber() == self._room_block else -1
        spread = self._spacing - 1
        left = layout.lineAt(0).x()  # the same for all lines: the margin of the document
        top = 0.0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            height = line.height()
            gap = max(height * spread, 0.02)
            line.setPosition(QPointF(left, top + gap / 2))
            top += height + gap
            if number == room_line:
                top += self._room

    def _room_line(self, block: QTextBlock) -> int:
        at = 0 if self._room_at is None else self._room_at.position() - block.position()
        line = block.layout().lineForTextPosition(max(0, min(at, block.length() - 1)))
        return line.lineNumber() if line.isValid() else 0

    def _is_room_last(self, block: QTextBlock) -> bool:
        return self._room_line(block) == block.layout().lineCount() - 1

    def _forget(self, number: int) -> None:
        if number >= 0:
            self._rects.pop(number, None)
            self._page.findBlockByNumber(number).clearLayout()


def _is_apart(layout: QTextLayout) -> bool:
    """Return whether lines stand where we put them: Qt has the first one at the very top."""
    return bool(layout.lineCount() and layout.lineAt(0).y())
