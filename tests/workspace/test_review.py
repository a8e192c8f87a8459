from __future__ import annotations

import pytest

from cocreate.base.errors import DecisionError, NotFoundError
from cocreate.core.events import NoteOffered
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import HunkOpened, Verdict
from cocreate.workspace.opening import open_project
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.workspace.conftest import Agents
from tests.workspace.writing import origins, type_text


def text_of(workspace: Workspace, scene: str) -> str:
    return workspace.scene(scene).text.text()


@pytest.fixture
def sea(workspace: Workspace, scene: str) -> str:
    """A scene with two sentences of the writer's."""
    type_text(workspace, scene, "The sea was calm. The wind was not.")
    return scene


def test_accepting_with_changes_credits_each_word_to_whom_it_came_from(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "The sea was calm.", "The grey sea was still.")
    review.accept_edited(hunk, "The grey sea was silent.")
    assert (
        origins(workspace, sea)[:4]
        == [
            ("The ", "human", "typed", None),
            ("grey ", "ai", "accepted", hunk),
            ("sea was silent. The wind was not.", "human", "typed", None),
        ][:4]
    )
    assert review.hunk(hunk).verdict is Verdict.EDITED
    assert review.hunk(hunk).final == "The grey sea was silent."


def test_a_close_look_is_written_down_once(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "calm", "still")
    review.note_opened(hunk)
    review.note_opened(hunk)
    events = [entry.event for entry in workspace.project.ledger.entries()]
    assert [event for event in events if isinstance(event, HunkOpened)] == [HunkOpened(hunk, sea)]
    assert review.hunk(hunk).verdict is Verdict.PENDING
    with pytest.raises(NotFoundError):
        review.note_opened("no such thing")


def test_a_reader_leaves_no_look_behind(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "calm", "still")
    workspace.save()
    reader = open_project(workspace.path, clock=workspace.clock, ids=workspace.ids, writes=False)
    Review(reader).note_opened(hunk)
    assert reader.state.seq == workspace.state.seq
    reader.close()


def test_accepting_with_the_very_words_offered_is_a_plain_accept(
    sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "calm", "still")
    review.accept_edited(hunk, "still")
    assert review.hunk(hunk).verdict is Verdict.ACCEPTED


def test_some_of_the_words_can_be_taken(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "The sea was calm.", "The grey sea was still.")
    review.accept_some(hunk, frozenset({0}))
    assert text_of(workspace, sea).startswith("The grey sea was calm.")
    assert review.hunk(hunk).verdict is Verdict.EDITED
    workspace.undo(sea)
    assert text_of(workspace, sea).startswith("The sea was calm.")
    assert review.hunk(hunk).verdict is Verdict.PENDING


def test_a_checkers_fix_is_the_tools(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "calm", "quiet", contributor=Contributor.TOOL)
    review.accept(hunk)
    assert ("quiet", "tool", "accepted", hunk) in origins(workspace, sea)


def test_a_rejected_suggestion_stays_searchable_and_can_come_back(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "calm", "placid")
    review.reject(hunk, "not my word")
    assert review.open_hunks() == []
    assert [found.id for found in review.search("PLACID")] == [hunk]
    assert review.hunk(hunk).why == "not my word"
    workspace.undo(sea)
    assert [found.id for found in review.open_hunks(sea)] == [hunk]
    workspace.redo(sea)
    assert review.hunk(hunk).verdict is Verdict.REJECTED


def test_what_is_decided_cannot_be_decided_again(sea: str, agents: Agents, review: Review):
    hunk = agents.offer(sea, "calm", "still")
    review.accept(hunk)
    for again in (review.accept, review.reject):
        with pytest.raises(DecisionError, match="already"):
            again(hunk)


def test_a_stale_suggestion_cannot_be_accepted_but_put_away(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "sea was calm", "sea lay calm")
    type_text(workspace, sea, "very ", at=12)
    with pytest.raises(DecisionError, match="stale"):
        review.accept(hunk)
    with pytest.raises(DecisionError, match="stale"):
        review.reject_many([hunk], only_pending=True)
    review.reject(hunk)
    assert review.hunk(hunk).verdict is Verdict.REJECTED


def test_worked_case_12_the_other_suggestion_on_the_line_moves_or_turns_stale(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    first = agents.offer(sea, "sea was calm", "grey sea was calm")
    beside = agents.offer(sea, "wind was not", "wind howled")
    over = agents.offer(sea, "sea was", "ocean was")
    review.accept(first)
    assert (
        review.hunk(over).verdict is Verdict.STALE
        or workspace.scene(sea).text.slice(review.hunk(over).start, review.hunk(over).end)
        == "sea was"
    )
    review.accept(beside)
    assert text_of(workspace, sea) == "The grey sea was calm. The wind howled."


def test_all_of_one_agent_are_one_step(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    agents.offer(sea, "calm", "still")
    agents.offer(sea, "wind", "gale")
    kept = agents.offer(sea, "not", "no", agent="echo-finder")
    assert review.accept_all("line-editor", sea) == 2
    assert text_of(workspace, sea) == "The sea was still. The gale was not."
    assert [hunk.id for hunk in review.open_hunks(sea)] == [kept]
    workspace.undo(sea)
    assert text_of(workspace, sea) == "The sea was calm. The wind was not."
    assert len(review.open_hunks(sea)) == 3
    assert review.accept_all("nobody", sea) == 0


def test_several_are_all_or_nothing(workspace: Workspace, sea: str, agents: Agents, review: Review):
    one = agents.offer(sea, "calm", "still")
    two = agents.offer(sea, "wind", "gale")
    clash = agents.offer(sea, "The wind", "A wind")
    with pytest.raises(DecisionError, match="same words"):
        review.accept_many([one, two, clash])
    with pytest.raises(NotFoundError):
        review.accept_many([one, "s-99"])
    assert text_of(workspace, sea) == "The sea was calm. The wind was not."
    review.accept_many([two, one])
    assert text_of(workspace, sea) == "The sea was still. The gale was not."


def test_several_in_two_scenes(
    workspace: Workspace, sea: str, scenes: Scenes, agents: Agents, review: Review
):
    other = scenes.add_all([NewScene("", "Other")])[0]
    type_text(workspace, other, "It rained.")
    one = agents.offer(sea, "calm", "still")
    two = agents.offer(other, "rained", "poured")
    review.accept_many([one, two])
    assert text_of(workspace, other) == "It poured."
    assert [hunk.id for hunk in review.all_hunks()] == [one, two]


def test_a_loose_suggestion_is_never_applied_until_it_is_placed(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "nowhere to be found", "x")
    assert review.line(review.hunk(hunk)) is None
    assert [found.id for found in review.loose_hunks()] == [hunk]
    with pytest.raises(DecisionError, match="loose"):
        review.accept(hunk)
    with pytest.raises(DecisionError, match="Other words"):
        review.place(hunk, 0, 3)
    type_text(workspace, sea, " nowhere to be found")
    start = text_of(workspace, sea).index("nowhere")
    review.place(hunk, start, start + len("nowhere to be found"))
    review.accept(hunk)
    assert text_of(workspace, sea).endswith(" x")
    with pytest.raises(DecisionError, match="its place already"):
        review.place(hunk, 0, 1)


def test_a_suggestion_knows_its_line(
    workspace: Workspace, sea: str, agents: Agents, review: Review
):
    hunk = agents.offer(sea, "wind", "gale")
    type_text(workspace, sea, "A line before.\n", at=0)
    assert review.line(review.hunk(hunk)) == 1


def test_notes_can_be_put_away_and_brought_back(workspace: Workspace, sea: str, review: Review):
    workspace.record(NoteOffered("n-1", "run-1", sea, "echo-finder", 4, 7, "sea", "Said often.", 1))
    (note,) = review.notes(sea)
    review.dismiss_note(note)
    assert review.notes(sea) == []
    review.dismiss_note(note, is_dismissed=False)
    assert [found.id for found in review.notes(sea)] == ["n-1"]


def test_a_suggestion_of_a_deleted_scene_waits_until_the_scene_is_back(
    workspace: Workspace, scene: str, scenes: Scenes, review: Review, agents: Agents
):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "sea", "ocean")
    scenes.remove(scene)
    for decide in (review.accept, review.reject):
        with pytest.raises(DecisionError, match="deleted"):
            decide(hunk)
    scenes.undo()
    review.accept(hunk)
    assert workspace.scene(scene).text.text() == "The ocean was calm."


def test_one_suggestion_named_twice_is_refused(
    workspace: Workspace, scene: str, review: Review, agents: Agents
):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "sea", "ocean")
    for decide in (review.accept_many, review.reject_many):
        with pytest.raises(DecisionError, match="twice"):
            decide([hunk, hunk])
