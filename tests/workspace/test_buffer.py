from __future__ import annotations

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import EMPTY, TYPED, Contributor, plain
from cocreate.core.state import SceneState
from cocreate.core.suggestion import Hunk, Note, Verdict
from cocreate.workspace.buffer import Buffer

WORDS = "The sea was calm. The wind was not."


def buffer() -> Buffer:
    scene = SceneState("scene-1", "", "One", AttributedText(plain(WORDS, TYPED)))
    scene.hunks["s-1"] = Hunk(
        "s-1", "run-1", "scene-1", "line-editor", "m", Contributor.AI, 18, 35, WORDS[18:], "Wind."
    )
    scene.notes["n-1"] = Note("n-1", "run-1", "scene-1", "reader", 4, 7, "sea", "Which sea?", 1)
    return Buffer(scene)


def test_an_edit_before_a_suggestion_moves_it_and_the_notes():
    open_scene = buffer()
    applied = open_scene.splice([(0, 0, plain("Now. ", TYPED))])
    assert [edit.start for edit in applied.edits] == [0]
    assert open_scene.scene.hunks["s-1"].start == 23
    assert open_scene.scene.notes["n-1"].start == 9
    assert applied.words == 1


def test_an_edit_within_a_suggestion_turns_it_stale():
    open_scene = buffer()
    applied = open_scene.splice([(20, 21, EMPTY)])
    ((before, after),) = applied.pairs
    assert before is not None
    assert after is not None
    assert (before.verdict, after.verdict) == (Verdict.PENDING, Verdict.STALE)


def test_several_places_are_replaced_as_one_and_can_be_taken_back():
    open_scene = buffer()
    applied = open_scene.splice([(0, 3, plain("A", TYPED)), (8, 11, plain("is", TYPED))])
    assert open_scene.scene.text.text().startswith("A sea is calm.")
    open_scene.reapply([edit.inverted() for edit in reversed(applied.edits)])
    assert open_scene.scene.text.text() == WORDS
    assert open_scene.scene.hunks["s-1"].start == 18


def test_the_place_of_a_suggestion_before_all_edits_of_a_step_is_what_undo_brings_back():
    open_scene = buffer()
    applied = open_scene.splice([(0, 0, plain("Now. ", TYPED)), (20, 21, EMPTY)])
    ((before, after),) = applied.pairs
    assert before is not None
    assert after is not None
    assert (before.start, after.verdict) == (18, Verdict.STALE)
