"""Rejected and stale suggestions, found by their words and back on the list."""

from __future__ import annotations

import pytest

from cocreate.base.errors import DecisionError, NotFoundError
from cocreate.core.suggestion import Verdict
from cocreate.workspace.reviving import place_of, put_aside, revive
from tests.workspace.writing import type_text, typing


@pytest.fixture
def rejected(workspace, scene, agents, review):
    type_text(workspace, scene, "The sea was calm. The sky was calm.")
    hunk = agents.offer(scene, "The sea was calm.", "The grey sea was still.")
    review.reject(hunk, "Too grey.")
    return hunk


def test_put_aside_are_found_by_any_of_their_words(workspace, rejected):
    scenes = workspace.state.scenes
    for words in ("", "grey still", "TOO", "because", "line-editor"):
        assert [hunk.id for hunk in put_aside(scenes, words)] == [rejected]
    assert put_aside(scenes, "grey purple") == []


def test_a_rejected_suggestion_is_pending_again_and_can_be_accepted(
    workspace, scene, rejected, review
):
    assert revive(workspace, rejected).verdict is Verdict.PENDING
    assert put_aside(workspace.state.scenes) == []
    review.accept(rejected)
    assert workspace.scene(scene).text.text().startswith("The grey sea was still.")


def test_bringing_back_can_be_undone(workspace, scene, rejected):
    revive(workspace, rejected)
    assert workspace.undo_label(scene) == "bringing a suggestion back"
    workspace.undo(scene)
    assert workspace.scene(scene).hunks[rejected].verdict is Verdict.REJECTED


def test_a_stale_one_comes_back_once_its_words_stand_again(workspace, scene, agents):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "calm", "still")
    workspace.edit(scene, 12, 16, "wild", typing())
    assert workspace.scene(scene).hunks[hunk].verdict is Verdict.STALE
    with pytest.raises(DecisionError, match="exactly once"):
        revive(workspace, hunk)
    workspace.edit(scene, 0, 0, "How calm. ", typing())
    found = revive(workspace, hunk)
    assert (found.verdict, found.start, found.end) == (Verdict.PENDING, 4, 8)


def test_its_own_place_comes_before_all_others(workspace, scene, agents, review):
    type_text(workspace, scene, "calm and calm")
    hunk = agents.offer(scene, "calm", "still")
    review.reject(hunk)
    assert place_of(workspace.scene(scene).hunks[hunk], "calm and calm") == (0, 4)
    assert place_of(workspace.scene(scene).hunks[hunk], "so calm and calm") is None


def test_an_insertion_goes_where_it_stood(workspace, scene, agents, review):
    type_text(workspace, scene, "One.\n")
    hunk = agents.offer(scene, "", "Two.\n")
    review.reject(hunk)
    assert revive(workspace, hunk).start == 0


def test_only_what_was_put_aside_comes_back(workspace, scene, rejected, agents):
    pending = agents.offer(scene, "sky", "heaven")
    with pytest.raises(DecisionError, match="Only suggestions"):
        revive(workspace, pending)
    with pytest.raises(NotFoundError):
        revive(workspace, "s-none")


def test_a_deleted_scene_comes_first(workspace, scene, scenes, rejected):
    scenes.remove(scene)
    assert put_aside(workspace.state.scenes) == []
    with pytest.raises(DecisionError, match="was deleted"):
        revive(workspace, rejected)
