from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.core.origin import Contributor
from cocreate.workspace.declaring import Declaring
from cocreate.workspace.reporting import report_of
from cocreate.workspace.workspace import Workspace
from tests.workspace.conftest import Agents
from tests.workspace.writing import origins, pasting, type_text

PASTE = "It was the year the herring came early."


@pytest.fixture
def declaring(workspace: Workspace) -> Declaring:
    return Declaring(workspace)


@pytest.fixture
def pasted(workspace: Workspace, scene: str) -> str:
    """A scene with a typed line, then a pasted one."""
    type_text(workspace, scene, "Typed.\n")
    workspace.edit(scene, 7, 7, PASTE, pasting())
    return scene


def test_a_paste_of_the_writers_own_is_declared_and_never_shown_as_typed(
    workspace: Workspace, pasted: str, declaring: Declaring
):
    declaring.declare(pasted, 7, 7 + len(PASTE), Contributor.HUMAN, " My draft of 2019. ")
    assert origins(workspace, pasted) == [
        ("Typed.\n", "human", "typed", None),
        (PASTE, "human", "declared", "paste-1"),
    ]
    made = report_of(workspace)
    assert (made.surviving.coverage, made.surviving.human.low) == (1.0, 1.0)
    assert [row.method.value for row in made.surviving.classes] == ["typed", "declared"]


def test_a_paste_from_an_ai_elsewhere_is_declared_as_that(
    workspace: Workspace, pasted: str, declaring: Declaring
):
    declaring.declare(pasted, 10, 20, Contributor.AI, "From a chat.")
    assert origins(workspace, pasted)[2] == (PASTE[3:13], "ai", "declared", "paste-1")
    assert report_of(workspace).surviving.ai.low > 0


def test_a_declaration_can_be_undone_done_again_and_changed(
    workspace: Workspace, pasted: str, declaring: Declaring
):
    before = origins(workspace, pasted)
    declaring.declare(pasted, 7, 7 + len(PASTE), Contributor.HUMAN, "Mine.")
    declared = origins(workspace, pasted)
    assert workspace.undo_label(pasted) == "declaring an origin"
    workspace.undo(pasted)
    assert origins(workspace, pasted) == before
    workspace.redo(pasted)
    assert origins(workspace, pasted) == declared
    declaring.declare(pasted, 7, 7 + len(PASTE), Contributor.AI, "No: from a chat.")
    assert origins(workspace, pasted)[1][1:3] == ("ai", "declared")
    assert report_of(workspace).work.undone_inserted == 0


def test_what_was_typed_cannot_be_declared(workspace: Workspace, pasted: str, declaring: Declaring):
    before = origins(workspace, pasted)
    with pytest.raises(InputError, match="typed here"):
        declaring.declare(pasted, 0, 12, Contributor.AI, "Hm.")
    assert origins(workspace, pasted) == before


def test_what_an_agent_offered_cannot_be_declared(
    workspace: Workspace, pasted: str, declaring: Declaring, agents: Agents, review
):
    hunk = agents.offer(pasted, "herring", "grey herring")
    review.accept(hunk)
    with pytest.raises(InputError, match="accepted from a suggestion"):
        declaring.declare(pasted, 7, 7 + len(PASTE), Contributor.HUMAN, "Mine.")


def test_typed_white_space_between_pastes_stays_typed(
    workspace: Workspace, scene: str, declaring: Declaring
):
    workspace.edit(scene, 0, 0, "One", pasting("paste-1"))
    type_text(workspace, scene, " ")
    workspace.edit(scene, 4, 4, "two", pasting("paste-2"))
    declaring.declare(scene, 0, 7, Contributor.HUMAN, "A proverb.")
    assert [how for _, _, how, _ in origins(workspace, scene)] == ["declared", "typed", "declared"]


@pytest.mark.parametrize(
    ("start", "end", "by", "words", "sentence"),
    [
        (6, 7, Contributor.HUMAN, "Mine.", "Select the words"),
        (7, 9_999, Contributor.HUMAN, "Mine.", "not in the scene"),
        (7, 12, Contributor.TOOL, "Mine.", "by a human or by an AI"),
        (7, 12, Contributor.HUMAN, "  ", "where this passage came from"),
    ],
)
def test_a_declaration_that_says_nothing_is_refused(
    pasted: str,
    declaring: Declaring,
    start: int,
    end: int,
    by: Contributor,
    words: str,
    sentence: str,
):
    with pytest.raises(InputError, match=sentence):
        declaring.declare(pasted, start, end, by, words)


def test_suggestions_about_declared_words_stay_as_they_are(
    workspace: Workspace, pasted: str, declaring: Declaring, agents: Agents, review
):
    hunk = agents.offer(pasted, "herring", "mackerel")
    declaring.declare(pasted, 7, 7 + len(PASTE), Contributor.HUMAN, "Mine.")
    assert review.hunk(hunk).is_open
    workspace.undo(pasted)
    assert review.hunk(hunk).is_open
