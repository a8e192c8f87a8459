from __future__ import annotations

from datetime import UTC, date, datetime

from cocreate.base.clock import to_ms
from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    Event,
    Op,
    SceneAdded,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.origin import EMPTY, TYPED, UNKNOWN_IMPORTED, Contributor, plain
from cocreate.metrics.effort import times_of
from cocreate.reports import days
from cocreate.reports.report import DayRow

MORNING = to_ms(datetime(2026, 11, 3, 8, 0, tzinfo=UTC))
MIDNIGHT = MORNING + 57_600_000


def days_of(entries: list[Entry], idle_limit_s: int) -> tuple[DayRow, ...]:
    return days.days_of(entries, times_of(entries, idle_limit_s))


def _entries(*happened: tuple[int, str, Event]) -> list[Entry]:
    return [
        Entry(number, at_ms, session, event)
        for number, (at_ms, session, event) in enumerate(happened, 1)
    ]


def _typed(words: str, cause: Cause = Cause.TYPING, duration_ms: int = 0) -> Edited:
    return Edited("scene", cause, (Op(0, 0, plain(words, TYPED)),), duration_ms)


def test_a_day_counts_what_was_put_in_and_leaves_out_what_only_came_back():
    rows = days_of(
        _entries(
            (MORNING, "s", SessionBegan("window")),
            (MORNING, "s", SceneAdded("scene", "", "A", 0, plain("old words", UNKNOWN_IMPORTED))),
            (MORNING + 1000, "s", _typed("abc")),
            (MORNING + 2000, "s", _typed("abc", Cause.UNDO)),
            (MORNING + 3000, "s", _typed("abc", Cause.REDO)),
            (MORNING + 4000, "s", _typed("abc", Cause.MOVE)),
        ),
        120,
    )
    (row,) = rows
    assert row.day == date(2026, 11, 3)
    assert row.inserted[Contributor.HUMAN] == 3
    assert row.imported == 9
    assert (row.sittings, row.active_s) == (1, 4.0)


def test_a_sitting_counts_on_the_day_it_began_with_the_time_its_end_says():
    late = MORNING + 57_599_000
    rows = days_of(
        _entries(
            (late, "s", SceneAdded("scene", "", "A", 0, EMPTY)),
            (MIDNIGHT, "s", _typed("ab", duration_ms=5000)),
            (MIDNIGHT + 6000, "s", SessionEnded(120, 77.0, 70.0, 0.0, 0.0, 7.0)),
        ),
        120,
    )
    assert [(row.sittings, row.active_s) for row in rows] == [(1, 77.0), (0, 0.0)]


def test_without_events_there_are_no_days():
    assert days_of([], 120) == ()
