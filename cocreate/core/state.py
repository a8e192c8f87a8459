"""The state of a project at one moment: what folding its events gives.

Mutable, owned by whoever folds (the open workspace, or a replay). Views only read it.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field

from cocreate.core.attributed import AttributedText
from cocreate.core.declared_time import TimeDeclared
from cocreate.core.origin import Contributor
from cocreate.core.pictures import PictureAdded
from cocreate.core.rebase import HunkIndex
from cocreate.core.suggestion import Hunk, Match, Note
from cocreate.core.usage import Money, Usage


@dataclass(slots=True)
class SceneState:
    """A scene: its place, its attributed text, what agents proposed about it, what came again."""

    id: str
    chapter: str
    title: str
    text: AttributedText
    hunks: MutableMapping[str, Hunk] = field(default_factory=HunkIndex)
    notes: dict[str, Note] = field(default_factory=dict)
    is_removed: bool = False
    matches: dict[str, Match] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtSource:
    """Who offered words that came from another project, as its project told.

    Args:
        id: what the source is called here.
        project: name of the project in which it was offered; "" for the one it comes from.
    """

    id: str
    contributor: Contributor
    agent: str
    model: str
    project: str


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One request to a provider, as the ledger has it."""

    run: str
    provider: str
    model: str
    usage: Usage
    duration_ms: int
    cost: Money | None
    price_as_of: str
    price_source: str
    at_ms: int
    session: str


@dataclass(slots=True)
class RunState:
    """One run of an agent: who was asked what, what came."""

    id: str
    agent: str
    agent_title: str
    purpose: str
    model: str
    scene: str
    ask: str
    lines: tuple[int, int] | None
    session: str
    began_ms: int
    ended_ms: int = 0
    how: str = ""
    sentence: str = ""
    answer: str = ""


@dataclass(slots=True)
class SessionState:
    """A sitting. `ended_ms` is 0 while it is open (or was cut off)."""

    id: str
    how: str
    began_ms: int
    ended_ms: int = 0
    last_ms: int = 0
    idle_limit_s: int = 120
    active_s: float = 0.0
    writing_s: float = 0.0
    reviewing_s: float = 0.0
    prompting_s: float = 0.0
    reading_s: float = 0.0
    words_added: int = 0
    words_removed: int = 0


@dataclass(slots=True)
class ProjectState:
    """Everything a project holds at one moment.

    `order` lists scene ids in the manuscript's order, without removed ones; `scenes` has all.
    """

    title: str = ""
    writer: str = ""
    order: list[str] = field(default_factory=list)
    scenes: dict[str, SceneState] = field(default_factory=dict)
    runs: dict[str, RunState] = field(default_factory=dict)
    calls: list[CallRecord] = field(default_factory=list)
    sessions: dict[str, SessionState] = field(default_factory=dict)
    consents: set[str] = field(default_factory=set)
    brought: dict[str, BroughtSource] = field(default_factory=dict)
    pictures: dict[str, PictureAdded] = field(default_factory=dict)
    times: dict[str, TimeDeclared] = field(default_factory=dict)
    seq: int = 0

    def manuscript(self) -> list[SceneState]:
        """Return the scenes in order."""
        return [self.scenes[scene] for scene in self.order]
