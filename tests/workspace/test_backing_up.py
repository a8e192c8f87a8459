from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectError
from cocreate.store.backup_child import start_backup
from cocreate.store.backups import Backups
from cocreate.store.verify import verify_project
from cocreate.workspace.backing_up import BackingUp
from cocreate.workspace.opening import open_project
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.writing import type_text


class Children:
    """Start processes that end at once, as told; remember for what."""

    def __init__(self) -> None:
        self.started: list[Path] = []
        self.code = 0
        self.words = ""

    def __call__(self, project: Path, root: Path) -> subprocess.Popen[bytes]:
        self.started.append(project)
        if self.words:
            trouble = Backups(root).trouble_path(project)
            trouble.parent.mkdir(parents=True, exist_ok=True)
            trouble.write_text(self.words, "utf-8")
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", f"raise SystemExit({self.code})"]
        )
        child.wait()
        return child


@pytest.fixture
def children() -> Children:
    return Children()


@pytest.fixture
def backing_up(workspace: Workspace, tmp_path: Path, children: Children) -> BackingUp:
    return BackingUp(workspace, tmp_path / "backups", children)


@pytest.fixture
def troubles(workspace: Workspace) -> list[str]:
    heard: list[str] = []
    workspace.troubles.listen(heard.append)
    return heard


def go_on(workspace: Workspace, scene: str, clock: FakeClock, minutes: int) -> None:
    """Write a little every ten minutes."""
    for _ in range(minutes // 10):
        clock.advance(600)
        type_text(workspace, scene, "x")
        workspace.tick()


def test_a_backup_is_begun_when_a_sitting_ends(
    workspace: Workspace, scene: str, clock: FakeClock, backing_up: BackingUp, children: Children
):
    type_text(workspace, scene, "Words.")
    workspace.tick()
    assert children.started == []
    clock.advance(1801)
    workspace.tick()
    workspace.tick()
    assert children.started == [workspace.path]
    assert not backing_up.is_under_way


def test_one_is_begun_every_hour_while_a_sitting_lasts(
    workspace: Workspace, scene: str, clock: FakeClock, backing_up: BackingUp, children: Children
):
    go_on(workspace, scene, clock, 50)
    assert len(children.started) == 0
    go_on(workspace, scene, clock, 130)
    assert len(children.started) == 3
    assert backing_up.wait(1) is None or not backing_up.is_under_way


def test_without_anything_written_since_none_is_begun(
    workspace: Workspace, clock: FakeClock, backing_up: BackingUp, children: Children
):
    clock.advance(4000)
    workspace.tick()
    assert len(children.started) == 1  # the end of the sitting in which it was made
    workspace.close()
    backing_up.finish()
    assert len(children.started) == 1


def test_a_failure_is_told_once_and_the_next_success_clears_it(
    workspace: Workspace,
    scene: str,
    clock: FakeClock,
    backing_up: BackingUp,
    children: Children,
    troubles: list[str],
):
    children.code, children.words = 1, "No backup could be made (the disk is nearly full)."
    go_on(workspace, scene, clock, 190)
    assert len(children.started) == 3
    assert troubles == [children.words]
    type_text(workspace, scene, "Writing goes on.")
    assert workspace.save()
    children.code, children.words = 0, ""
    go_on(workspace, scene, clock, 60)
    children.code = 1
    go_on(workspace, scene, clock, 70)
    assert len(troubles) == 2
    assert not backing_up.is_under_way


def test_a_failure_without_words_is_told_in_ours(
    workspace: Workspace,
    scene: str,
    clock: FakeClock,
    backing_up: BackingUp,
    children: Children,
    troubles: list[str],
):
    children.code = -9
    go_on(workspace, scene, clock, 70)
    assert troubles == ["No backup of “book.cocreate” could be made; it is tried again."]
    assert not backing_up.is_under_way


def test_what_failed_after_the_window_had_gone_is_told_at_the_next_opening(
    workspace: Workspace, scene: str, tmp_path: Path, troubles: list[str], clock: FakeClock
):
    trouble = Backups(tmp_path / "backups").trouble_path(workspace.path)
    trouble.parent.mkdir()
    trouble.write_text("No backup could be made.", "utf-8")
    BackingUp(workspace, tmp_path / "backups", Children())
    workspace.tick()
    assert troubles == []
    clock.advance(5)
    workspace.tick()
    workspace.tick()
    assert troubles == ["No backup could be made."]


def test_a_process_that_cannot_start_is_told_and_stops_nothing(
    workspace: Workspace, scene: str, clock: FakeClock, tmp_path: Path, troubles: list[str]
):
    def start(project: Path, root: Path) -> subprocess.Popen[bytes]:
        raise ProjectError(f"No backup of {project.name} into {root.name}.")

    BackingUp(workspace, tmp_path / "backups", start)
    go_on(workspace, scene, clock, 70)
    assert troubles == ["No backup of book.cocreate into backups."]
    assert workspace.save()


def test_a_project_open_for_reading_only_is_not_backed_up(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds, children: Children
):
    reader = open_project(workspace.path, clock=clock, ids=ids, writes=False)
    backing_up = BackingUp(reader, workspace.path.parent / "backups", children)
    reader.close()
    backing_up.finish()
    assert children.started == []
    assert backing_up.wait() is None


@pytest.mark.slow
def test_closing_does_not_wait_for_the_backup(workspace: Workspace, scene: str, tmp_path: Path):
    type_text(workspace, scene, "The last words.")
    backing_up = BackingUp(workspace, tmp_path / "backups", start_backup)
    type_text(workspace, scene, " Really.")
    workspace.close()
    before = time.process_time()
    backing_up.finish()
    assert time.process_time() - before < 0.05
    assert backing_up.is_under_way
    assert backing_up.wait(60) == 0
    (made,) = Backups(tmp_path / "backups").of(workspace.path)
    assert verify_project(made.path).ok
