from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.store.rotation import to_drop

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ages = st.integers(0, 120 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
histories = st.lists(ages, max_size=60, unique=True).map(lambda each: [NOW - age for age in each])


def kept(times: list[datetime], now: datetime) -> list[datetime]:
    dropped = set(to_drop(times, now))
    return [moment for moment in sorted(times) if moment not in dropped]


def test_of_many_sittings_the_last_of_each_hour_day_and_week_stays():
    times = [NOW - timedelta(minutes=30 * count) for count in range(48 * 70)]
    left = kept(times, NOW)
    ages = [NOW - moment for moment in left]
    assert sum(age <= timedelta(days=3) for age in ages) == 73  # of every hour, this one included
    assert sum(timedelta(days=3) < age <= timedelta(days=30) for age in ages) == 27
    assert sum(age > timedelta(days=30) for age in ages) == 5  # the week under way has a later one
    assert left[-1] == NOW


def test_sittings_of_one_hour_leave_the_last_of_them():
    times = [NOW + timedelta(minutes=minutes) for minutes in (1, 20, 50)]
    assert to_drop(times, NOW + timedelta(minutes=50)) == times[:2]
    assert to_drop([], NOW) == []


@settings(deadline=None, max_examples=60)
@given(histories)
def test_the_newest_always_stays(times: list[datetime]):
    assert not times or max(times) in kept(times, NOW)


@settings(deadline=None, max_examples=60)
@given(histories)
def test_from_what_stays_nothing_more_is_dropped(times: list[datetime]):
    assert to_drop(kept(times, NOW), NOW) == []


@settings(deadline=None, max_examples=60)
@given(histories)
def test_for_everything_dropped_a_later_one_stays_that_is_near(times: list[datetime]):
    left = kept(times, NOW)
    for moment in to_drop(times, NOW):
        age = NOW - moment
        near = timedelta(hours=1 if age <= timedelta(days=3) else 24)
        near = near if age <= timedelta(days=30) else timedelta(days=7)
        assert any(moment < other < moment + near for other in left)


@settings(deadline=None, max_examples=60)
@given(histories, st.lists(ages, max_size=8))
def test_it_does_not_matter_in_how_many_steps_old_ones_go(
    times: list[datetime], steps: list[timedelta]
):
    left: list[datetime] = []
    moments = sorted({NOW - step for step in steps} | {NOW})
    seen = datetime(1970, 1, 1, tzinfo=UTC)
    for now in moments:
        left = kept([*left, *(moment for moment in times if seen < moment <= now)], now)
        seen = now
    assert left == kept(times, NOW)
