from __future__ import annotations

from cocreate.core.events import SessionBegan, SessionEnded
from cocreate.core.replay import replay
from cocreate.workspace.opening import open_project
from cocreate.workspace.recorder import SNAPSHOT_EVERY_S
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.full_disk import little_room
from tests.fakes.ids import CountingIds
from tests.workspace.writing import pasting, type_text


def sittings(workspace: Workspace) -> list[str]:
    entries = workspace.project.ledger.entries()
    names = {SessionBegan: "began", SessionEnded: "ended"}
    return [names[type(entry.event)] for entry in entries if type(entry.event) in names]


def test_half_an_hour_without_an_action_ends_the_sitting_at_the_last_one(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "a")
    last = clock.now()
    clock.advance(1801)
    workspace.tick()
    assert workspace.sitting.id is None
    (session,) = workspace.state.sessions.values()
    assert session.ended_ms == int(last.timestamp() * 1000)
    assert sittings(workspace) == ["began", "ended"]


def test_the_next_action_after_a_long_pause_begins_another(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "a")
    clock.advance(1801)
    type_text(workspace, scene, "b")
    assert sittings(workspace) == ["began", "ended", "began"]


def test_a_snapshot_is_made_every_half_minute_of_work(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "Words.")
    workspace.tick()
    clock.advance(SNAPSHOT_EVERY_S)
    workspace.tick()
    before = workspace.project.ledger.count
    state = workspace.project.snapshots.load()
    assert state.scenes[scene].text.text() == "Words."
    assert workspace.project.ledger.count == before


def test_a_snapshot_without_room_is_told_once_and_loses_nothing(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds
):
    workspace.save()
    troubles: list[str] = []
    workspace.troubles.listen(troubles.append)
    words = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(30_000))
    with little_room(workspace.path.stat().st_size + 110_000):
        workspace.edit(scene, 0, 0, words, pasting())
        is_saved = [workspace.save(), workspace.save()]
    assert is_saved in ([True, True], [False, False])
    assert len(troubles) == 1
    assert workspace.save()
    assert workspace.close()
    again = open_project(workspace.path, clock=clock, ids=ids)
    assert again.scene(scene).text.text() == words
    assert replay(again.project.ledger.entries()).scenes[scene].text.text() == words
    again.close()


def test_closing_twice_is_closing_once(workspace: Workspace):
    Scenes(workspace).add("One")
    assert workspace.close()
    assert workspace.close()
