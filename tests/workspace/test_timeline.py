"""The course of a project: points, bands, marks, and the steps between them."""

from __future__ import annotations

from array import array

import pytest

from cocreate.workspace.timeline import Band, Mark, MarkKind, Point, Timeline, Unit


@pytest.fixture
def timeline():
    made = Timeline()
    made.add_band(Band("one", 100, 300, 1, 4))
    made.add_point(Point(2, 100, (3, 0, 0, 0, 0)))
    made.add_mark(Mark(3, 200, MarkKind.OFFERED, "s-1", "grey"))
    made.add_point(Point(4, 300, (3, 1, 2, 0, 0)))
    made.add_band(Band("two", 9000, 9500, 5, 8))
    made.add_mark(Mark(6, 9100, MarkKind.EXPORTED, "", "book.md"))
    made.add_point(Point(7, 9200, (4, 1, 2, 0, 0)))
    made.add_mark(Mark(8, 9500, MarkKind.ACCEPTED, "s-1", ""))
    return made


def test_words_are_those_of_the_last_event_before(timeline):
    assert timeline.words_at(99) == (0, 0, 0, 0, 0)
    assert timeline.samples([100, 299, 300, 99_999]) == [
        (3, 0, 0, 0, 0),
        (3, 0, 0, 0, 0),
        (3, 1, 2, 0, 0),
        (4, 1, 2, 0, 0),
    ]
    assert timeline.words_of(5) == (3, 1, 2, 0, 0)
    assert timeline.most_words() == 7
    assert Timeline().most_words() == 0


def test_times_and_events_find_each_other(timeline):
    assert (timeline.seq_at(50), timeline.seq_at(250), timeline.seq_at(10**6)) == (0, 2, 7)
    assert (timeline.ms_of(0), timeline.ms_of(3), timeline.ms_of(8)) == (100, 100, 9200)
    assert (timeline.began_ms, timeline.ended_ms, timeline.last_seq) == (100, 9500, 8)


def test_marks_of_a_stretch(timeline):
    assert [mark.seq for mark in timeline.marks_between(200, 9100)] == [3, 6]


def test_a_sitting_grows(timeline):
    timeline.add_band(Band("two", 9000, 9900, 5, 12))
    assert timeline.bands[-1] == Band("two", 9000, 9900, 5, 12)
    assert timeline.band_of(6).id == "two"
    assert timeline.band_of(0) is None


@pytest.mark.parametrize(
    ("unit", "stops"),
    [(Unit.EDIT, [2, 4, 7]), (Unit.SITTING, [4, 7]), (Unit.SUGGESTION, [3, 8])],
)
def test_steps_go_from_stop_to_stop_and_stay_at_the_end(timeline, unit, stops):
    seq, found = 0, []
    for _ in stops:
        seq = timeline.step(seq, unit, 1)
        found.append(seq)
    assert found == stops
    assert timeline.step(stops[-1], unit, 1) == stops[-1]
    assert timeline.step(stops[-1], unit, -1) == stops[-2]


def test_before_the_first_edit_is_the_beginning(timeline):
    assert timeline.step(2, Unit.EDIT, -1) == 0
    assert timeline.step(3, Unit.SUGGESTION, -1) == 3


def test_a_clock_set_back_does_not_turn_time_round():
    timeline = Timeline()
    assert timeline.moment(5000) == 5000
    assert timeline.moment(1000) == 5000
    assert timeline.moment(1200) == 5200
    assert timeline.moment(5300) == 9300
    assert [timeline.real_ms(at) for at in (4000, 5000, 5200, 9300)] == [4000, 1000, 1200, 5300]


def test_columns_are_taken_in_whole():
    timeline = Timeline()
    timeline.extend([array("q", [1, 2]), array("q", [10, 20]), *[array("q", [5, 6])] * 5])
    assert timeline.words_of(2) == (6, 6, 6, 6, 6)
    assert (timeline.last_seq, timeline.ended_ms) == (2, 20)
    timeline.extend([array("q")] * 7)
    assert timeline.last_seq == 2
