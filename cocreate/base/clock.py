"""Time, handed in so that tests can hold it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol

FIRST_MS, LAST_MS = -62_135_596_800_000, 253_402_300_799_999  # the years 1 to 9999


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """Return the moment as aware UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back, from an arbitrary zero."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the moment as aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never go back, from an arbitrary zero."""
        return time.monotonic()


def to_ms(moment: datetime) -> int:
    """Return milliseconds since 1970 (UTC), rounded down."""
    return int(moment.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """Return the aware UTC moment of milliseconds since 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def iso(moment: datetime) -> str:
    """Return the moment as ISO 8601 text in UTC, to the millisecond, ending in Z."""
    # Not strftime: it writes years before 1000 with fewer than four digits.
    utc = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.removesuffix("+00:00") + "Z"
