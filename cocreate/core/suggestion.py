"""What an agent proposes and what becomes of it: hunks, notes, verdicts, words that came again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cocreate.core.origin import Contributor


class Verdict(StrEnum):
    """Where a hunk stands."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    STALE = "stale"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class HunkOpened:
    """An event: the writer opened a suggestion's card to look closely; once a window at most."""

    hunk: str
    scene: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """One contiguous proposal, anchored in a scene; what is decided on.

    Its id is what the contract calls the id of a suggestion.

    Args:
        start: offset of the first proposed-over character now; -1 while loose.
        end: offset behind the last one now; equal to `start` for a pure insertion; -1 while loose.
        old: the words as the agent saw them, exactly; "" for a pure insertion.
        new: the words as offered, kept for ever.
        line: the line (from 1) that the agent named, or None; where it stands now is worked out.
        final: the words that were accepted, when the verdict is edited; else None.
        why: the writer's reason for rejecting, or "".
        is_partial: whether only some of its words were taken.
    """

    id: str
    run: str
    scene: str
    agent: str
    model: str
    contributor: Contributor
    start: int
    end: int
    old: str
    new: str
    reason: str = ""
    line: int | None = None
    verdict: Verdict = Verdict.PENDING
    final: str | None = None
    why: str = ""
    offered_ms: int = 0
    decided_ms: int = 0
    is_partial: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the writer can still decide it where it stands."""
        return self.verdict is Verdict.PENDING


@dataclass(frozen=True, slots=True)
class Note:
    """A margin note of an agent, anchored to the words it quotes.

    Args:
        start: offset of the quoted words now; -1 when they stand nowhere (or are gone).
        end: offset behind them now; -1 likewise.
        line: the line (from 1) that the agent named, or None.
        is_dismissed: whether the writer put it away.
    """

    id: str
    run: str
    scene: str
    agent: str
    start: int
    end: int
    quote: str
    note: str
    line: int | None = None
    is_dismissed: bool = False


THIRD_PARTY = "party"
"""Ids of what people proposed in a file that came in begin with this, in place of `run`."""


def is_third_party(run: str) -> bool:
    """Whether a run stands for a person who proposed changes in a file, not for an agent."""
    return run.startswith(f"{THIRD_PARTY}-")


class MatchVerdict(StrEnum):
    """What the writer said of words that look like an agent's."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Match:
    """Words typed or pasted that look like what an agent offered before; a question, no verdict.

    Args:
        source: id of the suggestion, note or run that offered the words.
        start: offset of the words now; -1 when they are gone.
        end: offset behind them now; -1 likewise.
        words: how many words were alike when it was found.
        why: the writer's reason for disputing, or "".
    """

    id: str
    scene: str
    source: str
    start: int
    end: int
    words: int
    verdict: MatchVerdict = MatchVerdict.OPEN
    why: str = ""
    found_ms: int = 0
    decided_ms: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the writer can still answer it where its words stand."""
        return self.verdict is MatchVerdict.OPEN and self.start >= 0
