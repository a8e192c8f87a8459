"""Gather a ledger's events into days of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cocreate.base.clock import from_ms
from cocreate.core.events import Cause, Edited, Entry, SceneAdded
from cocreate.core.origin import Contributor, Fragment, Method
from cocreate.metrics.effort import TimeTally
from cocreate.reports.report import DayRow

_DAY_MS = 86_400_000
# What comes back or only changes its place was counted when it first came.
_NOT_NEW = frozenset({Cause.UNDO, Cause.REDO, Cause.MOVE, Cause.RESTORE})


@dataclass(slots=True)
class _Day:
    day: date
    sittings: int = 0
    active_s: float = 0.0
    inserted: dict[Contributor, int] = field(default_factory=lambda: dict.fromkeys(Contributor, 0))
    imported: int = 0

    def take(self, content: Fragment) -> None:
        for span in content.spans:
            if span.origin.method is Method.IMPORTED:
                self.imported += span.length
            else:
                self.inserted[span.origin.contributor] += span.length


def days_of(entries: Iterable[Entry], times: TimeTally) -> tuple[DayRow, ...]:
    """Return the days on which anything happened (UTC), a sitting counted on the day it began.

    Args:
        times: the time of the sittings in the very same entries.
    """
    found: dict[int, _Day] = {}
    began: dict[str, _Day] = {}
    for entry in entries:
        number = entry.at_ms // _DAY_MS
        row = found.get(number)
        if row is None:
            row = found[number] = _Day(from_ms(entry.at_ms).date())
        for content in _new_text(entry):
            row.take(content)
        if entry.session not in began:
            began[entry.session] = row
    for session, row in began.items():
        row.sittings += 1
        row.active_s += times.active_s(session)
    return tuple(
        DayRow(row.day, row.sittings, row.active_s, row.inserted, row.imported)
        for _, row in sorted(found.items())
    )


def _new_text(entry: Entry) -> tuple[Fragment, ...]:
    match entry.event:
        case SceneAdded(content=content):
            return (content,)
        case Edited(cause=cause, ops=ops) if cause not in _NOT_NEW:
            return tuple(op.inserted for op in ops)
        case _:
            return ()
