from __future__ import annotations

from datetime import date, timedelta

import pytest

from cocreate.core.origin import Contributor
from cocreate.reports.report import DayRow
from cocreate.reports.timeline import bin_words, bins, timeline

FIRST = date(2026, 1, 29)


def _days(*steps: int) -> tuple[DayRow, ...]:
    return tuple(
        DayRow(FIRST + timedelta(days=step), 1, 60.0, {Contributor.HUMAN: 10}) for step in steps
    )


@pytest.mark.parametrize(
    ("last", "kind", "count"),
    [(0, "day", 1), (61, "day", 62), (62, "week", 10), (800, "month", 28)],
)
def test_long_work_is_gathered_in_weeks_and_months(last, kind, count):
    made, columns = bins(_days(0, last) if last else _days(0))
    assert (made, len(columns)) == (kind, count)


def test_work_on_the_last_day_there_is_can_be_drawn():
    last = (date.max - FIRST).days
    kind, columns = bins(_days(last - 1, last))
    assert (kind, len(columns)) == ("day", 2)


def test_nothing_is_lost_or_doubled_by_gathering():
    days = _days(*range(0, 900, 7))
    _, columns = bins(days)
    assert sum(one.inserted[Contributor.HUMAN] for one in columns) == 10 * len(days)
    assert sum(one.sittings for one in columns) == len(days)
    assert sum(one.active_s for one in columns) == 60.0 * len(days)


def test_days_without_work_leave_a_gap():
    _, columns = bins(_days(0, 2))
    assert [sum(one.inserted.values()) for one in columns] == [10, 0, 10]


def test_days_on_which_nothing_was_done_do_not_stretch_the_drawing():
    still = DayRow(FIRST + timedelta(days=900), 1, 0.0, dict.fromkeys(Contributor, 0))
    assert bins((*_days(0, 1), still)) == bins(_days(0, 1))
    assert timeline((still,)) == ""


def test_without_days_there_is_nothing_to_draw():
    assert timeline(()) == ""


def test_whole_files_are_flagged_and_stand_outside_the_columns():
    drawn = timeline((DayRow(FIRST, 1, 0.0, {}, 28_400), *_days(3)))
    assert "28,400 imported" in drawn
    assert ">10</text>" in drawn


def test_a_flag_at_the_right_edge_turns_its_words_to_the_left():
    drawn = timeline((*_days(0), DayRow(FIRST + timedelta(days=9), 1, 0.0, {}, 5)))
    assert 'text-anchor="end">5 imported' in drawn


def test_the_table_beside_it_has_the_numbers():
    _, columns = bins(_days(0))
    assert bin_words(columns[0])[0] == "2026-01-29"
    assert bin_words(columns[0])[3:] == ("10", "0", "0", "0", "0")
