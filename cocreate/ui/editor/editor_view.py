"""The page one writes on: keys, mouse, clipboard and input methods, each with its origin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)

from cocreate.base.clock import Clock
from cocreate.base.ids import IdSource
from cocreate.base.settings import Settings
from cocreate.ui.editor.clipboard import Clipboard
from cocreate.ui.editor.keys import Command, command_of, step_over_soft_break
from cocreate.ui.editor.menu import Item, context_menu, no_items, tr
from cocreate.ui.editor.mouse import snapped
from cocreate.ui.editor.origin_hint import origin_hint
from cocreate.ui.editor.page import EditorPort
from cocreate.ui.editor.page_view import PageView
from cocreate.ui.editor.remarks import remarks_at
from cocreate.ui.editor.sync import INITIATOR
from cocreate.ui.theme import Theme
from cocreate.workspace.change import Change, ChangeKind

STEP_INITIATOR = "editor history"


class EditorView(PageView):
    """Show one scene and let the writer change it.

    The window tells it every change (`refresh`), also those that the editor itself began.
    """

    caret_moved = Signal(int)
    hunk_hovered = Signal(str)
    hunk_chosen = Signal(str)
    hunk_rewritten = Signal(str, str)
    text_changed = Signal()
    escaped = Signal()

    def __init__(
        self, port: EditorPort, ids: IdSource, clock: Clock, theme: Theme, settings: Settings
    ) -> None:
        super().__init__(port, theme, settings)
        self._port = port
        self._clock = clock
        self._hovered = ""
        self._is_dropping = False
        self._version = 0
        self._clipboard = Clipboard(port, ids)
        self.words_at: Callable[[int], list[Item]] = no_items
        self.hunks.chosen.connect(self.hunk_chosen)
        self.hunks.finished.connect(self.hunk_rewritten)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.setReadOnly(True)

    # -- what the window asks for ----------------------------------------------------------------

    @property
    def current_scene(self) -> str:
        """Id of the scene shown; "" for none."""
        return self._sync.scene

    def show_scene(self, scene: str) -> None:
        """Show a scene from its beginning; "" shows an empty page."""
        self._layout.settle()
        self._highlighter.load(self._port.state.scenes[scene].text.text() if scene else "")
        self._sync.show(scene)
        self.setReadOnly(self._port.is_read_only or not scene)
        if self.isReadOnly():
            by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(self.textInteractionFlags() | by_keys)
        self.hunks.load(self._port.state, self._port.state.scenes.get(scene))
        self.spelling.leave()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._gutter.update()
        self.text_changed.emit()

    def refresh(self, change: Change) -> None:
        """Take a change of the workspace in."""
        if not self.current_scene or change.scene not in (None, self.current_scene):
            return
        if change.kind is ChangeKind.TEXT:
            self._overlay.finds.follow(change.edits)
            is_own = change.initiator == INITIATOR
            if not is_own:
                self._sync.mirror(change.edits)
                self.show_origins()
            if change.caret is not None and change.caret >= 0:
                self.goto(change.caret, change.caret)
            self.text_changed.emit()
        if self.hunks.refresh(change):
            self.viewport().update()

    def origin_at(self, offset: int) -> str:
        """Return in plain words where the character at an offset comes from."""
        return origin_hint(self._port.state, self.current_scene, offset, self._clock.now())

    def show_origin(self) -> str:
        """Show, at the caret, where the character before it comes from; return the words."""
        words = self.origin_at(max(0, self.caret() - 1)) if self.current_scene else ""
        self._show_hint(self.cursorRect().bottomLeft(), words)
        return words

    # -- history and clipboard -------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the latest step."""
        if not self.isReadOnly():
            self._port.undo(self.current_scene, STEP_INITIATOR)

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.isReadOnly():
            self._port.redo(self.current_scene, STEP_INITIATOR)

    def cut(self) -> None:
        """Put what is chosen on the clipboard and take it out."""
        start, end = self.selection()
        if start < end and not self.isReadOnly():
            self._clipboard.cut(self.current_scene, start, end)

    def copy(self, *, is_rich: bool = True) -> None:
        """Put what is chosen on the clipboard, for other programs also with its looks."""
        start, end = self.selection()
        if start < end:
            self._clipboard.copy(self.current_scene, start, end, is_rich=is_rich)

    def copy_markdown(self) -> None:
        """Put what is chosen on the clipboard as the words it is, without looks."""
        self.copy(is_rich=False)

    def paste(self) -> None:
        """Put what the clipboard holds in place of what is chosen."""
        self.insertFromMimeData(QGuiApplication.clipboard().mimeData())

    # -- what Qt brings --------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is chosen, with its origins."""
        return self._clipboard.clip(self.current_scene, *self.selection())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Return whether `source` holds words; while we drop ourselves, Qt must not."""
        return not self._is_dropping and (source.hasText() or source.hasHtml())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, also by the middle button."""
        if self.isReadOnly():
            return
        end = self._clipboard.paste(self.current_scene, *self.selection(), source)
        if end is not None:
            self.goto(end)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move a passage of this page, or paste what comes from elsewhere."""
        if self.isReadOnly():
            event.ignore()
            return
        at = self.cursorForPosition(event.position().toPoint()).position()
        target = self._sync.index.offset(at)
        is_move = event.source() in (self, self.viewport())
        if is_move and event.dropAction() is Qt.DropAction.MoveAction:
            moved = self._clipboard.drop(self.current_scene, self.selection(), target)
            if moved is not None:
                self.goto(*moved)
        else:
            end = self._clipboard.paste(self.current_scene, target, target, event.mimeData())
            if end is not None:
                self.goto(target, end)
        # Copied, whatever was meant: otherwise Qt takes the passage out a second time.
        event.setDropAction(Qt.DropAction.CopyAction)
        self._is_dropping = True
        super().dropEvent(event)
        self._is_dropping = False
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, or do what the key stands for."""
        command = command_of(event)
        if command is not None and self._do(command, event):
            return
        cursor = self.textCursor()
        if step_over_soft_break(event, cursor, self._sync.index):
            self.setTextCursor(cursor)
        with self._sync.typing(cursor):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composes; only what it commits is text."""
        cursor = self.textCursor()
        replaced = None
        if event.replacementLength() and not cursor.hasSelection():
            start = cursor.position() + event.replacementStart()
            replaced = (start, start + event.replacementLength())
        with self._sync.typing(cursor, replaced):
            super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret on the nearest line; take the suggestion there to hand."""
        super().mousePressEvent(snapped(event, self._visible()))
        if event.button() is Qt.MouseButton.LeftButton and self._hovered:
            self.hunks.show(self._hovered)
            self.hunk_chosen.emit(self._hovered)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a word on the nearest line."""
        super().mouseDoubleClickEvent(snapped(event, self._visible()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose or drag; tell which suggestion the mouse stands on."""
        if event.buttons():
            with self._sync.typing(self.textCursor()):
                super().mouseMoveEvent(snapped(event, self._visible()))
            return
        super().mouseMoveEvent(event)
        hunk = self._overlay.hunk_at(self._offset_at(event.position()))
        name = hunk.id if hunk is not None else ""
        if name != self._hovered:
            self._hovered = name
            self.hunk_hovered.emit(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; that is reading."""
        super().wheelEvent(event)
        self._port.note_reading()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu at the text; by keyboard, it is about the word at the caret."""
        is_by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        offset = self.caret() if is_by_keys else self._offset_at(QPointF(event.pos()))
        items = self.words_at(offset) if self.current_scene else []
        context_menu(self, [*items, *menu_items(self)]).popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say where the character under the mouse comes from."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_hint(event.pos(), self._hint_at(QPointF(event.pos())))
            return True
        return super().viewportEvent(event)

    def _do(self, command: Command, event: QKeyEvent) -> bool:
        match command:
            case Command.UNDO:
                self.undo()
            case Command.REDO:
                self.redo()
            case Command.CUT:
                self.cut()
            case Command.COPY:
                self.copy()
            case Command.PASTE:
                self.paste()
            case Command.NEW_LINE:
                bare = Qt.KeyboardModifier.NoModifier
                self.keyPressEvent(QKeyEvent(event.type(), Qt.Key.Key_Return, bare, "\r"))
            case Command.LEAVE:
                if not self.hunks.current:
                    self.escaped.emit()
                    return False
                self.hunks.leave()
        return True

    def _hint_at(self, point: QPointF) -> str:
        if not self.current_scene or not len(self._sync.text):
            return ""
        offset = self._offset_at(point)
        remarks = remarks_at(self._port.state, self._overlay, offset)
        return "\n".join([*remarks, self.origin_at(offset)])

    def _on_caret_moved(self) -> None:
        text = self._text()
        if text is not None and text.version == self._version:
            self._port.note_reading()
        self._version = text.version if text is not None else 0
        self.caret_moved.emit(self.caret())


def menu_items(view: EditorView) -> list[Item]:
    """Return what the menu at the text offers."""
    can_write = not view.isReadOnly()
    has_words = view.textCursor().hasSelection()
    can_paste = can_write and view.canPaste()
    keys = QKeySequence.StandardKey
    return [
        Item(tr("Undo"), view.undo, keys.Undo, is_enabled=can_write),
        Item(tr("Redo"), view.redo, keys.Redo, is_enabled=can_write),
        Item(""),
        Item(tr("Cut"), view.cut, keys.Cut, is_enabled=has_words and can_write),
        Item(tr("Copy"), view.copy, keys.Copy, is_enabled=has_words),
        Item(tr("Copy as Markdown only"), view.copy_markdown, is_enabled=has_words),
        Item(tr("Paste"), view.paste, keys.Paste, is_enabled=can_paste),
        Item(tr("Select all"), view.selectAll, keys.SelectAll),
        Item(""),
        Item(tr("Where does this come from?"), view.show_origin),
    ]
