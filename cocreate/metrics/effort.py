"""How long the writer was seen at work, and at what.

Active time is the sum of the gaps between successive actions that are at most the idle limit; a
longer gap, or one that goes back in time, adds nothing. A gap counts for the action that ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cocreate.core.declared_time import TimeDeclared
from cocreate.core.events import (
    CallMade,
    Cause,
    ConsentGiven,
    Edited,
    Entry,
    Event,
    Exported,
    HunkDecided,
    HunkOffered,
    MatchDecided,
    MatchFound,
    NoteDismissed,
    NoteOffered,
    OriginsDeclared,
    PassageBrought,
    ProjectCreated,
    ProjectNamed,
    RunStarted,
    RunStopped,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.core.pictures import PictureAdded
from cocreate.core.state import RunState
from cocreate.core.suggestion import HunkOpened, is_third_party

IDLE_LIMIT_S = 120


class ActionKind(StrEnum):
    """What the writer was doing."""

    WRITING = "writing"
    REVIEWING = "reviewing"
    PROMPTING = "prompting"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the writer did, at a moment of the writer's clock."""

    at_ms: int
    kind: ActionKind


@dataclass(frozen=True, slots=True)
class Effort:
    """Active seconds, in all and by what was done."""

    active_s: float = 0.0
    writing_s: float = 0.0
    reviewing_s: float = 0.0
    prompting_s: float = 0.0
    reading_s: float = 0.0


def active(actions: Iterable[Action], idle_limit_s: int = IDLE_LIMIT_S) -> Effort:
    """Return the active time of one sitting, given its actions in the order of the ledger."""
    gaps = _Gaps()
    for action in actions:
        gaps.act(action.at_ms, action.kind, idle_limit_s * 1000)
    return gaps.effort()


class _Gaps:
    """The gaps between successive actions of one sitting, by the action that ended them."""

    __slots__ = ("_last_ms", "_spent_ms")

    def __init__(self) -> None:
        self._last_ms: int | None = None
        self._spent_ms = dict.fromkeys(ActionKind, 0)

    def act(self, at_ms: int, kind: ActionKind, idle_ms: int) -> None:
        """Take in the next action."""
        last_ms = self._last_ms
        if last_ms is not None and 0 < at_ms - last_ms <= idle_ms:
            self._spent_ms[kind] += at_ms - last_ms
        self._last_ms = at_ms

    def effort(self) -> Effort:
        """Return what they sum to."""
        spent_ms = self._spent_ms
        return Effort(
            active_s=sum(spent_ms.values()) / 1000,
            writing_s=spent_ms[ActionKind.WRITING] / 1000,
            reviewing_s=spent_ms[ActionKind.REVIEWING] / 1000,
            prompting_s=spent_ms[ActionKind.PROMPTING] / 1000,
            reading_s=spent_ms[ActionKind.READING] / 1000,
        )


def add(efforts: Iterable[Effort]) -> Effort:
    """Return the sum of what several sittings took."""
    known = list(efforts)
    return Effort(
        active_s=sum(effort.active_s for effort in known),
        writing_s=sum(effort.writing_s for effort in known),
        reviewing_s=sum(effort.reviewing_s for effort in known),
        prompting_s=sum(effort.prompting_s for effort in known),
        reading_s=sum(effort.reading_s for effort in known),
    )


def actions_of(entries: Iterable[Entry]) -> Iterator[Action]:
    """Yield what the ledger knows of the writer's actions; a burst gives its start and its end."""
    for entry in entries:
        kind = kind_of(entry.event)
        if kind is None:
            continue
        for moment in _moments(entry.event, entry.at_ms):
            yield Action(moment, kind)


def _moments(event: Event, at_ms: int) -> tuple[int, ...]:
    if isinstance(event, Edited) and event.duration_ms:
        return at_ms, at_ms + event.duration_ms
    return (at_ms,)


def kind_of(event: Event) -> ActionKind | None:
    """Return what the writer was doing when an event happened; None if it was not the writer."""
    kind: ActionKind | None = None
    match event:
        case Edited(_, cause):
            kind = None if cause is Cause.OUTSIDE else ActionKind.WRITING
            kind = ActionKind.REVIEWING if cause is Cause.ACCEPT else kind
        case SceneAdded() | SceneChanged() | SceneRemoved() | SceneRestored():
            kind = ActionKind.WRITING
        case ProjectNamed() | OriginsDeclared() | PassageBrought() | PictureAdded():
            kind = ActionKind.WRITING
        case HunkOpened() | HunkDecided() | NoteDismissed() | MatchDecided():
            kind = ActionKind.REVIEWING
        case RunStarted(run=run):
            kind = ActionKind.WRITING if is_third_party(run) else ActionKind.PROMPTING
        case ConsentGiven():
            kind = ActionKind.PROMPTING
        case ProjectCreated() | SessionBegan() | Exported() | PassageForgotten() | TimeDeclared():
            kind = ActionKind.READING
        case SessionEnded() | HunkOffered() | NoteOffered() | CallMade() | RunStopped():
            kind = None
        case MatchFound() | CheckpointMade():
            kind = None
    return kind


class TimeTally:
    """The time of all sittings in a ledger, taken in entry by entry.

    A sitting that ended has its figures in its last event, which also knows of reading. Others
    are worked out from what the ledger has of them.
    """

    def __init__(self, idle_limit_s: int = IDLE_LIMIT_S) -> None:
        self._idle_ms = idle_limit_s * 1000
        self._ended: list[Effort] = []
        self._last_end: dict[str, Effort] = {}
        self._under_way: dict[str, _Gaps] = {}
        self._seen_ms: dict[str, int] = {}
        self._there_ms = 0

    def take(self, entry: Entry) -> None:
        """Take in the next entry."""
        event, session, at_ms = entry.event, entry.session, entry.at_ms
        if isinstance(event, SessionEnded):
            self._under_way.pop(session, None)
            effort = self._last_end[session] = ended_effort(event)
            self._ended.append(effort)
            self._see(session, at_ms)
            return
        gaps = self._under_way.get(session)
        if gaps is None:
            gaps = self._under_way[session] = _Gaps()
        kind = kind_of(event)
        if kind is None:
            return
        for moment in _moments(event, at_ms):
            gaps.act(moment, kind, self._idle_ms)
            self._see(session, moment)

    def effort(self) -> Effort:
        """Return the active time of all sittings."""
        return add((*self._ended, *(gaps.effort() for gaps in self._under_way.values())))

    def away_s(self) -> float:
        """Return the seconds within sittings that were not active: pauses above the idle limit.

        A clock that is put back adds nothing.
        """
        return max(0.0, self._there_ms / 1000 - self.effort().active_s)

    def active_s(self, session: str) -> float:
        """Return the active seconds of one sitting; once it ended, those that its end says."""
        ended = self._last_end.get(session)
        return self._under_way[session].effort().active_s if ended is None else ended.active_s

    def _see(self, session: str, at_ms: int) -> None:
        self._there_ms += max(0, at_ms - self._seen_ms.get(session, at_ms))
        self._seen_ms[session] = at_ms


def times_of(entries: Iterable[Entry], idle_limit_s: int = IDLE_LIMIT_S) -> TimeTally:
    """Return the time of the sittings in a ledger."""
    times = TimeTally(idle_limit_s)
    for entry in entries:
        times.take(entry)
    return times


def ended_effort(event: SessionEnded) -> Effort:
    """Return the figures that a sitting's last event carries."""
    return Effort(
        active_s=event.active_s,
        writing_s=event.writing_s,
        reviewing_s=event.reviewing_s,
        prompting_s=event.prompting_s,
        reading_s=event.reading_s,
    )


def agents_s(runs: Iterable[RunState]) -> float:
    """Return for how many seconds agents worked; several at once count each."""
    return sum(max(0, run.ended_ms - run.began_ms) for run in runs if run.ended_ms) / 1000
