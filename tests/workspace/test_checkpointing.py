from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.core.events import Exported, SceneChanged, SessionEnded
from cocreate.core.ledger_events import CheckpointMade
from cocreate.provenance.keys import seal_problem
from cocreate.store.user_files import UserFiles
from cocreate.store.verify import verify_project
from cocreate.workspace.checkpointing import EVERY_EVENTS
from cocreate.workspace.export_target import Target
from cocreate.workspace.opening import open_project
from cocreate.workspace.publish import Publish
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.test_signing import Keyring, Missing
from tests.workspace.writing import type_text


def checkpoints(workspace: Workspace) -> list[CheckpointMade]:
    entries = workspace.project.ledger.entries()
    return [entry.event for entry in entries if isinstance(entry.event, CheckpointMade)]


def kinds(workspace: Workspace) -> list[str]:
    return [type(entry.event).__name__ for entry in workspace.project.ledger.entries()]


@pytest.fixture
def keyring(workspace: Workspace, tmp_path: Path) -> Keyring:
    """A keyring that the project signs with."""
    ring = Keyring()
    workspace.recorder.checkpoints.sign_with(UserFiles(tmp_path, {}, ring))
    return ring


def test_the_end_of_a_sitting_is_sealed_and_signed(
    workspace: Workspace, scene: str, keyring: Keyring, project_path: Path
):
    type_text(workspace, scene, "The sea was calm.")
    workspace.close()
    result = verify_project(project_path, seal_problem)
    assert result.ok, result.first_problem
    assert (result.checkpoints, result.signed) == (1, 1)
    assert len(keyring.kept) == 1


def test_the_sums_of_a_checkpoint_are_those_of_its_moment(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "Calm")
    clock.advance(60)
    type_text(workspace, scene, ".")
    workspace.recorder.end_sitting()
    (made,) = checkpoints(workspace)
    assert made.key == ""
    assert made.tallies.characters == (("human", 5),)
    assert made.tallies.active_s == 60
    assert dict(made.tallies.events)["session_ended"] == 1
    assert [id_ for id_, _ in made.tallies.digests] == [scene]
    assert kinds(workspace)[-2:] == [SessionEnded.__name__, CheckpointMade.__name__]


def test_every_five_hundred_events_are_sealed_at_a_pause(
    workspace: Workspace, scene: str, clock: FakeClock, project_path: Path
):
    for number in range(EVERY_EVENTS):
        workspace.record(SceneChanged(scene, "", str(number), 0))
        if number == EVERY_EVENTS - 10:
            workspace.tick()
            assert checkpoints(workspace) == []
    type_text(workspace, scene, "x")
    workspace.tick()
    assert checkpoints(workspace) == []  # a burst is open
    clock.advance(3)
    workspace.tick()
    workspace.tick()
    assert len(checkpoints(workspace)) == 1
    type_text(workspace, scene, "y")
    workspace.close()
    assert verify_project(project_path).checkpoints == 2


def test_an_export_is_sealed_before_it_is_written(workspace: Workspace, scene: str, tmp_path: Path):
    type_text(workspace, scene, "Calm.")
    Publish(workspace).export(Target(tmp_path / "book.md"))
    assert kinds(workspace)[-2:] == [CheckpointMade.__name__, Exported.__name__]
    *_, entry = workspace.project.ledger.entries()
    assert isinstance(entry.event, Exported)
    Publish(workspace).export(Target(tmp_path / "again.md"))
    assert len(checkpoints(workspace)) == 2


def test_nothing_is_sealed_twice(workspace: Workspace, scene: str):
    type_text(workspace, scene, "Calm.")
    workspace.recorder.checkpoint()
    workspace.recorder.checkpoint()
    assert len(checkpoints(workspace)) == 1


def test_sums_go_on_from_the_last_checkpoint_when_the_project_is_opened_again(
    workspace: Workspace, scene: str, project_path: Path, clock: FakeClock
):
    type_text(workspace, scene, "Calm.")
    workspace.close()
    again = open_project(project_path, clock=clock, ids=CountingIds())
    type_text(again, scene, "Mist. ", at=0)
    again.close()
    result = verify_project(project_path)
    assert result.ok, result.first_problem
    assert result.checkpoints == 2


def test_without_a_key_the_writer_is_told_once_and_the_history_goes_on(
    workspace: Workspace, scene: str, tmp_path: Path
):
    told: list[str] = []
    workspace.notices.listen(told.append)
    workspace.recorder.checkpoints.sign_with(UserFiles(tmp_path, {}, Missing()))
    for _ in range(3):
        type_text(workspace, scene, "Calm. ")
        workspace.recorder.checkpoint()
    assert len(told) == 1
    assert "not signed" in told[0]
    assert [made.key for made in checkpoints(workspace)] == ["", "", ""]


def test_while_the_disk_refuses_nothing_is_sealed_and_nothing_is_lost(
    workspace: Workspace, scene: str, project_path: Path
):
    conn = workspace.project.link.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages}")
    words = "".join(map(chr, range(0x4E00, 0x9000)))
    type_text(workspace, scene, words[:2000])
    workspace.recorder.checkpoint()
    conn.execute("PRAGMA max_page_count = 1000000")
    workspace.close()
    result = verify_project(project_path)
    assert result.ok, result.first_problem
    assert result.checkpoints >= 1


def test_a_project_that_may_only_be_read_is_not_sealed(
    workspace: Workspace, scene: str, project_path: Path, clock: FakeClock
):
    type_text(workspace, scene, "Calm.")
    workspace.close()
    reader = open_project(project_path, clock=clock, ids=CountingIds(), writes=False)
    reader.recorder.checkpoint()
    assert len(checkpoints(reader)) == 1
    reader.close()


def test_scenes_that_come_and_go_are_summed_up(
    workspace: Workspace, scene: str, project_path: Path
):
    type_text(workspace, scene, "Calm.")
    scenes = Scenes(workspace)
    scenes.remove(scene)
    workspace.recorder.checkpoint()
    assert checkpoints(workspace)[0].tallies.characters == ()
    workspace.close()
    assert verify_project(project_path).ok
