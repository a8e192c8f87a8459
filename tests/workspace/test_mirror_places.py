from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.text.diff import apply_word_edits
from cocreate.text.merge import Merged, merge
from cocreate.workspace.mirror_places import Prefer, decide, undecided

BASE = "The sea was calm and the wind was low.\nNobody spoke.\n"
OURS = "The sea was still and the wind was cold.\nNobody spoke.\n"
THEIRS = "The sea was wild and the wind was high.\nNobody spoke at all.\n"
WORDS = st.lists(st.sampled_from(["sea", "wind", "a", "\n", "calm,"]), max_size=9).map(" ".join)


def after(merged: Merged, *choices: Prefer) -> str:
    return apply_word_edits(OURS, decide(merged, choices).edits)


@pytest.mark.parametrize(
    ("one", "other", "calm", "low"),
    [
        (Prefer.OURS, Prefer.THEIRS, "still", "high"),
        (Prefer.THEIRS, Prefer.OURS, "wild", "cold"),
        (Prefer.BOTH, Prefer.NEITHER, "still wild", "cold"),
        (Prefer.THEIRS, Prefer.BOTH, "wild", "cold high"),
    ],
)
def test_each_place_is_decided_by_itself_and_all_else_comes_along(
    one: Prefer, other: Prefer, calm: str, low: str
):
    merged = merge(BASE, OURS, THEIRS)
    due = f"The sea was {calm} and the wind was {low}.\nNobody spoke at all.\n"
    assert after(merged, one, other) == due
    assert decide(merged, (one, other)).left == (one, other).count(Prefer.NEITHER)


def test_words_that_both_sides_have_are_not_touched():
    merged = merge("one two three", "ONE two THREE", "Uno two Tre four")
    decided = decide(merged, Prefer.THEIRS)
    assert apply_word_edits("ONE two THREE", decided.edits) == "Uno two Tre four"
    assert all("two" not in edit.new for edit in decided.edits)


def test_what_was_settled_is_not_asked_again():
    merged = merge(BASE, OURS, THEIRS)
    decided = decide(merged, (Prefer.OURS, Prefer.NEITHER))
    ours = apply_word_edits(OURS, decided.edits)
    again = undecided(merge(BASE, ours, THEIRS), decided.settled)
    assert [each.ours for each in again.conflicts] == ["cold"]
    assert again.edits == ()
    both = decide(merged, (Prefer.BOTH, Prefer.NEITHER))
    ours = apply_word_edits(OURS, both.edits)
    again = undecided(merge(BASE, ours, THEIRS), both.settled)
    assert [each.ours for each in again.conflicts] == ["cold"]


def test_of_equal_places_only_those_decided_are_settled():
    base, ours, theirs = "a b c b d b e", "a x c x d x e", "a y c y d y e"
    merged = merge(base, ours, theirs)
    assert len(merged.conflicts) == 3
    decided = decide(merged, (Prefer.THEIRS, Prefer.OURS, Prefer.NEITHER))
    now = apply_word_edits(ours, decided.edits)
    (left,) = undecided(merge(base, now, theirs), decided.settled).conflicts
    assert (now, left.start) == ("a y c x d x e", 10)


def test_a_side_that_took_words_out_adds_nothing():
    merged = merge("one two three", "one deux three", "one three")
    (conflict,) = merged.conflicts
    assert conflict.theirs.strip() == ""
    assert apply_word_edits("one deux three", decide(merged, Prefer.BOTH).edits) == "one deux three"
    merged = merge("one two three", "one three", "one deux three")
    assert apply_word_edits("one three", decide(merged, Prefer.BOTH).edits) == "one deux three"


def test_lines_follow_each_other_as_lines():
    merged = merge("", "first\nsecond", "other\nlines")
    assert apply_word_edits("first\nsecond", decide(merged, Prefer.BOTH).edits) == (
        "first\nsecond\nother\nlines"
    )


def test_as_many_answers_as_places_are_needed():
    with pytest.raises(InputError, match="an answer of its own"):
        decide(merge(BASE, OURS, THEIRS), (Prefer.OURS,))


@given(WORDS, WORDS, WORDS)
def test_one_answer_to_all_gives_a_text_that_needs_no_more_asking(
    base: str, ours: str, theirs: str
):
    merged = merge(base, ours, theirs)
    for answer in (Prefer.OURS, Prefer.THEIRS):
        decided = decide(merged, answer)
        assert decided.left == 0
        now = apply_word_edits(ours, decided.edits)
        if ours == base:
            assert now == theirs
        if not merged.edits:
            assert now == ours or answer is Prefer.THEIRS
    assert decide(merged, Prefer.NEITHER).edits == merged.edits
    assert decide(merged, Prefer.NEITHER).settled == frozenset()
