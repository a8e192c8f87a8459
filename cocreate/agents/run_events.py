"""What a run tells while it goes on, one frozen value per kind of news."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.agents.propose import Proposal
from cocreate.core.origin import Contributor
from cocreate.core.usage import Usage

DONE = "done"
STOPPED = "stopped"
FAILED = "failed"
BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class TextArrived:
    """Plain words of the answer, to be appended to the thread."""

    text: str


@dataclass(frozen=True, slots=True)
class HunkProposed:
    """A proposal; `contributor` follows from the engine that made it, never from what it says."""

    proposal: Proposal
    contributor: Contributor
    model: str


@dataclass(frozen=True, slots=True)
class NoteProposed:
    """A margin note; `start` and `end` are -1 when its quoted words stand nowhere.

    Args:
        line: where it stands, or what the agent named, from 1.
    """

    quote: str
    note: str
    line: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UsageReported:
    """One request to a provider ended."""

    provider: str
    model: str
    usage: Usage
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, in steps of its own; `total` is 0 while it is not known."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The last news of a run.

    Args:
        how: "done", "stopped", "failed" or "budget".
        sentence: what the writer is told, or "".
    """

    how: str
    sentence: str = ""


RunEvent = TextArrived | HunkProposed | NoteProposed | UsageReported | Progress | RunEnded
