from __future__ import annotations

from cocreate.core.suggestion import Verdict
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace
from tests.workspace.conftest import Agents
from tests.workspace.writing import pasting, type_text


def test_words_taken_back_are_not_counted_for_today(workspace: Workspace, scene: str):
    workspace.edit(scene, 0, 0, "Ten words that were never meant to stay at all.", pasting())
    workspace.undo(scene)
    sitting = workspace.sitting
    assert sitting.words_added - sitting.words_removed == 0
    workspace.redo(scene)
    assert sitting.words_added - sitting.words_removed == 10


def test_a_decision_without_an_edit_is_taken_back_and_done_again(
    workspace: Workspace, scene: str, agents: Agents, review: Review
):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "sea", "ocean")
    review.reject(hunk, "no")
    workspace.undo(scene)
    assert review.hunk(hunk).verdict is Verdict.PENDING
    workspace.redo(scene)
    assert (review.hunk(hunk).verdict, review.hunk(hunk).why) == (Verdict.REJECTED, "no")


def test_an_acceptance_is_taken_back_with_its_edit(
    workspace: Workspace, scene: str, agents: Agents, review: Review
):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "sea", "grey sea")
    review.accept(hunk)
    workspace.undo(scene)
    assert workspace.scene(scene).text.text() == "The sea was calm."
    assert review.hunk(hunk).verdict is Verdict.PENDING
    workspace.redo(scene)
    assert workspace.scene(scene).text.text() == "The grey sea was calm."
    assert review.hunk(hunk).verdict is Verdict.ACCEPTED
