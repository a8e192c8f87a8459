"""Keep the Qt document and the buffer of the scene equal.

Typed text goes from the document to the buffer; every other edit goes from the buffer to the
document. What brought a change about is announced where it began; what comes unannounced is
unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from cocreate.base.errors import CocreateError
from cocreate.core.attributed import AttributedText
from cocreate.core.events import Cause
from cocreate.core.origin import TYPED, UNOBSERVED, Edit
from cocreate.ui.editor.offsets import (
    BlockIndex,
    Rendering,
    head,
    is_overlong,
    rendered,
    shown,
    soft_break,
    units,
)
from cocreate.ui.editor.page import EditorPort
from cocreate.ui.editor.page_layout import PageLayout
from cocreate.ui.editor.touched import Touched, difference, with_breaks, with_softs
from cocreate.workspace.change import Write

INITIATOR = "editor"


@dataclass(frozen=True, slots=True)
class Expected:
    """What an announced change is going to replace: a range of offsets; and where the caret was."""

    start: int
    end: int
    caret: int


class Sync(QObject):
    """One document and the scene it shows."""

    def __init__(self, document: QTextDocument, layout: PageLayout, port: EditorPort) -> None:
        super().__init__(document)
        self._document = document
        self._layout = layout
        self._port = port
        self._scene = ""
        self._expected: Expected | None = None
        self._is_ours = False
        self._caret: QTextCursor | None = None
        self._composing_at: QTextCursor | None = None
        self.index = BlockIndex(document)
        self._mender = QTimer(self)
        self._mender.setSingleShot(True)
        self._mender.setInterval(0)
        self._mender.timeout.connect(self._mend)
        self._broken: QTextCursor | None = None
        document.contentsChange.connect(self._on_contents_change)

    @property
    def scene(self) -> str:
        """Id of the scene shown; "" for none."""
        return self._scene

    @property
    def text(self) -> AttributedText:
        """The buffer's text of the scene shown."""
        return self._port.state.scenes[self._scene].text

    def show(self, scene: str) -> None:
        """Put the text of a scene into the document."""
        self._scene = scene
        self._render(self.text.text() if scene else "")

    @contextmanager
    def typing(self, caret: QTextCursor, replaced: tuple[int, int] | None = None) -> Iterator[None]:
        """Announce that the document changes by the writer's own hand while this lasts.

        Args:
            caret: the caret, followed while the change happens.
            replaced: positions of what is replaced; None: the selection.
        """
        start, end = replaced or (caret.selectionStart(), caret.selectionEnd())
        self._layout.settle()
        self._caret = caret
        offset = self.index.offset
        self._expected = Expected(offset(start), offset(end), offset(caret.position()))
        try:
            yield
        finally:
            self._expected = None
            self._caret = None
            is_composing = bool(caret.block().layout().preeditAreaText())
            self._composing_at = QTextCursor(caret) if is_composing else None

    def mirror(self, edits: Sequence[Edit]) -> None:
        """Do in the document what was done in the buffer."""
        self._layout.settle()
        if self._composing_at is not None:
            _lift_composition(self._composing_at)
            self._composing_at = None
        cursor = QTextCursor(self._document)
        self._is_ours = True
        cursor.beginEditBlock()
        try:
            for edit in edits:
                self._put(cursor, edit)
        finally:
            cursor.endEditBlock()
            self._is_ours = False

    def document_text(self) -> str:
        """Return what the document shows, without soft breaks."""
        parts: list[str] = []
        block = self._document.begin()
        while block.isValid():
            parts.append(block.text())
            if block.next().isValid() and not self.index.is_soft(block.blockNumber()):
                parts.append("\n")
            block = block.next()
        return "".join(parts)

    def _render(self, text: str) -> None:
        rendering = rendered(text)
        self.index.load(rendering)  # before Qt tells anybody where the caret is now
        self._is_ours = True
        try:
            self._document.setPlainText(rendering.text)
        finally:
            self._is_ours = False

    def _put(self, cursor: QTextCursor, edit: Edit) -> None:
        if edit.old.text == edit.new.text:
            return  # only origins changed; the caret must not move for that
        start = self.index.position(edit.start)
        end = self.index.position(edit.old_end)
        first = self._document.findBlock(start).blockNumber()
        last = self._document.findBlock(end).blockNumber()
        rendering = rendered(edit.new.text)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(rendering.text)
        self._spliced(first, last - first + 1, rendering)

    def _spliced(self, first: int, removed: int, rendering: Rendering) -> None:
        count = len(rendering.softs) + 1
        softs = [*rendering.softs, self.index.is_soft(first + removed - 1)]
        blocks = _blocks(self._document.findBlockByNumber(first), count)
        self.index.splice(first, removed, [block.text() for block in blocks], softs)
        for block in reversed(blocks):
            self._shorten(block)

    def _shorten(self, block: QTextBlock) -> None:
        """Break a block softly until no part is too long."""
        while is_overlong(block):
            text, number = block.text(), block.blockNumber()
            at = soft_break(text)
            softs = [True, self.index.is_soft(number)]
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + units(text[:at]))
            cursor.insertText("\n")
            self.index.splice(number, 1, [text[:at], text[at:]], softs)
            block = self._document.findBlockByNumber(number + 1)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._is_ours or not self._scene:
            return
        touched = self._touched(position, added)
        new = "\n".join(touched.lines)
        if new == touched.old and not self._is_replaced():
            return
        expected = self._expected
        breaks = touched.breaks if any(touched.softs) else []
        hints = self._hints(touched, new, breaks)
        if expected is None:
            first = self._document.findBlockByNumber(touched.first)
            hints += touched.told(new, position - first.position(), (removed, added))
        start, end, inserted = difference(touched.old, new, hints)
        self._enter(touched, start, end)
        low = touched.start + start - sum(place < start for place in breaks)
        high = touched.start + end - sum(place < end for place in breaks)
        if low == high and not inserted:
            return
        caret = (expected.caret if expected else high, low + len(inserted))
        self._write(low, high, inserted, caret)
        if any(is_overlong(block) for block in self._entered(touched)):
            self._mend_later(touched.first)

    def _is_replaced(self) -> bool:
        """Return whether words were typed over the same words; then only their origin changes."""
        expected, caret = self._expected, self._caret
        if expected is None or caret is None:
            return False
        return expected.start < expected.end and not caret.hasSelection()

    def _write(self, start: int, end: int, inserted: str, caret: tuple[int, int]) -> None:
        if self._expected is None:
            how = Write(Cause.UNKNOWN, UNOBSERVED, "change", INITIATOR, caret=caret)
        else:
            how = Write(Cause.TYPING, TYPED, "typing", INITIATOR, caret=caret)
        try:
            self._port.edit(self._scene, start, end, inserted, how)
        except CocreateError:
            QTimer.singleShot(0, self, self._reload)
            raise

    def _reload(self) -> None:
        self._render(self.text.text())

    def _touched(self, position: int, added: int) -> Touched:
        document = self._document
        size = document.characterCount() - 1
        first = document.findBlock(min(position, size))
        last = document.findBlock(min(position + added, size))
        number = first.blockNumber()
        lines = [block.text() for block in _blocks(first, last.blockNumber() - number + 1)]
        old_count = self.index.count - document.blockCount() + len(lines)
        self._notice_broken(first, lines, last)
        softs = self.index.softs(number, number + old_count)
        start = self.index.start(first)
        tail = size - (last.position() + last.length() - 1)
        tail -= self.index.behind(number + old_count) + bool(softs[-1])
        text = shown(self.text.slice(start, len(self.text) - tail))
        return Touched(number, old_count, with_softs(text, softs), lines, softs, start)

    def _hints(self, touched: Touched, new: str, breaks: list[int]) -> list[tuple[int, int]]:
        """Return the ranges of the old text that may have been replaced, the likeliest first."""
        hints: list[tuple[int, int]] = []
        if self._expected is not None:
            low = with_breaks(self._expected.start - touched.start, breaks)
            high = with_breaks(self._expected.end - touched.start, breaks)
            hints.append((low, high))
        lost = len(touched.old) - len(new)
        if self._caret is not None and lost > 0:
            block = self._document.findBlockByNumber(touched.first)
            caret = head(new, max(0, self._caret.position() - block.position()))
            hints.append((caret, caret + lost))
        return hints

    def _enter(self, touched: Touched, start: int, end: int) -> None:
        """Take the touched blocks as they are now into the index."""
        flags = [bool(soft) for soft in touched.softs]
        count = len(touched.lines)
        if count > 1 or len(flags) > 1:
            before = touched.old.count("\n", 0, start)
            after = touched.old.count("\n", end)
            behind = flags[len(flags) - 1 - after :]
            flags = [*flags[:before], *[False] * (count - before - len(behind)), *behind]
        self.index.splice(touched.first, touched.old_count, touched.lines, flags)

    def _entered(self, touched: Touched) -> list[QTextBlock]:
        return _blocks(self._document.findBlockByNumber(touched.first), len(touched.lines))

    def _notice_broken(self, first: QTextBlock, lines: list[str], last: QTextBlock) -> None:
        """See whether half of a pair was left behind; PySide drops it from the text it gives."""
        size = last.position() + last.length() - first.position()
        told = sum(units(line) + 1 for line in lines)
        if size != told:
            self._mend_later(first.blockNumber())

    def _mend_later(self, number: int) -> None:
        self._broken = QTextCursor(self._document.findBlockByNumber(number))
        self._mender.start()

    def _mend(self) -> None:
        """Write blocks anew that hold half of a pair, and break those that grew too long."""
        if self._broken is None:
            return
        block = self._broken.block()
        self._broken = None
        self._is_ours = True
        try:
            while block.isValid():
                text, number = block.text(), block.blockNumber()
                if units(text) != block.length() - 1:
                    cursor = QTextCursor(block)
                    cursor.movePosition(
                        QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                    )
                    cursor.insertText(text)
                    self.index.splice(number, 1, [text], [self.index.is_soft(number)])
                    block = self._document.findBlockByNumber(number)
                self._shorten(block)
                block = block.next()
        finally:
            self._is_ours = False


def _lift_composition(caret: QTextCursor) -> None:
    """Take what is composed off the page: Qt would leave it where the caret was."""
    block = caret.block()
    block.layout().setPreeditArea(-1, "")
    caret.document().markContentsDirty(block.position(), block.length())


def _blocks(first: QTextBlock, count: int) -> list[QTextBlock]:
    blocks = [first]
    while len(blocks) < count:
        blocks.append(blocks[-1].next())
    return blocks
