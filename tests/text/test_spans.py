"""Laws of run-length labels, held against a plain list of one label per character."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text.spans import Runs, join, normalise, slice_runs, splice, total

labels = st.lists(st.sampled_from("abc"), max_size=30)
loose_runs = st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc")), max_size=12)


def packed(characters: list[str]) -> Runs[str]:
    return normalise((1, label) for label in characters)


def unpacked(runs: Runs[str]) -> list[str]:
    return [label for length, label in runs for _ in range(length)]


def is_normal(runs: Runs[str]) -> bool:
    lengths_hold = all(length > 0 for length, _ in runs)
    return lengths_hold and all(first[1] != second[1] for first, second in pairwise(runs))


@given(loose_runs)
@settings(deadline=None)
def test_normal_runs_have_no_equal_neighbours_and_keep_every_label(runs):
    normal = normalise(runs)
    assert is_normal(normal)
    assert unpacked(normal) == unpacked(tuple(runs))
    assert total(normal) == total(runs)


@given(labels, st.integers(0, 30))
@settings(deadline=None)
def test_split_anywhere_and_rejoined_runs_are_the_same(characters, cut):
    runs = packed(characters)
    head, tail = slice_runs(runs, 0, cut), slice_runs(runs, cut, len(characters))
    assert join(head, tail) == runs
    assert is_normal(head)
    assert is_normal(tail)


@given(labels, labels, st.integers(0, 30), st.integers(0, 30))
@settings(deadline=None)
def test_splicing_does_what_it_does_to_a_list(characters, new, one, two):
    start, end = sorted((min(one, len(characters)), min(two, len(characters))))
    expected = [*characters[:start], *new, *characters[end:]]
    assert splice(packed(characters), start, end, packed(new)) == packed(expected)


def test_a_slice_stops_at_the_end_of_the_runs():
    assert slice_runs(((3, "a"), (2, "b")), 2, 99) == ((1, "a"), (2, "b"))


def test_an_empty_slice_has_no_runs():
    assert slice_runs(((3, "a"),), 2, 2) == ()
