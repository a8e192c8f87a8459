"""Laws of places and ranges that move with edits."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cocreate.text.anchor import Lean, move, move_range, move_span

small = st.integers(0, 12)


@st.composite
def edits_on_twenty(draw):
    start, end = sorted((draw(st.integers(0, 20)), draw(st.integers(0, 20))))
    return start, end - start, draw(st.integers(0, 5))


@st.composite
def ranges_on_twenty(draw):
    return tuple(sorted((draw(st.integers(0, 20)), draw(st.integers(0, 20)))))


def edited(edit):
    """Return the numbered characters of a text of twenty, after the edit."""
    start, removed, inserted = edit
    return [*range(start), *(["new"] * inserted), *range(start + removed, 20)]


@given(edits_on_twenty(), ranges_on_twenty())
@settings(deadline=None, max_examples=400)
def test_a_moved_range_holds_the_very_characters_it_held(edit, place):
    moved = move_range(*place, *edit)
    if moved is not None:
        assert edited(edit)[moved[0] : moved[1]] == list(range(*place))


@given(edits_on_twenty(), ranges_on_twenty())
@settings(deadline=None, max_examples=400)
def test_a_range_is_lost_only_when_an_edit_went_into_it(edit, place):
    assume(move_range(*place, *edit) is None)
    start, removed, _ = edit
    assert start < place[1] or place[0] == place[1]
    assert start + removed > place[0]


@given(edits_on_twenty(), ranges_on_twenty())
@settings(deadline=None, max_examples=400)
def test_a_stretch_keeps_its_surviving_characters_and_nothing_from_outside(edit, place):
    low, high = move_span(*place, *edit)
    survivors = [c for c in edited(edit) if c != "new" and place[0] <= c < place[1]]
    assert 0 <= low <= high <= len(edited(edit))
    assert [c for c in edited(edit)[low:high] if c != "new"] == survivors


@given(edits_on_twenty(), st.integers(0, 20), st.sampled_from(Lean))
@settings(deadline=None, max_examples=400)
def test_a_place_stays_in_order_with_the_characters_around_it(edit, offset, lean):
    text = edited(edit)
    start, removed, inserted = edit
    moved = move(offset, start, removed, inserted, lean)
    assert all(c == "new" or c < offset for c in text[:moved])
    assert all(c == "new" or c >= offset for c in text[moved:])


@pytest.mark.parametrize(
    ("lean", "expected"), [(Lean.LEFT, 4), (Lean.RIGHT, 7)], ids=["left", "right"]
)
def test_a_place_at_an_insertion_goes_where_it_leans(lean, expected):
    assert move(4, 4, 0, 3, lean) == expected


def test_an_insertion_at_the_start_moves_a_range_and_at_its_end_leaves_it():
    assert move_range(4, 8, 4, 0, 2) == (6, 10)
    assert move_range(4, 8, 8, 0, 2) == (4, 8)


def test_an_insertion_inside_touches_a_range():
    assert move_range(4, 8, 5, 0, 2) is None


def test_an_empty_range_moves_behind_an_insertion_and_dies_inside_a_deletion():
    assert move_range(4, 4, 4, 0, 2) == (6, 6)
    assert move_range(4, 4, 3, 2, 0) is None


def test_a_stretch_takes_in_what_replaces_some_of_it():
    assert move_span(4, 8, 6, 4, 3) == (4, 9)
    assert move_span(4, 8, 2, 4, 3) == (2, 7)
    assert move_span(4, 8, 4, 4, 0) == (4, 4)


def test_a_stretch_leaves_out_what_comes_in_at_its_edges():
    assert move_span(4, 8, 4, 0, 3) == (7, 11)
    assert move_span(4, 8, 8, 0, 3) == (4, 8)
