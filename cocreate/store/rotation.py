"""Which backups go as they grow older."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

_HOURLY = timedelta(days=3)
_DAILY = timedelta(days=30)
_HOUR_S = 3_600
_DAY_S = 24 * _HOUR_S
_WIDTHS = (_HOUR_S, _DAY_S, 7 * _DAY_S)
_MONDAY_S = 4 * _DAY_S  # 1970 began on a Thursday


def to_drop(times: Iterable[datetime], now: datetime) -> list[datetime]:
    """Return which of the backups made at `times` are not needed any more, oldest first.

    For three days the last of each hour is kept, for thirty days the last of each day, then the
    last of each week (in UTC, from Monday). An hour lies within one day and a day within one week,
    so it does not matter how often, or in how many steps, old ones are dropped.
    """
    ordered = sorted(times)
    newest = {_slot(moment, width): moment for moment in ordered for width in _WIDTHS}
    return [moment for moment in ordered if newest[_slot(moment, _width(now - moment))] != moment]


def _width(age: timedelta) -> int:
    if age <= _HOURLY:
        return _HOUR_S
    return _DAY_S if age <= _DAILY else 7 * _DAY_S


def _slot(moment: datetime, width: int) -> tuple[int, int]:
    seconds = int(moment.astimezone(UTC).timestamp())
    return width, (seconds - _MONDAY_S) // width
