from __future__ import annotations

import pytest

from cocreate.base.errors import InputError, NotFoundError, ProjectHeldError
from cocreate.core.events import Cause, Edited
from cocreate.core.origin import UNKNOWN_IMPORTED, plain
from cocreate.core.replay import replay
from cocreate.core.suggestion import Verdict
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.opening import open_project
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.conftest import Agents
from tests.workspace.writing import origins, pasting, type_text, typing


def text_of(workspace: Workspace, scene: str) -> str:
    return workspace.scene(scene).text.text()


def events_of(workspace: Workspace) -> list[Edited]:
    workspace.close_burst()
    entries = workspace.project.ledger.entries()
    return [entry.event for entry in entries if isinstance(entry.event, Edited)]


def test_typed_words_are_the_writers(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea was calm.")
    assert origins(workspace, scene) == [("The sea was calm.", "human", "typed", None)]


def test_pasted_words_are_of_unknown_origin(workspace: Workspace, scene: str):
    type_text(workspace, scene, "Mine. ")
    workspace.edit(scene, 6, 6, "From elsewhere.", pasting())
    assert origins(workspace, scene)[1] == ("From elsewhere.", "unknown", "pasted", "paste-1")


def test_each_edit_is_told_once_with_who_began_it(
    workspace: Workspace, scene: str, told: list[Change]
):
    workspace.edit(scene, 0, 0, "Hi", typing())
    assert [(change.kind, change.scene, change.initiator) for change in told] == [
        (ChangeKind.TEXT, scene, "editor")
    ]


def test_keys_without_a_pause_are_one_event(workspace: Workspace, scene: str, clock: FakeClock):
    for sign in "calm":
        type_text(workspace, scene, sign)
        clock.advance(0.5)
    (event,) = events_of(workspace)
    assert "".join(op.inserted.text for op in event.ops) == "calm"
    assert event.duration_ms == 1500


def test_a_pause_closes_the_burst(workspace: Workspace, scene: str, clock: FakeClock):
    type_text(workspace, scene, "one ")
    clock.advance(2.1)
    type_text(workspace, scene, "two")
    assert len(events_of(workspace)) == 2


def test_a_jump_of_the_caret_closes_the_burst(workspace: Workspace, scene: str):
    type_text(workspace, scene, "sea calm")
    type_text(workspace, scene, "The ", at=0)
    assert len(events_of(workspace)) == 2


def test_a_line_end_and_two_hundred_characters_close_the_burst(workspace: Workspace, scene: str):
    type_text(workspace, scene, "a\n")
    assert len(events_of(workspace)) == 1
    type_text(workspace, scene, "b" * 250)
    assert len(events_of(workspace)) == 3


def test_the_tick_closes_a_burst_that_has_paused(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "one")
    before = workspace.project.ledger.count
    clock.advance(2.5)
    workspace.tick()
    assert workspace.project.ledger.count == before + 1


def test_undo_takes_a_burst_back_and_redo_brings_it_again(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "one")
    clock.advance(3)
    type_text(workspace, scene, " two")
    assert workspace.undo_label(scene) == "typing"
    workspace.undo(scene)
    assert text_of(workspace, scene) == "one"
    workspace.redo(scene)
    assert text_of(workspace, scene) == "one two"
    workspace.undo(scene)
    workspace.undo(scene)
    assert text_of(workspace, scene) == ""
    assert workspace.undo(scene) is None


def test_undo_brings_back_the_origins_it_had(workspace: Workspace, scenes: Scenes):
    scene = scenes.add_all([NewScene("", "Old", plain("An old line.", UNKNOWN_IMPORTED))])[0]
    workspace.edit(scene, 3, 6, "new", typing())
    workspace.undo(scene)
    assert origins(workspace, scene) == [("An old line.", "unknown", "imported", None)]


def test_worked_case_1_to_3_accept_undo_redo(
    workspace: Workspace, scene: str, agents: Agents, review: Review
):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "The sea was calm.", "The grey sea was calm.")
    review.accept(hunk)
    accepted = [
        ("The ", "human", "typed", None),
        ("grey ", "ai", "accepted", hunk),
        ("sea was calm.", "human", "typed", None),
    ]
    assert origins(workspace, scene) == accepted
    workspace.undo(scene)
    assert origins(workspace, scene) == [("The sea was calm.", "human", "typed", None)]
    assert review.hunk(hunk).verdict is Verdict.PENDING
    assert (review.hunk(hunk).start, review.hunk(hunk).end) == (0, 17)
    workspace.redo(scene)
    assert origins(workspace, scene) == accepted
    assert review.hunk(hunk).verdict is Verdict.ACCEPTED


def test_an_edit_in_its_lines_makes_a_suggestion_stale_and_undo_mends_it(
    workspace: Workspace, scene: str, agents: Agents, review: Review, told: list[Change]
):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "sea was calm", "sea lay still")
    type_text(workspace, scene, "very ", at=12)
    assert review.hunk(hunk).verdict is Verdict.STALE
    assert any(hunk in change.hunks for change in told)
    workspace.undo(scene)
    assert review.hunk(hunk).verdict is Verdict.PENDING


def test_replacing_many_places_is_one_step(workspace: Workspace, scene: str):
    type_text(workspace, scene, "colour and colour")
    new = plain("", UNKNOWN_IMPORTED)
    how = Write(Cause.REPLACE, label="replacing", initiator="editor")
    edits = workspace.edit_many(scene, [(4, 5, new), (15, 16, new)], how)
    assert len(edits) == 2
    assert text_of(workspace, scene) == "color and color"
    workspace.undo(scene)
    assert text_of(workspace, scene) == "colour and colour"


def test_a_place_outside_the_scene_is_refused_and_nothing_changes(workspace: Workspace, scene: str):
    with pytest.raises(InputError, match="Nothing was changed"):
        workspace.edit(scene, 5, 9, "x", typing())
    assert text_of(workspace, scene) == ""


def test_unknown_scenes_are_named(workspace: Workspace, scene: str):
    with pytest.raises(NotFoundError, match="no scene"):
        workspace.scene("nowhere")
    with pytest.raises(NotFoundError, match="Opening"):
        workspace.find_scene("Closing")
    assert workspace.find_scene("Opening").id == scene


def test_the_state_is_what_the_events_give(
    workspace: Workspace, scene: str, agents: Agents, review: Review
):
    type_text(workspace, scene, "The sea was calm. The wind was not.")
    hunk = agents.offer(scene, "sea was", "grey sea was")
    other = agents.offer(scene, "wind was not", "wind roared")
    review.accept(hunk)
    type_text(workspace, scene, "Once. ", at=0)
    workspace.undo(scene)
    review.reject(other, "too loud")
    workspace.undo(scene)
    workspace.close_burst()
    folded = replay(workspace.project.ledger.entries())
    live = workspace.scene(scene)
    assert folded.scenes[scene].text.spans() == live.text.spans()
    assert folded.scenes[scene].text.text() == live.text.text()
    assert dict(folded.scenes[scene].hunks) == dict(live.hunks)


def test_what_was_written_is_there_after_closing(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds
):
    type_text(workspace, scene, "Kept.")
    assert workspace.close()
    again = open_project(workspace.path, clock=clock, ids=ids)
    assert text_of(again, scene) == "Kept."
    assert [session.ended_ms > 0 for session in again.state.sessions.values()] == [True]
    again.close()


def test_a_second_program_reads_only_and_says_who_holds_it(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds
):
    type_text(workspace, scene, "Held.")
    workspace.save()
    second = open_project(workspace.path, clock=clock, ids=ids)
    assert second.is_read_only
    assert second.holder
    with pytest.raises(ProjectHeldError):
        second.edit(scene, 0, 0, "x", typing())
    assert not second.save()
    second.tick()
    second.close_burst()
    second.note_reading()
    assert second.close()
    with pytest.raises(ProjectHeldError):
        open_project(workspace.path, clock=clock, ids=ids, how="command")


def test_a_sitting_ends_after_half_an_hour_and_a_new_one_begins(
    workspace: Workspace, scene: str, clock: FakeClock
):
    type_text(workspace, scene, "Morning.")
    first = workspace.sitting.id
    clock.advance(1801)
    workspace.tick()
    assert workspace.sitting.id is None
    type_text(workspace, scene, "Evening.")
    assert workspace.sitting.id not in (None, first)


def test_reading_counts_only_within_a_sitting(workspace: Workspace, scene: str, clock: FakeClock):
    type_text(workspace, scene, "Some.")
    clock.advance(30)
    workspace.note_reading()
    assert workspace.sitting.active_s() == 30
