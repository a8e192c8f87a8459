"""Gather a ledger's events into days of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cocreate.base.clock import from_ms
from cocreate.core.events import Cause, Edited, Entry, SceneAdded, SessionEnded
from cocreate.core.origin import Contributor, Fragment, Method
from cocreate.metrics.effort import Action, actions_of, active
from cocreate.reports.report import DayRow

# What comes back or only changes its place was counted when it first came.
_NOT_NEW = frozenset({Cause.UNDO, Cause.REDO, Cause.MOVE, Cause.RESTORE})


@dataclass(slots=True)
class _Day:
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


@dataclass(slots=True)
class _Sitting:
    day: date
    actions: list[Action] = field(default_factory=list)
    ended_active_s: float | None = None


def days_of(entries: Iterable[Entry], idle_limit_s: int) -> tuple[DayRow, ...]:
    """Return the days on which anything happened (UTC), a sitting counted on the day it began."""
    found: dict[date, _Day] = {}
    sittings: dict[str, _Sitting] = {}
    for entry in entries:
        day = from_ms(entry.at_ms).date()
        row = found.setdefault(day, _Day())
        for content in _new_text(entry):
            row.take(content)
        if entry.session not in sittings:
            sittings[entry.session] = _Sitting(day)
        _note(sittings[entry.session], entry)
    for sitting in sittings.values():
        row = found[sitting.day]
        row.sittings += 1
        row.active_s += _active_s(sitting, idle_limit_s)
    return tuple(
        DayRow(day, row.sittings, row.active_s, row.inserted, row.imported)
        for day, row in sorted(found.items())
    )


def _new_text(entry: Entry) -> tuple[Fragment, ...]:
    match entry.event:
        case SceneAdded(content=content):
            return (content,)
        case Edited(cause=cause, ops=ops) if cause not in _NOT_NEW:
            return tuple(op.inserted for op in ops)
        case _:
            return ()


def _note(sitting: _Sitting, entry: Entry) -> None:
    if isinstance(entry.event, SessionEnded):
        sitting.ended_active_s = entry.event.active_s
    else:
        sitting.actions.extend(actions_of((entry,)))


def _active_s(sitting: _Sitting, idle_limit_s: int) -> float:
    if sitting.ended_active_s is not None:
        return sitting.ended_active_s
    return active(sitting.actions, idle_limit_s).active_s
