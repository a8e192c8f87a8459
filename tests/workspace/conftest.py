"""A project with scenes, and everything that acts on it."""

from __future__ import annotations

import pytest

from cocreate.core.events import HunkOffered, RunStarted
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Verdict
from cocreate.workspace.change import Change
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace


@pytest.fixture
def scenes(workspace: Workspace) -> Scenes:
    return Scenes(workspace)


@pytest.fixture
def scene(scenes: Scenes) -> str:
    """An empty scene."""
    return scenes.add_all([NewScene("One", "Opening")])[0]


@pytest.fixture
def review(workspace: Workspace) -> Review:
    return Review(workspace)


@pytest.fixture
def told(workspace: Workspace) -> list[Change]:
    """Every change that the workspace tells."""
    changes: list[Change] = []
    workspace.changes.listen(changes.append)
    return changes


class Agents:
    """Put suggestions into a project the way a run does."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._runs = 0

    def offer(
        self,
        scene: str,
        old: str,
        new: str,
        *,
        agent: str = "line-editor",
        contributor: Contributor = Contributor.AI,
    ) -> str:
        """Offer `new` for `old`, which stands once in the scene; return the suggestion's id."""
        text = self._workspace.scene(scene).text.text()
        start = text.find(old)
        self._runs += 1
        run = f"run-{self._runs}"
        hunk = self._workspace.ids.new("s")
        is_loose = start < 0
        self._workspace.record(
            RunStarted(run, agent, agent.title(), "line_edit", "test/model", scene, "Please"),
            HunkOffered(
                hunk,
                run,
                scene,
                agent,
                "test/model",
                contributor,
                start,
                -1 if is_loose else start + len(old),
                old,
                new,
                "Because.",
                None,
                Verdict.LOOSE if is_loose else Verdict.PENDING,
            ),
        )
        self._workspace.touch(scene)
        return hunk


@pytest.fixture
def agents(workspace: Workspace) -> Agents:
    return Agents(workspace)
