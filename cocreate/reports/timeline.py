"""Draw the days of work as columns: what was put in by whom, and how long the writer was active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cocreate.core.origin import Contributor
from cocreate.reports.report import DayRow
from cocreate.reports.wording import ORDER, counted, duration, number

_MOST_COLUMNS = 62
_WIDTH = 720
_LEFT, _RIGHT = 52, 8
_TOP, _HEIGHT = 42, 150
_STRIP, _STRIP_HEIGHT = 228, 26
_FULL = 284
_WIDEST = 26.0
_LABEL_WIDTH = 74


@dataclass(frozen=True, slots=True)
class Bin:
    """A day, a week or a month of work."""

    first: date
    sittings: int
    active_s: float
    inserted: dict[Contributor, int]
    imported: int


def bins(days: Sequence[DayRow]) -> tuple[str, tuple[Bin, ...]]:
    """Return the kind of bin ("day", "week", "month") and the bins.

    They reach from the first to the last day on which something was done, days between included.
    """
    busy = [row.day for row in days if row.active_s or row.imported or any(row.inserted.values())]
    if not busy:
        return "day", ()
    first, last = busy[0], busy[-1]
    spans = {kind: len(_firsts(first, last, kind)) for kind in ("day", "week")}
    kind = next((kind for kind, count in spans.items() if count <= _MOST_COLUMNS), "month")
    return kind, tuple(_gather(days, kind, start) for start in _firsts(first, last, kind))


def timeline(days: Sequence[DayRow]) -> str:
    """Return the drawing; "" when there is nothing to draw."""
    kind, columns = bins(days)
    if not columns:
        return ""
    top = _nice(max((sum(one.inserted.values()) for one in columns), default=0))
    longest = max((one.active_s for one in columns), default=0.0)
    step = (_WIDTH - _LEFT - _RIGHT) / len(columns)
    drawn = [_grid(top), _strip_words(longest, kind)]
    for position, one in enumerate(columns):
        x = _LEFT + position * step
        drawn.append(_column(one, x, step, top))
        drawn.append(_active(one, x, step, longest))
    drawn.append(
        f'<line class="cr-axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_TOP + _HEIGHT}" '
        f'y2="{_TOP + _HEIGHT}"/>\n'
    )
    drawn.append(_dates(columns, step, kind))
    words = (
        f"Characters put in by {kind}, from {columns[0].first} to {columns[-1].first}; "
        "the table below has the numbers."
    )
    return (
        f'<svg class="cr-timeline" viewBox="0 0 {_WIDTH} {_FULL}" role="img" '
        f'aria-label="{words}">\n{"".join(drawn)}</svg>\n'
    )


def _firsts(first: date, last: date, kind: str) -> list[date]:
    current, found = _first_of(first, kind), []
    step = timedelta(days={"day": 1, "week": 7, "month": 31}[kind])
    while current <= last:
        found.append(current)
        if date.max - current < step:
            break  # a played log may say so; there is no later date
        current = _first_of(current + step, kind)
    return found


def _first_of(day: date, kind: str) -> date:
    match kind:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case _:
            return day


def _gather(days: Sequence[DayRow], kind: str, first: date) -> Bin:
    rows = [row for row in days if _first_of(row.day, kind) == first]
    return Bin(
        first,
        sum(row.sittings for row in rows),
        sum(row.active_s for row in rows),
        {who: sum(row.inserted.get(who, 0) for row in rows) for who in ORDER},
        sum(row.imported for row in rows),
    )


def _nice(amount: int) -> int:
    """Return the round number at or above `amount` that divides well by two."""
    scale = 10
    while True:
        for tenths in (10, 12, 16, 20, 24, 30, 40, 50, 60, 80):
            if tenths * scale >= 10 * amount:
                return tenths * scale // 10
        scale *= 10


def _grid(top: int) -> str:
    lines = []
    for part in (0, 1, 2):
        y = _TOP + _HEIGHT - part * _HEIGHT / 2
        lines.append(
            f'<line class="cr-rule" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_n(y)}" y2="{_n(y)}"/>'
            f'<text class="cr-tick" x="{_LEFT - 7}" y="{_n(y + 3.5)}" text-anchor="end">'
            f"{number(top * part // 2)}</text>\n"
        )
    return "".join(lines)


def _strip_words(longest: float, kind: str) -> str:
    y = _STRIP + _STRIP_HEIGHT
    note = f"active, at most {duration(longest)} a {kind}"
    return (
        f'<line class="cr-axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        f'<text class="cr-tick" x="{_LEFT}" y="{_STRIP - 6}">{note}</text>'
        f'<text class="cr-tick" x="{_LEFT}" y="11">characters put in</text>\n'
    )


def _column(one: Bin, x: float, step: float, top: int) -> str:
    width = min(step * 0.76, _WIDEST)
    left, y, drawn = x + (step - width) / 2, float(_TOP + _HEIGHT), []
    for who in (Contributor.HUMAN, Contributor.AI, Contributor.TOOL, Contributor.UNKNOWN):
        height = _HEIGHT * one.inserted[who] / top
        if height <= 0:
            continue
        y -= height
        drawn.append(
            f'<rect class="cr-stretch" x="{_n(left)}" y="{_n(y)}" width="{_n(width)}" '
            f'height="{_n(height)}" fill="url(#cr-{who})"/>'
        )
    if one.imported:
        middle = x + step / 2
        anchor = "end" if middle > _WIDTH * 0.7 else "start"
        shift = -7 if anchor == "end" else 7
        drawn.append(
            f'<path class="cr-flag" d="M{_n(middle - 4)} {_TOP - 17}h8l-4 7z"/>'
            f'<line class="cr-flag-line" x1="{_n(middle)}" x2="{_n(middle)}" '
            f'y1="{_TOP - 10}" y2="{_n(y)}"/>'
            f'<text class="cr-tick" x="{_n(middle + shift)}" y="{_TOP - 10}" '
            f'text-anchor="{anchor}">{number(one.imported)} imported</text>'
        )
    return "".join(drawn) + "\n" if drawn else ""


def _active(one: Bin, x: float, step: float, longest: float) -> str:
    if one.active_s <= 0:
        return ""
    width = min(step * 0.76, _WIDEST)
    height = max(1.0, _STRIP_HEIGHT * one.active_s / longest)
    return (
        f'<rect class="cr-active" x="{_n(x + (step - width) / 2)}" '
        f'y="{_n(_STRIP + _STRIP_HEIGHT - height)}" width="{_n(width)}" height="{_n(height)}"/>\n'
    )


def _dates(columns: Sequence[Bin], step: float, kind: str) -> str:
    every = max(1, -int(-_LABEL_WIDTH // step))
    drawn = []
    for position in range(0, len(columns), every):
        x = _LEFT + position * step + step / 2
        if x > _WIDTH - _RIGHT - 16 and position:
            break
        first = columns[position].first
        words = f"{first:%b} {first.year}" if kind == "month" else f"{first.day} {first:%b}"
        if position == 0 and kind != "month":
            words += f" {first.year}"
        anchor = "start" if position == 0 else "middle"
        left = _LEFT + position * step + max(0.0, (step - min(step * 0.76, _WIDEST)) / 2)
        drawn.append(
            f'<text class="cr-tick" x="{_n(left if position == 0 else x)}" y="{_FULL - 10}" '
            f'text-anchor="{anchor}">{words}</text>'
        )
    return "".join(drawn) + "\n"


def bin_words(one: Bin) -> tuple[str, ...]:
    """Return the cells of a bin's row in the table beside the drawing."""
    return (
        one.first.isoformat(),
        counted(one.sittings, "sitting"),
        duration(one.active_s),
        *(number(one.inserted[who]) for who in ORDER),
        number(one.imported),
    )


def _n(amount: float) -> str:
    return f"{amount:.2f}".rstrip("0").rstrip(".")
