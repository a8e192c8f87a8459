"""What tests of the window share: a manuscript, its services, the agents that speak about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cocreate.store.user_files import NoKeyStoreError, UserFiles
from cocreate.workspace.desk import Desk, Preferences, model_access
from cocreate.workspace.figures import Figures
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.sessions import Sessions
from cocreate.workspace.workspace import Workspace
from tests.fakes.spawner import InlineSpawner
from tests.ui.project_bench import Bench, put_together
from tests.ui.writing_desk import Agents, fill


class NoKeys:
    """A machine without a keyring."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise NoKeyStoreError

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise NoKeyStoreError

    def delete_password(self, service_name: str, username: str) -> None:
        raise NoKeyStoreError


@pytest.fixture
def scene_ids(workspace: Workspace) -> list[str]:
    """Three scenes: Opening and Harbour in chapter One, Return in chapter Two."""
    return fill(workspace)


@pytest.fixture
def agents(workspace: Workspace) -> Agents:
    return Agents(workspace)


@pytest.fixture
def scenes(workspace: Workspace) -> Scenes:
    return Scenes(workspace)


@pytest.fixture
def review(workspace: Workspace) -> Review:
    return Review(workspace)


@pytest.fixture
def figures(workspace: Workspace) -> Figures:
    return Figures(workspace)


@pytest.fixture
def sessions(workspace: Workspace) -> Sessions:
    return Sessions(workspace)


@pytest.fixture
def preferences(home: Path) -> Preferences:
    return Preferences(UserFiles(home, {}, NoKeys()))


@pytest.fixture
def spawner() -> Iterator[InlineSpawner]:
    made = InlineSpawner()
    yield made
    made.close()


@pytest.fixture
def desk(workspace: Workspace, preferences: Preferences, spawner: InlineSpawner) -> Desk:
    return Desk(workspace, preferences, spawner, model_access(preferences))


@pytest.fixture
def bench(desk: Desk, scene_ids: list[str], qtbot: QtBot) -> Bench:
    """The panels of a filled project, with the first scene open and the keys in the page."""
    made = put_together(desk)
    qtbot.addWidget(made.view)
    qtbot.addWidget(made.status)
    made.view.resize(1100, 640)
    made.status.show()
    made.view.show()
    made.view.activateWindow()
    made.wiring.open_first()
    made.view.editor.setFocus()
    return made
