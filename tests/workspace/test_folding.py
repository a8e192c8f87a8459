"""Time with its pauses folded."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.workspace.folding import FoldedTime


def folded(limit, times):
    made = FoldedTime(limit)
    made.extend(times)
    return made


def test_nothing_takes_no_time():
    made = FoldedTime(10)
    assert (made.length_ms, made.folded(5), made.real(5), made.breaks) == (0, 0, 0, [])


def test_a_long_pause_becomes_a_short_one():
    made = folded(10, [100, 105, 1000, 1004])
    assert made.length_ms == 5 + 10 + 4
    assert made.folded(105) == 5
    assert made.folded(500) == 15
    assert made.folded(1000) == 15
    assert made.real(15) == 1000
    assert made.breaks == [1000]


def test_before_and_behind_everything_it_stays_at_the_ends():
    made = folded(10, [100, 105])
    assert (made.folded(0), made.folded(9999)) == (0, 5)
    assert made.real(9999) == 105


def test_it_grows_as_more_is_read():
    made = folded(10, [100])
    made.extend([103, 200])
    assert made.length_ms == folded(10, [100, 103, 200]).length_ms == 13


@settings(deadline=None, max_examples=80)
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=40), st.integers(1, 100))
def test_every_moment_of_work_is_found_again(gaps, limit):
    times = []
    at = 1000
    for gap in gaps:
        at += gap
        times.append(at)
    made = folded(limit, times)
    places = [made.folded(time) for time in times]
    assert places == sorted(places)
    assert [made.real(place) for place in places] == times
