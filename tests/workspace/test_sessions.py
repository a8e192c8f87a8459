from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cocreate.core.events import CallMade, NoteOffered, RunStarted
from cocreate.core.origin import TYPED, plain
from cocreate.core.usage import Money, Usage
from cocreate.workspace.opening import create
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.sessions import Sessions, kind_of
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.conftest import Agents
from tests.workspace.writing import type_text


def call(cost: Money | None) -> CallMade:
    return CallMade("run-1", "near", "m", Usage(10, 10), 5, cost, "", "")


def test_a_sitting_under_way_shows_what_it_has_so_far(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "Two words")
    clock.advance(30)
    type_text(workspace, scene, " more")
    (row,) = Sessions(workspace).rows()
    assert (row.began, row.ended) == ("2026-11-02T09:00:00.000Z", "")
    assert (row.active_s, row.words_added, row.words_removed) == (30, 3, 0)


def test_each_sitting_has_its_own_suggestions_and_cost(
    workspace: Workspace, scene: str, agents: Agents, review: Review, clock: FakeClock
):
    type_text(workspace, scene, "The sea was calm. The wind was not.")
    one = agents.offer(scene, "sea", "grey sea")
    two = agents.offer(scene, "wind", "gale")
    three = agents.offer(scene, "The wind", "A wind")
    workspace.record(call(Money(50, "USD")), call(None))
    review.accept(one)
    review.reject(two)
    clock.advance(1801)
    workspace.tick()
    clock.advance(60)
    review.accept_edited(three, "Some wind")
    first, second = Sessions(workspace).rows()
    assert (first.offered, first.accepted, first.rejected) == (3, 1, 1)
    assert (first.costs, first.unpriced_calls) == ((Money(50, "USD"),), 1)
    assert first.ended == "2026-11-02T09:00:00.000Z"
    assert (second.offered, second.accepted, second.rejected) == (0, 1, 0)
    assert second.costs == ()


def test_events_are_told_in_words_by_sitting_and_scene(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea")
    sessions = Sessions(workspace)
    rows = sessions.events()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert rows[-1].summary == "Typed “The sea” in “Opening”"
    assert {row.kind for row in sessions.events(scene=scene)} == {"scene_added", "edited"}
    assert sessions.events(session="session-0") == []
    assert len(sessions.events(session=rows[0].session)) == len(rows)


def test_kinds_are_in_snake_case(workspace: Workspace, scene: str):
    workspace.record(
        RunStarted("run-1", "a", "A", "comment", "m", scene, ""),
        NoteOffered("n-1", "run-1", scene, "a", -1, -1, "", "Hm.", None),
    )
    entries = list(workspace.project.ledger.entries())
    assert [kind_of(entry) for entry in entries][-2:] == ["run_started", "note_offered"]


class RunningClock(FakeClock):
    """A clock that goes on by itself whenever it is looked at."""

    def now(self) -> datetime:
        self.advance(0.002)
        return super().now()


def test_what_is_decided_last_in_a_sitting_belongs_to_it(project_path: Path, ids: CountingIds):
    clock = RunningClock()
    workspace = create(project_path, title="", writer="", clock=clock, ids=ids)
    scene = Scenes(workspace).add_all([NewScene("", "One", plain("The sea.", TYPED))])[0]
    hunk = Agents(workspace).offer(scene, "sea", "ocean")
    Review(workspace).reject(hunk)
    workspace.recorder.end_sitting()
    (row,) = Sessions(workspace).rows()
    assert row.rejected == 1
    workspace.close()
