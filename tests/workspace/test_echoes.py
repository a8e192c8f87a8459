from __future__ import annotations

import pytest

from cocreate.base.errors import DecisionError, NotFoundError
from cocreate.core.events import Cause, NoteOffered, RunStarted, RunStopped
from cocreate.core.origin import EMPTY, Contributor
from cocreate.core.suggestion import MatchVerdict
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.echoes import Echoes
from cocreate.workspace.reporting import report_of
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.workspace.conftest import Agents
from tests.workspace.writing import origins, pasting, type_text, typing

OFFER = "Beyond the pier a lamp turned slowly over water that nobody had crossed since autumn."


@pytest.fixture
def echoes(workspace: Workspace) -> Echoes:
    return Echoes(workspace)


@pytest.fixture
def offered(
    workspace: Workspace, scene: str, agents: Agents, review: Review, echoes: Echoes
) -> str:
    """A suggestion of 15 words that the writer rejected; returns its id."""
    type_text(workspace, scene, "The sea was calm.\n")
    hunk = agents.offer(scene, "The sea was calm.", OFFER)
    workspace.changes.tell(Change(ChangeKind.HUNKS, scene))
    review.reject(hunk)
    return hunk


def paused(workspace: Workspace, clock: FakeClock) -> None:
    clock.advance(3)
    workspace.tick()


def numbers(workspace: Workspace) -> tuple[int, int, int]:
    made = report_of(workspace).matches
    assert made.is_checked
    return made.open, made.confirmed, made.disputed


def test_a_retyped_suggestion_stays_human_typed_and_is_one_open_match(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes, clock: FakeClock
):
    """Worked case 7 of the rules of attribution."""
    type_text(workspace, scene, OFFER)
    workspace.tick()
    assert echoes.open_matches() == []  # not while the writer is at it
    paused(workspace, clock)
    (match,) = echoes.open_matches(scene)
    assert echoes.words(match) == OFFER.removesuffix(".")
    assert (echoes.offered(match), echoes.agent(match)) == (OFFER, "line-editor")
    assert match.words == 15
    assert {(by, how) for _, by, how, _ in origins(workspace, scene)} == {("human", "typed")}
    assert numbers(workspace) == (1, 0, 0)
    paused(workspace, clock)
    assert len(echoes.matches()) == 1


def test_the_report_knows_of_matches_that_nobody_was_asked_about_yet(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes
):
    type_text(workspace, scene, OFFER)
    assert numbers(workspace) == (1, 0, 0)
    echoes.check()
    assert numbers(workspace) == (1, 0, 0)


def test_confirming_counts_the_words_as_the_agents_and_can_be_undone(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes
):
    type_text(workspace, scene, OFFER.replace("slowly", "gently"))
    echoes.check()
    (match,) = echoes.open_matches()
    before = origins(workspace, scene)
    echoes.confirm(match.id)
    assert [(by, how, source) for _, by, how, source in origins(workspace, scene)] == [
        ("human", "typed", None),
        ("ai", "accepted", offered),
        ("human", "typed", None),
        ("ai", "accepted", offered),
        ("human", "typed", None),
    ]
    assert origins(workspace, scene)[2][0] == "gently"
    assert numbers(workspace) == (0, 1, 0)
    assert report_of(workspace).lineage.with_ai == 1
    workspace.undo(scene)
    assert origins(workspace, scene) == before
    assert echoes.match(match.id).is_open
    assert numbers(workspace) == (1, 0, 0)
    assert report_of(workspace).lineage.with_ai == 0
    workspace.redo(scene)
    assert echoes.match(match.id).verdict is MatchVerdict.CONFIRMED
    assert report_of(workspace).lineage.with_ai == 1
    assert report_of(workspace).work.undone_inserted == 0
    workspace.undo(scene)
    workspace.undo(scene)
    assert workspace.scene(scene).text.text() == "The sea was calm.\n"


def test_disputing_keeps_the_words_as_typed_and_the_dispute_on_record(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes
):
    type_text(workspace, scene, OFFER)
    echoes.check()
    (match,) = echoes.open_matches()
    echoes.dispute(match.id, " It was in my notebook. ")
    assert echoes.match(match.id).why == "It was in my notebook."
    assert {by for _, by, _, _ in origins(workspace, scene)} == {"human"}
    assert numbers(workspace) == (0, 0, 1)
    with pytest.raises(DecisionError, match="disputed already"):
        echoes.confirm(match.id)
    with pytest.raises(NotFoundError):
        echoes.dispute("match-99")
    workspace.undo(scene)
    assert echoes.match(match.id).is_open
    workspace.redo(scene)
    assert echoes.match(match.id).why == "It was in my notebook."


def test_a_match_whose_words_went_and_came_back_keeps_what_was_said_of_it(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes
):
    type_text(workspace, scene, OFFER)
    echoes.check()
    (match,) = echoes.open_matches()
    echoes.dispute(match.id)
    length = len(workspace.scene(scene).text)
    workspace.edit(scene, 18, length, EMPTY, typing())
    assert echoes.words(echoes.match(match.id)) == ""
    workspace.undo(scene)
    echoes.check()
    assert echoes.matches() == [echoes.match(match.id)]
    assert echoes.match(match.id).verdict is MatchVerdict.DISPUTED


def test_a_match_whose_words_are_gone_cannot_be_answered(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes
):
    type_text(workspace, scene, OFFER)
    echoes.check()
    (match,) = echoes.open_matches()
    workspace.edit(scene, 0, len(workspace.scene(scene).text), EMPTY, typing())
    assert echoes.open_matches() == []
    with pytest.raises(DecisionError, match="not in the text"):
        echoes.confirm(match.id)


def test_pasted_words_are_asked_about_and_keep_their_dispute_after_edits_around_them(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes, clock: FakeClock
):
    workspace.edit(scene, 0, 0, f"{OFFER}\n", pasting())
    paused(workspace, clock)
    (match,) = echoes.open_matches()
    type_text(workspace, scene, "Well: ", at=0)
    assert echoes.words(echoes.match(match.id)) == OFFER.removesuffix(".")
    echoes.confirm(match.id)
    assert origins(workspace, scene)[1][1:] == ("ai", "accepted", offered)


def test_words_that_stood_before_the_offer_are_not_asked_about_when_they_move(
    workspace: Workspace, scene: str, agents: Agents, echoes: Echoes, clock: FakeClock
):
    type_text(workspace, scene, OFFER)
    paused(workspace, clock)
    agents.offer(scene, "", OFFER)
    workspace.changes.tell(Change(ChangeKind.HUNKS, scene))
    fragment = workspace.scene(scene).text.fragment(0, len(OFFER))
    how = Write(Cause.MOVE, label="cut", source="clip-1")
    workspace.edit(scene, 0, len(OFFER), EMPTY, how)
    workspace.edit(scene, 0, 0, fragment, how)
    paused(workspace, clock)
    assert echoes.matches() == []


def test_the_fixes_of_checkers_are_no_offers(
    workspace: Workspace, scene: str, agents: Agents, echoes: Echoes
):
    agents.offer(scene, "", OFFER, contributor=Contributor.TOOL)
    workspace.changes.tell(Change(ChangeKind.HUNKS, scene))
    type_text(workspace, scene, OFFER)
    echoes.check()
    assert echoes.matches() == []


def test_notes_and_plain_answers_can_be_retyped_too(
    workspace: Workspace, scene: str, echoes: Echoes
):
    workspace.record(
        RunStarted("run-1", "brainstormer", "Brainstormer", "", "m", scene, "What next?"),
        NoteOffered("n-1", "run-1", scene, "first-reader", -1, -1, "", OFFER, None),
        RunStopped(
            "run-1", "done", "", "Perhaps they all leave at dawn, one after another, unseen."
        ),
    )
    workspace.changes.tell(Change(ChangeKind.NOTES, scene))
    workspace.changes.tell(Change(ChangeKind.RUNS, scene, run="run-1"))
    type_text(workspace, scene, f"{OFFER}\nPerhaps they all leave at dawn, one after another.")
    echoes.check()
    assert [echoes.agent(match) for match in echoes.matches()] == ["first-reader", "brainstormer"]
    assert "unseen" in echoes.offered(echoes.matches()[1])


def test_what_people_remarked_in_a_file_is_no_offer_of_an_agent(
    workspace: Workspace, scene: str, echoes: Echoes
):
    workspace.record(NoteOffered("n-1", "party-1", scene, "Ann", -1, -1, "", OFFER, None))
    workspace.changes.tell(Change(ChangeKind.NOTES, scene))
    type_text(workspace, scene, OFFER)
    echoes.check()
    assert echoes.matches() == []


def test_matches_are_kept_and_a_changed_one_is_found_by_verify(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes, clock: FakeClock
):
    type_text(workspace, scene, OFFER)
    echoes.check()
    path = workspace.path
    workspace.close()
    assert verify_project(path).ok
    project = ProjectFile.open(path, clock, writes=False)
    kept = project.snapshots.stored().scenes[scene].matches
    project.close()
    assert [match.words for match in kept.values()] == [15]


def test_a_ledger_written_without_a_window_is_looked_through_as_a_whole(
    workspace: Workspace, scene: str, agents: Agents
):
    agents.offer(scene, "", OFFER)
    type_text(workspace, scene, OFFER)
    echoes = Echoes(workspace)
    echoes.check()
    assert echoes.matches() == []
    echoes.catch_up()
    assert [match.words for match in echoes.open_matches()] == [15]
    assert echoes.check_ledger() == []


def test_without_an_offer_there_is_nothing_to_walk_for(workspace: Workspace, scene: str):
    type_text(workspace, scene, OFFER)
    assert Echoes(workspace).check_ledger() == []


def test_long_pastes_are_looked_through_in_slices(
    workspace: Workspace, scene: str, offered: str, echoes: Echoes, clock: FakeClock
):
    filler = " ".join(f"word{number}" for number in range(4_000))
    workspace.edit(scene, 0, 0, f"{filler} {OFFER} {filler}", pasting())
    paused(workspace, clock)
    assert echoes.matches() == []
    workspace.tick()
    assert len(echoes.matches()) == 1
    workspace.tick()
    workspace.tick()
    assert len(echoes.matches()) == 1
