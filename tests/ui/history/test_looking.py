"""What is looked at, and how it is said."""

from __future__ import annotations

import pytest

from cocreate.core.origin import TYPED, Edit, plain
from cocreate.ui.history.looking import Against, Looking, burst_range


@pytest.fixture
def looking(past, story):
    past.catch_up()
    made = Looking(past)
    made.scene = story
    made.goto(past.timeline.last_seq)
    return made


def test_a_moment_is_said_in_words(looking):
    looking.shown()
    assert "2026" in looking.when()
    assert looking.what().startswith("Pasted “One”")
    assert "words · you" in looking.whose()
    assert "AI" in looking.whose()


def test_the_last_edit_is_found_in_what_is_shown(looking):
    shown = looking.shown()
    assert looking.fresh(shown) == (0, 3)
    looking.scene = None
    shown = looking.shown()
    start, end = looking.fresh(shown)
    assert shown.text[start:end] == "One"
    looking.scene = "scene-2"
    assert looking.fresh(looking.shown()) is None


def test_before_everything_there_is_nothing(looking):
    looking.goto(0)
    assert looking.shown().text == ""
    assert looking.fresh(looking.shown()) is None
    assert (looking.what(), looking.whose()) == ("", "0 words")


def test_the_earlier_moment_is_always_what_came_before(looking, past):
    looking.goto(past.timeline.last_seq - 1)
    looking.marked = past.timeline.last_seq
    looking.against = Against.MARKED
    earlier = looking.shown().text
    looking.marked = past.timeline.last_seq - 1
    looking.goto(past.timeline.last_seq)
    assert looking.shown().text == earlier
    assert looking.what().startswith("compared with")
    looking.marked = None
    assert looking.shown().text.startswith("One grey")


def test_a_scene_that_did_not_stand_yet_cannot_come_back(looking, past):
    shown = looking.shown()
    looking.goto(0)
    looking.bring_back(shown.segments[0], 0, 0)


def edit(start, old, new):
    return Edit(start, plain(old, TYPED), plain(new, TYPED))


@pytest.mark.parametrize(
    ("edits", "place"),
    [
        ([edit(4, "", "c"), edit(5, "", "a"), edit(6, "", "lm")], (4, 8)),
        ([edit(4, "", "calm"), edit(7, "m", ""), edit(6, "l", "")], (4, 6)),
        ([edit(4, "a", ""), edit(3, "b", ""), edit(3, "", "x")], (3, 4)),
        ([edit(90, "", "far"), edit(4, "", "near")], (4, 8)),
    ],
)
def test_the_keys_of_a_burst_are_seen_as_one(edits, place):
    assert burst_range(edits) == place
