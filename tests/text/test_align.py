"""Laws of pairing two sequences."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text.align import align

small = st.lists(st.integers(0, 4), max_size=14)


def longest(old, new):
    """The textbook table: length of a longest common subsequence."""
    row = [0] * (len(new) + 1)
    for item in old:
        previous, row = row, [0]
        for j, other in enumerate(new):
            row.append(previous[j] + 1 if item == other else max(previous[j + 1], row[j]))
    return row[-1]


def assert_is_alignment(old, new, pairs):
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(small, small)
@settings(deadline=None, max_examples=300)
def test_small_sequences_are_paired_as_fully_as_possible(old, new):
    pairs = align(old, new)
    assert_is_alignment(old, new, pairs)
    assert len(pairs) == longest(old, new)


@given(small, small, small)
@settings(deadline=None, max_examples=30)
def test_large_sequences_keep_what_stands_once_in_both(one, two, three):
    long = list(range(10, 1200))
    old = [*long, *one, *range(2000, 2400), *three]
    new = [*two, *long[100:], *range(3000, 3010), *one, *range(2000, 2400)]
    pairs = align(old, new)
    assert_is_alignment(old, new, pairs)
    assert len(pairs) >= 1090 + 400


def test_large_sequences_with_nothing_single_in_common_stay_unpaired():
    old, new = [1, 2] * 2000, [3, 4] * 2000
    assert align(old, new) == []


def test_large_sequences_too_different_to_afford_keep_their_common_ends():
    old, new = [9, *[1, 2, 2] * 3000, 8], [9, *[2, 3, 3] * 3000, 8]
    pairs = align(old, new)
    assert_is_alignment(old, new, pairs)
    assert pairs[0] == (0, 0)
    assert pairs[-1] == (9001, 9001)


def test_an_empty_side_pairs_with_nothing():
    assert align([], [1]) == []
    assert align([1], []) == []
