"""The axis: folded or not, from a year down to a minute."""

from __future__ import annotations

import pytest

from cocreate.ui.history.axis import LEAST_MS, Axis
from cocreate.workspace.timeline import Band, Point, Timeline

HOUR = 3_600_000
DAY = 24 * HOUR
START = 1_790_000_000_000
WORDS = (1, 0, 0, 0, 0)


@pytest.fixture
def timeline():
    """A year of sittings: one hour every ten days, a key a minute."""
    made = Timeline()
    seq = 0
    for sitting in range(37):
        began = START + sitting * 10 * DAY
        made.add_band(Band(f"s{sitting}", began, began + HOUR, seq + 1, seq + 60))
        for minute in range(61):
            seq += 1
            made.add_point(Point(seq, began + minute * 60_000, WORDS))
    return made


@pytest.fixture
def axis(timeline):
    made = Axis()
    made.width = 1000
    made.follow(timeline, folds=True)
    return made


def test_everything_is_seen_at_first(axis, timeline):
    assert axis.is_whole
    assert 0 < axis.x_of(timeline.began_ms) < 20
    assert 980 < axis.x_of(timeline.ended_ms) < 1000
    assert len(list(axis.breaks())) == 36


def test_places_and_times_find_each_other(axis, timeline):
    for at_ms in timeline.times[::100]:
        assert abs(axis.ms_at(axis.x_of(at_ms)) - at_ms) <= axis.span_ms / 900


def test_unfolded_it_is_a_year(axis, timeline):
    axis.follow(timeline, folds=False)
    assert axis.length_ms == 360 * DAY + HOUR
    assert list(axis.breaks()) == []


def test_it_zooms_down_to_a_minute_around_a_moment(axis, timeline):
    at_ms = timeline.times[700]
    for _ in range(60):
        axis.zoom(0.6, at_ms)
    assert axis.span_ms == LEAST_MS
    assert 0 <= axis.x_of(at_ms) <= 1000
    for _ in range(60):
        axis.zoom(1.7, at_ms)
    assert axis.is_whole


def test_zooming_keeps_the_moment_where_it_is(axis, timeline):
    at_ms = timeline.times[900]
    before = axis.x_of(at_ms)
    axis.zoom(0.5, at_ms)
    assert axis.x_of(at_ms) == pytest.approx(before, abs=2)


def test_it_moves_and_stops_at_the_ends(axis, timeline):
    axis.pan(0.5)
    assert axis.is_whole
    axis.zoom(0.1, timeline.began_ms)
    axis.pan(-5)
    assert axis.x_of(timeline.began_ms) > 0
    axis.pan(100)
    assert axis.x_of(timeline.ended_ms) < 1000


def test_a_moment_out_of_sight_is_brought_into_it(axis, timeline):
    axis.zoom(0.05, timeline.began_ms)
    axis.bring_into_view(timeline.ended_ms)
    assert 0 <= axis.x_of(timeline.ended_ms) <= 1000
    axis.zoom(0.5, timeline.began_ms)
    assert axis.span_ms > LEAST_MS


@pytest.mark.parametrize("folds", [True, False])
@pytest.mark.parametrize("zooms", [0, 4, 9, 14, 22])
def test_labels_stand_apart_and_begin_with_a_date(axis, timeline, folds, zooms):
    axis.follow(timeline, folds=folds)
    for _ in range(zooms):
        axis.zoom(0.6, timeline.times[650])
    ticks = axis.ticks(timeline, 96)
    assert ticks
    assert ticks[0].is_strong
    places = [tick.x for tick in ticks]
    assert places == sorted(places)
    assert all(0 <= place <= 1000 for place in places)


def test_growth_is_followed(axis, timeline):
    before = axis.length_ms
    timeline.add_point(Point(9999, timeline.ended_ms + 30_000, WORDS))
    axis.follow(timeline, folds=True)
    assert axis.length_ms == before + 30_000


def test_nothing_yet_is_no_trouble():
    axis = Axis()
    axis.follow(Timeline(), folds=True)
    assert axis.x_of(0) == pytest.approx(0.01, abs=1)
    assert axis.ms_at(0.0) == 0
    axis.ticks(Timeline(), 96)
