from __future__ import annotations

import pytest

from cocreate.ui.editor.open_hunks import OpenHunks, edits_of

TEXT = "one two three four five six seven"


@pytest.fixture
def hunks(desk):
    scene = desk.open(TEXT)
    for word in ("two", "five", "four five six"):
        desk.agents.offer(scene, word, word.upper())
    made = OpenHunks()
    made.load(desk.workspace.scene(scene))
    return made


def words(found) -> list[str]:
    return [hunk.old for hunk in found]


def test_those_that_touch_a_range_are_found_in_order(hunks):
    assert words(hunks.between(0, 3)) == []
    assert words(hunks.between(0, 4)) == ["two"]
    assert words(hunks.between(20, 21)) == ["four five six", "five"]
    assert words(hunks.between(25, 25)) == ["four five six"]
    assert words(hunks.between(0, 99)) == ["two", "four five six", "five"]


def test_one_goes_through_them_and_round_again(hunks):
    first = hunks.next(0, "")
    assert first.old == "two"
    second = hunks.next(0, first.id)
    assert second.old == "four five six"
    assert hunks.next(0, hunks.next(0, second.id).id) == first
    assert hunks.previous(0, first.id).old == "five"
    assert hunks.previous(10, "").old == "two"
    assert hunks.next(8, "").old == "four five six"


def test_without_any_there_is_no_next(desk):
    empty = OpenHunks()
    empty.load(None)
    assert empty.next(0, "") is None
    assert empty.previous(0, "") is None
    assert len(empty) == 0


def test_edits_elsewhere_move_them_and_decisions_outdate_them(desk, hunks):
    desk.edit(0, 0, "zero ")
    assert words(hunks.between(9, 9)) == ["two"]
    found = hunks.between(9, 9)[0]
    assert not hunks.is_outdated_by([found.id])
    desk.review.reject(found.id)
    assert hunks.is_outdated_by([found.id])
    assert not hunks.is_outdated_by(["never heard of"])
    assert hunks.between(9, 9) == []
    assert hunks.get(found.id) is None
    assert hunks.get("never heard of") is None


def test_many_that_come_at_once_are_sorted_once(hunks):
    hunks.outdate()
    assert not hunks.is_outdated_by(["never heard of"])
    assert len(hunks) == 3


def test_one_that_is_open_again_is_news(desk, hunks):
    found = hunks.between(5, 5)[0]
    desk.review.reject(found.id)
    hunks.load(desk.workspace.scene(desk.scene))
    assert len(hunks) == 2
    assert not hunks.is_outdated_by([found.id])
    desk.view.undo()
    assert hunks.is_outdated_by([found.id])


def test_word_edits_are_worked_out_once():
    assert edits_of("The sea", "The grey sea") is edits_of("The sea", "The grey sea")
