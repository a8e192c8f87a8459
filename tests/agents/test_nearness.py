from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.agents.nearness import slips_between

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("teh", "the", 1),
        ("recieve", "receive", 1),
        ("libary", "library", 1),
        ("tommorow", "tomorrow", 2),
        ("same", "same", 0),
        ("", "abc", 3),
        ("abcdef", "uvwxyz", 4),
        ("a", "abcdefgh", 4),
    ],
)
def test_it_counts_letters_changed_added_dropped_and_swapped(one: str, other: str, slips: int):
    assert slips_between(one, other) == slips


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS)
def test_it_is_the_same_both_ways_and_nothing_only_between_equals(one: str, other: str):
    assert slips_between(one, other, 6) == slips_between(other, one, 6)
    assert (slips_between(one, other, 6) == 0) == (one == other)
