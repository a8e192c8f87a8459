"""A page on a real project."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cocreate.base.settings import Settings
from cocreate.core.events import Cause
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.theme import LIGHT
from cocreate.workspace.change import Write
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.notation import read, show
from tests.workspace.conftest import Agents


class Desk:
    """The page, and short ways to write on it and to look at it."""

    def __init__(self, workspace: Workspace, view: EditorView, qtbot: QtBot) -> None:
        self.workspace = workspace
        self.view = view
        self.qtbot = qtbot
        self.agents = Agents(workspace)
        self.review = Review(workspace)
        self._scenes = Scenes(workspace)

    def open(self, notation: str = "") -> str:
        """Show a new scene with this text."""
        content = read(notation)
        scene = self._scenes.add_all([NewScene("One", "Opening", content)])[0]
        self.view.show_scene(scene)
        return scene

    @property
    def scene(self) -> str:
        return self.view.current_scene

    def text(self) -> str:
        return self.workspace.scene(self.scene).text.text()

    def told(self) -> str:
        """The scene in the notation, which shows origins."""
        return show(self.workspace.scene(self.scene).text.fragment())

    def type(self, keys: str) -> None:
        self.qtbot.keyClicks(self.view, keys)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.qtbot.keyClick(self.view, key, modifiers)

    def edit(self, start: int, end: int, new: str, initiator: str = "test") -> None:
        """Edit from elsewhere."""
        how = Write(Cause.REPLACE, label="test", initiator=initiator)
        self.workspace.edit(self.scene, start, end, read(new), how)

    def agree(self) -> bool:
        """Whether page and buffer show the same text."""
        return self.view.document_text() == self.text()


@pytest.fixture
def desk(workspace: Workspace, ids: CountingIds, clock: FakeClock, qtbot: QtBot) -> Iterator[Desk]:
    view = EditorView(workspace, ids, clock, LIGHT, Settings())
    workspace.changes.listen(view.refresh)
    qtbot.addWidget(view)
    view.resize(800, 500)
    desk = Desk(workspace, view, qtbot)
    desk.open()
    view.show()
    yield desk
    QGuiApplication.clipboard().clear()
