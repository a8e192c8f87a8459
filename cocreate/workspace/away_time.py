"""Time away from the desk that the writer enters by hand: on record as declared, never as seen."""

from __future__ import annotations

from datetime import date, timedelta

from cocreate.base.errors import InputError, NotFoundError
from cocreate.core.declared_time import TimeDeclared
from cocreate.metrics.effort import ActionKind
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.workspace import Workspace

_DAY_S = 24 * 3600
_LEAST_S = 60


class AwayTime:
    """Enter time, list it, take an entry back by another entry: nothing on record is changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def entries(self) -> list[TimeDeclared]:
        """Return the entries that stand, by day, then in the order in which they were made."""
        return sorted(self._workspace.state.times.values(), key=lambda time: time.day)

    def total_s(self) -> int:
        """Return how many seconds the entries come to."""
        return sum(time.seconds for time in self._workspace.state.times.values())

    def today(self) -> date:
        """Return the day by the writer's clock."""
        return self._workspace.clock.now().astimezone().date()

    def enter(self, day: date, seconds: int, what: str) -> TimeDeclared:
        """Put time on record.

        Args:
            day: when the work was done.
            seconds: how long it took; at most 24 hours a day in all.
            what: what for.

        Raises:
            InputError: a day has not so many hours, or lies ahead, or it is not said what for.
        """
        words = " ".join(what.split())
        if not words:
            raise InputError("Say in a few words what the time was for.")
        if seconds < _LEAST_S:
            raise InputError("Enter one minute at least.")
        if day > self.today() + timedelta(days=1):
            raise InputError("That day lies ahead; enter time when it is over.")
        known = sum(time.seconds for time in self.entries() if time.day == day.isoformat())
        if known + seconds > _DAY_S:
            raise InputError(
                "A day has no more than 24 hours, with what was entered for it before."
            )
        entry = TimeDeclared(self._workspace.ids.new("time"), day.isoformat(), seconds, words)
        self._record(entry)
        return entry

    def withdraw(self, entry: str) -> None:
        """Take an entry back; both stay in the history.

        Raises:
            NotFoundError: there is none of that id, or it was taken back already.
        """
        known = self._workspace.state.times.get(entry)
        if known is None:
            raise NotFoundError(f"There is no time entered as “{entry}” in this project.")
        taken = TimeDeclared(known.id, known.day, known.seconds, known.what, is_withdrawn=True)
        self._record(taken)

    def _record(self, entry: TimeDeclared) -> None:
        at_ms, _ = self._workspace.begin_action(ActionKind.READING)
        self._workspace.record(entry, at_ms=at_ms)
        self._workspace.changes.tell(Change(ChangeKind.FIGURES))
