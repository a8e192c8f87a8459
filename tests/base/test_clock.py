from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from cocreate.base.clock import SystemClock, from_ms, iso, to_ms


def test_the_system_clock_tells_aware_utc():
    first = SystemClock().now()
    assert first.tzinfo is UTC
    assert SystemClock().now() >= first


def test_measured_seconds_never_go_back():
    clock = SystemClock()
    assert clock.monotonic() <= clock.monotonic()


def test_milliseconds_and_moments_are_two_ways_to_say_the_same():
    assert to_ms(from_ms(1_700_000_000_123)) == 1_700_000_000_123
    assert from_ms(0) == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_moment_is_written_in_utc_to_the_millisecond():
    there = datetime(2026, 11, 24, 23, 5, 6, 7_999, tzinfo=timezone(timedelta(hours=1)))
    assert iso(there) == "2026-11-24T22:05:06.007Z"


def test_a_year_long_ago_is_written_so_that_it_can_be_read_again():
    long_ago = datetime(1, 1, 1, tzinfo=UTC)
    assert iso(long_ago) == "0001-01-01T00:00:00.000Z"
    assert datetime.fromisoformat(iso(long_ago)) == long_ago
