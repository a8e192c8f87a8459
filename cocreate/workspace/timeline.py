"""The course of a project over time: words by origin, sittings, agents' runs, decisions, exports.

Grows as the ledger is read; everything asked of it is answered by bisection, so that a year and a
minute cost the same to draw. Its times never go back: where the writer's clock was set back, or an
old log was played, they go on from where they were, and `real_ms` tells what the clock said.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cocreate.workspace.word_classes import CLASS_COUNT, NOTHING, Counts


class MarkKind(StrEnum):
    """What a mark on the timeline is about."""

    ASKED = "asked"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPORTED = "exported"
    SCENE = "scene"


class Unit(StrEnum):
    """How far one step goes."""

    EDIT = "edit"
    SITTING = "sitting"
    SUGGESTION = "suggestion"


SUGGESTION_MARKS = frozenset({MarkKind.OFFERED, MarkKind.ACCEPTED, MarkKind.REJECTED})


@dataclass(frozen=True, slots=True)
class Mark:
    """One happening that has a place on the timeline but is no edit.

    Args:
        id: of the run, suggestion or scene it is about, or "".
        label: what the writer reads.
    """

    seq: int
    at_ms: int
    kind: MarkKind
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """A sitting: from its first event to the last action in it."""

    id: str
    began_ms: int
    ended_ms: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Point:
    """The words by class right after one event."""

    seq: int
    at_ms: int
    words: Counts


class Timeline:
    """Points, bands and marks in the order of the ledger; time never goes back in it."""

    def __init__(self) -> None:
        self.seqs: array[int] = array("q")
        self.times: array[int] = array("q")
        self.words: tuple[array[int], ...] = tuple(array("q") for _ in range(CLASS_COUNT))
        self.marks: list[Mark] = []
        self._mark_seqs: dict[bool, array[int]] = {True: array("q"), False: array("q")}
        self._bands: dict[str, Band] = {}
        self.last_seq = 0
        self._now_ms = 0
        # From each of these times on, what is shown is ahead of the clock by so much.
        self.leads: list[tuple[int, int]] = []

    # -- growing ---------------------------------------------------------------------------------

    def moment(self, at_ms: int) -> int:
        """Return what the clock said as it is shown: never earlier than what came before."""
        shown = at_ms + (self.leads[-1][1] if self.leads else 0)
        if shown < self._now_ms:
            self.leads.append((self._now_ms, self._now_ms - at_ms))
            return self._now_ms
        self._now_ms = shown
        return shown

    def real_ms(self, at_ms: int) -> int:
        """Return what the clock said at a time that is shown."""
        at = bisect_right(self.leads, at_ms, key=_first) - 1
        return at_ms - self.leads[at][1] if at >= 0 else at_ms

    def add_point(self, point: Point) -> None:
        """Take in what an event made of the words."""
        self.seqs.append(point.seq)
        self.times.append(point.at_ms)
        for column, number in zip(self.words, point.words, strict=True):
            column.append(number)
        self.reach(point.seq, point.at_ms)

    def extend(self, columns: Sequence[array[int]]) -> None:
        """Take in points as columns: events, times, words by class."""
        self.seqs.extend(columns[0])
        self.times.extend(columns[1])
        for column, more in zip(self.words, columns[2:], strict=True):
            column.extend(more)
        if columns[0]:
            self.reach(columns[0][-1], columns[1][-1])

    def add_mark(self, mark: Mark) -> None:
        """Take in a mark."""
        self.marks.append(mark)
        self._mark_seqs[mark.kind in SUGGESTION_MARKS].append(mark.seq)
        self.reach(mark.seq, mark.at_ms)

    def add_band(self, band: Band) -> None:
        """Take in a sitting, or what became of one that is known."""
        known = self._bands.get(band.id)
        self._bands[band.id] = (
            band if known is None else replace(known, ended_ms=band.ended_ms, last=band.last)
        )
        self.reach(band.last, band.ended_ms)

    def reach(self, seq: int, at_ms: int) -> None:
        """Note that the ledger was read so far."""
        self.last_seq = max(self.last_seq, seq)
        self._now_ms = max(self._now_ms, at_ms)

    # -- asking ----------------------------------------------------------------------------------

    @property
    def began_ms(self) -> int:
        """When the first thing happened; 0 before anything did."""
        return min((band.began_ms for band in self._bands.values()), default=0)

    @property
    def ended_ms(self) -> int:
        """When the last thing happened."""
        return self._now_ms

    @property
    def bands(self) -> list[Band]:
        """The sittings, oldest first."""
        return sorted(self._bands.values(), key=lambda band: band.first)

    def words_at(self, at_ms: int) -> Counts:
        """Return the words by class as they stood at a time."""
        return self._counts(bisect_right(self.times, at_ms) - 1)

    def words_of(self, seq: int) -> Counts:
        """Return the words by class right after an event."""
        return self._counts(bisect_right(self.seqs, seq) - 1)

    def samples(self, moments: Iterable[int]) -> list[Counts]:
        """Return the words by class at each of several times."""
        return [self.words_at(at_ms) for at_ms in moments]

    def most_words(self) -> int:
        """Return the greatest number of words that ever stood."""
        return max(map(sum, zip(*self.words, strict=True)), default=0)

    def seq_at(self, at_ms: int) -> int:
        """Return the last event that changed the words at or before a time; 0 before the first."""
        at = bisect_right(self.times, at_ms) - 1
        return self.seqs[at] if at >= 0 else 0

    def ms_of(self, seq: int) -> int:
        """Return when the text came to stand as it did after an event."""
        at = bisect_right(self.seqs, seq) - 1
        return self.times[at] if at >= 0 else self.began_ms

    def marks_between(self, first_ms: int, last_ms: int) -> list[Mark]:
        """Return the marks of a stretch of time."""
        low = bisect_left(self.marks, first_ms, key=_at)
        return self.marks[low : bisect_right(self.marks, last_ms, key=_at)]

    def band_of(self, seq: int) -> Band | None:
        """Return the sitting that an event belongs to."""
        found = [band for band in self.bands if band.first <= seq]
        return found[-1] if found else None

    def step(self, seq: int, unit: Unit, by: int) -> int:
        """Return the event one step on (1) or back (-1) from another; that one if there is none."""
        stops: Sequence[int]
        match unit:
            case Unit.EDIT:
                stops = self.seqs
            case Unit.SITTING:
                ends = [self._settled(band.last) for band in self.bands]
                stops = sorted({self._settled(band.first) for band in self.bands} | {*ends[-1:]})
            case Unit.SUGGESTION:
                stops = self._mark_seqs[True]
        if by > 0:
            at = bisect_right(stops, seq)
            return stops[at] if at < len(stops) else seq
        at = bisect_left(stops, seq) - 1
        return stops[at] if at >= 0 else (0 if unit is Unit.EDIT else seq)

    def _settled(self, seq: int) -> int:
        """Return the event itself, or the last one that changed words before it."""
        at = bisect_right(self.seqs, seq) - 1
        return self.seqs[at] if at >= 0 else 0

    def _counts(self, at: int) -> Counts:
        if at < 0:
            return NOTHING
        human, mixed, ai, tool, unknown = (column[at] for column in self.words)
        return human, mixed, ai, tool, unknown


def _at(mark: Mark) -> int:
    return mark.at_ms


def _first(lead: tuple[int, int]) -> int:
    return lead[0]
