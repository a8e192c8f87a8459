"""The real page on a real project, worked by the events that Qt would bring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication

from cocreate.base.settings import Settings
from cocreate.core.events import Cause, HunkOffered, RunStarted
from cocreate.core.origin import TYPED, Contributor, Fragment
from cocreate.core.suggestion import Verdict
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.theme import LIGHT
from cocreate.workspace.change import Change, ChangeKind, Write
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
        self._untold = 0.0
        self._open()

    def _open(self) -> None:
        self.workspace: Workspace = open_project(self.path, clock=self.clock, ids=self.ids)
        self.review = Review(self.workspace)
        self.scenes = Scenes(self.workspace)
        self.view = EditorView(self.workspace, self.ids, self.clock, LIGHT, Settings())
        self.view.resize(800, 4000)
        self.view.show()
        self.workspace.changes.listen(self.view.refresh)

    def _leave(self) -> None:
        self.view.close()
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(self.view, QEvent.Type.DeferredDelete.value)

    def reopen(self) -> None:
        """Close as one does, and open again."""
        assert self.workspace.close()
        self._leave()
        self._open()

    def kill(self) -> None:
        """Let everything go that is not on the disk, and open again."""
        self.workspace.project.close()
        self._leave()
        self._open()

    def close(self) -> None:
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
