from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text.diff import WordEdit, apply_word_edits
from cocreate.text.merge import Conflict, Merged, merge

BASE = "The sea was calm. The wind was not. Nobody spoke."
sentences = st.lists(st.sampled_from(["sea", "wind", "boat", "lamp", "grey"]), max_size=9).map(
    " ".join
)


def test_changes_of_one_copy_come_in_where_they_stand_in_the_other():
    ours = BASE.replace("The sea", "Far out the sea")
    merged = merge(BASE, ours, BASE.replace("not", "up"))
    assert merged.conflicts == ()
    assert apply_word_edits(ours, merged.edits) == ours.replace("not", "up")


def test_what_both_changed_in_different_ways_is_a_conflict_and_nothing_is_overwritten():
    ours, theirs = BASE.replace("calm", "still"), BASE.replace("calm", "wild")
    merged = merge(BASE, ours, theirs.replace("Nobody", "Everybody"))
    assert merged.conflicts == (Conflict(12, 17, "calm", "still", "wild"),)
    assert apply_word_edits(ours, merged.edits) == ours.replace("Nobody", "Everybody")


def test_what_both_changed_alike_is_done_already():
    both = BASE.replace("calm", "still")
    assert merge(BASE, both, both) == Merged()
    more = both.replace("Nobody", "We")
    assert merge(BASE, both, more).edits == (WordEdit(37, 43, "We"),)


def test_insertions_at_one_place_are_a_conflict():
    ours, theirs = f"{BASE} We waited.", f"{BASE} They left."
    (conflict,) = merge(BASE, ours, theirs).conflicts
    assert (conflict.ours, conflict.theirs) == (" We waited.", " They left.")


def test_a_copy_that_did_not_change_brings_nothing():
    assert merge(BASE, "Other words.", BASE) == Merged()


@settings(deadline=None, max_examples=200)
@given(sentences, sentences, sentences)
def test_taking_all_of_theirs_keeps_every_change_of_ours_outside_of_conflicts(base, ours, theirs):
    merged = merge(base, ours, theirs)
    places = [*merged.edits, *(WordEdit(c.start, c.end, c.theirs) for c in merged.conflicts)]
    places.sort(key=lambda edit: (edit.start, edit.end))
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(ours[c.start : c.end] == c.ours for c in merged.conflicts)
    apply_word_edits(ours, places)
    assert merge(base, base, theirs) == Merged(merged.edits) or base != ours
    assert apply_word_edits(base, merge(base, base, theirs).edits) == theirs
