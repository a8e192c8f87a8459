"""The real page on a real project, worked by the events that Qt would bring."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cocreate.base.settings import Settings
from cocreate.core.events import Cause, HunkOffered, RunStarted
from cocreate.core.origin import TYPED, Contributor, Fragment
from cocreate.core.suggestion import Verdict
from cocreate.formats.mirror_files import load_index
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.finding import Finding
from cocreate.ui.origins.declare_dialog import DeclareDialog
from cocreate.ui.project_view import ProjectView
from cocreate.ui.project_wiring import ProjectWiring
from cocreate.ui.theme import LIGHT
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.declaring import Declaring
from cocreate.workspace.mirror import Mirror
from cocreate.workspace.mirror_folder import OutsideChange
from cocreate.workspace.opening import open_project
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds

BARE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TICK_S = 0.5


class Page:
    """One window's page; it closes, is killed and opens again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = FakeClock()
        self.ids = CountingIds()
        self.troubles: list[str] = []
        self._untold = 0.0
        self._writes = 0
        self._open()

    def _open(self) -> None:
        self.workspace: Workspace = open_project(self.path, clock=self.clock, ids=self.ids)
        self.review = Review(self.workspace)
        self.scenes = Scenes(self.workspace)
        self.declaring = Declaring(self.workspace)
        self.mirror = Mirror(self.workspace)
        self.workspace.troubles.listen(self.troubles.append)
        self.view = EditorView(self.workspace, self.ids, self.clock, LIGHT, Settings())
        self.view.resize(800, 4000)
        self.view.show()
        self.workspace.changes.listen(self.view.refresh)
        self._around = _Around(self.view)
        self._finding: Finding | None = None

    def _leave(self) -> None:
        self.view.close()
        _delete(self._around)
        _delete(self.view)

    def reopen(self) -> None:
        """Close as one does, and open again."""
        self.mirror.finish()
        assert self.workspace.close()
        self._leave()
        self._open()

    def kill(self) -> None:
        """Let everything go that is not on the disk, and open again."""
        self.workspace.project.close()
        self._leave()
        self._open()

    def close(self) -> None:
        self.mirror.finish()
        assert self.workspace.close()
        self._leave()

    def pass_time(self, seconds: float) -> None:
        """Let time go by; the window's timer beats every half second."""
        self.clock.advance(seconds)
        self._untold += seconds
        if self._untold >= TICK_S:
            self._untold = 0.0
            self.workspace.tick()

    # -- looking ---------------------------------------------------------------------------------

    @property
    def scene(self) -> str:
        return self.view.current_scene

    def text(self, scene: str) -> str:
        return self.workspace.scene(scene).text.text()

    def origins(self, scene: str) -> list[tuple[str, str, str | None]]:
        """Return contributor, method and source of each character."""
        told: list[tuple[str, str, str | None]] = []
        for span in self.workspace.scene(scene).text.spans():
            by = span.origin
            told.extend([(by.contributor.value, by.method.value, by.source)] * span.length)
        return told

    def verdicts(self, scene: str) -> dict[str, str]:
        hunks = self.workspace.scene(scene).hunks
        return {id_: hunk.verdict.value for id_, hunk in hunks.items()}

    # -- the hand --------------------------------------------------------------------------------

    def select(self, start: int, end: int) -> None:
        self.view.goto(start, end)

    def press(self, key: int, text: str = "", modifiers: Qt.KeyboardModifier = BARE) -> None:
        QApplication.sendEvent(self.view, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))

    def type(self, sign: str) -> None:
        if sign == "\n":
            self.press(Qt.Key.Key_Return, "\r")
        else:
            self.press(0, sign)

    def compose(self, preedit: str = "", commit: str = "", replaced: tuple[int, int] = (0, 0)):
        event = QInputMethodEvent(preedit, [])
        if commit or replaced != (0, 0):
            event.setCommitString(commit, *replaced)
        QApplication.sendEvent(self.view, event)

    def from_elsewhere(self, text: str) -> None:
        """Another program puts words on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def drag(self, target: int) -> bool:
        """Drag what is chosen to a target; tell whether the mouse can point there."""
        place = self._point(target)
        if place is None:
            return False
        data = self.view.createMimeDataFromSelection()
        self.view.dropEvent(_OwnDrop(self.view.viewport(), place, data))
        return True

    def drop(self, text: str, target: int) -> bool:
        """Drop words from another program."""
        place = self._point(target)
        if place is None:
            return False
        data = QMimeData()
        data.setText(text)
        copy = Qt.DropAction.CopyAction
        self.view.dropEvent(QDropEvent(place, copy, data, Qt.MouseButton.LeftButton, BARE))
        return True

    def _point(self, target: int) -> QPointF | None:
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.view.position_of(target))
        place = self.view.cursorRect(cursor).center()
        hit = self.view.cursorForPosition(place).position()
        is_seen = self.view.viewport().rect().contains(place)
        return QPointF(place) if is_seen and hit == cursor.position() else None

    def write_unseen(self, start: int, end: int, text: str) -> None:
        """Change the document without any event, as a screen reader's bridge can."""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.view.position_of(start))
        cursor.setPosition(self.view.position_of(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    # -- bars and dialogs ------------------------------------------------------------------------

    @property
    def finding(self) -> Finding:
        """The find bar over the page, and what it does."""
        if self._finding is None:
            # Of the window's panels it needs the page alone.
            view = cast(ProjectView, self._around)
            self._finding = Finding(self.workspace, view, cast(ProjectWiring, _Guide(self.view)))
            self.workspace.changes.listen(self._finding.refresh)
        return self._finding

    def write_in(self, field: QWidget, words: str, end: int = 0) -> None:
        """Write in a field of a bar, sign by sign; press a last key, if there is one."""
        for sign in words:
            QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, BARE, sign))
        if end:
            QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, end, BARE))

    def declare(self, start: int, end: int, by: str, why: str) -> None:
        """Say in the dialog where a passage came from."""
        words = self.workspace.scene(self.scene).text.slice(start, end)
        dialog = DeclareDialog(self.declaring, (self.scene, start, end), words)
        dialog.fill(Contributor(by), why)
        dialog._declare.click()
        _delete(dialog)

    # -- another program -------------------------------------------------------------------------

    def outside(self, scene: str) -> OutsideChange | None:
        """Return what is found to be changed in a scene's file."""
        return next((each for each in self.mirror.look() if each.scene == scene), None)

    def mirrored(self) -> None:
        """Begin mirroring, or let the files follow at once."""
        if self.mirror.folder is None:
            self.mirror.start(self.path.with_suffix(".mirror"))
        self.mirror.look()
        self.mirror.write()

    def file_text(self, scene: str) -> str:
        head, text = self._file_of(scene).read_text("utf-8").split("\n---\n", 1)
        assert head.startswith("---\n")
        return text

    def write_file(self, scene: str, text: str) -> None:
        """Let another program write a scene's file."""
        path = self._file_of(scene)
        head = path.read_text("utf-8").split("\n---\n", 1)[0]
        self._write(path, f"{head}\n---\n{text}")

    def write_new_file(self, name: str, text: str) -> Path:
        assert self.mirror.folder is not None
        path = self.mirror.folder / name
        self._write(path, text)
        return path

    def _file_of(self, scene: str) -> Path:
        folder = self.mirror.folder
        index = load_index(folder) if folder is not None else None
        assert index is not None
        assert folder is not None
        return folder / index.scenes[scene].file

    def _write(self, path: Path, content: str) -> None:
        path.write_text(content, "utf-8")
        # A writer's programs are not so fast that two of their saves have the same moment.
        self._writes += 1
        moment = path.stat().st_mtime_ns + self._writes * 10**9
        os.utime(path, ns=(moment, moment))

    # -- what comes through the workspace --------------------------------------------------------

    def replace(self, ranges: Sequence[tuple[int, int, Fragment]]) -> None:
        how = Write(Cause.REPLACE, TYPED, "replacing", "find")
        self.workspace.edit_many(self.scene, ranges, how)

    def offer(self, start: int, end: int, new: str, contributor: str, agent: str = "agent") -> str:
        """An agent proposes `new` for a range."""
        old = self.workspace.scene(self.scene).text.slice(start, end)
        run, hunk = self.ids.new("run"), self.ids.new("s")
        started = RunStarted(run, agent, "Agent", "line_edit", "test/model", self.scene, "")
        by = Contributor(contributor)
        self.workspace.record(
            started,
            HunkOffered(
                hunk,
                run,
                self.scene,
                agent,
                "test/model",
                by,
                start,
                end,
                old,
                new,
                "Because.",
                None,
                Verdict.PENDING,
            ),
        )
        self.workspace.touch(self.scene)
        self.workspace.changes.tell(Change(ChangeKind.HUNKS, self.scene, run=run))
        return hunk


class _OwnDrop(QDropEvent):
    """A drag that began on this page."""

    def __init__(self, source: QObject, place: QPointF, data: QMimeData) -> None:
        both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        super().__init__(place, both, data, Qt.MouseButton.LeftButton, BARE)
        self.setDropAction(Qt.DropAction.MoveAction)
        self._kept = data
        self._source = source

    def source(self) -> QObject:
        return self._source


class _Around(QWidget):
    """What of the window is around the page, for the find bar."""

    def __init__(self, editor: EditorView) -> None:
        super().__init__()
        self.editor = editor
        self.setLayout(QVBoxLayout())

    def put_above_page(self, bar: QWidget) -> None:
        layout = self.layout()
        assert layout is not None
        layout.addWidget(bar)

    def show_instead(self, view: QWidget | None) -> None:
        """Nothing else is ever shown in place of the page."""


class _Guide:
    """What brings other scenes to the page."""

    def __init__(self, editor: EditorView) -> None:
        self._editor = editor

    @property
    def scene(self) -> str | None:
        return self._editor.current_scene or None

    def open_scene(self, scene: str) -> None:
        if scene != self._editor.current_scene:
            self._editor.show_scene(scene)


def _delete(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)
