"""Looking back: sittings, and the events of each in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cocreate.base.clock import from_ms, iso
from cocreate.core.events import Entry
from cocreate.core.state import SessionState
from cocreate.core.usage import Money
from cocreate.metrics.cost import tabulate
from cocreate.workspace.describe import contributor_of, describe
from cocreate.workspace.figures import money_of
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A sitting, as a line of a list.

    Args:
        began: ISO text in UTC; likewise `ended`, which is "" while it is under way.
        offered: suggestions that came in it; likewise `accepted` and `rejected`.
        costs: money its calls cost, per currency; `unpriced_calls` have no known price.
    """

    id: str
    began: str
    ended: str
    active_s: float
    words_added: int
    words_removed: int
    offered: int
    accepted: int
    rejected: int
    costs: tuple[Money, ...]
    unpriced_calls: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """A ledger entry, as a line of a list; `at` is ISO text in UTC."""

    seq: int
    at: str
    session: str
    kind: str
    contributor: str
    scene: str
    summary: str


class Sessions:
    """The history of the work, read from the ledger."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def rows(self) -> list[SessionRow]:
        """Return the sittings, oldest first."""
        return [self._row(session) for session in self._workspace.state.sessions.values()]

    def declared_s(self) -> int:
        """Return the seconds that the writer entered by hand; no sitting has them."""
        return sum(time.seconds for time in self._workspace.state.times.values())

    def events(self, *, session: str | None = None, scene: str | None = None) -> list[EventRow]:
        """Return ledger entries in plain words, oldest first; of one sitting or scene, or all."""
        self._workspace.close_burst()
        titles = self._titles()
        return [
            _event(entry, titles)
            for entry in self._entries()
            if session in (None, entry.session) and scene in (None, scene_of(entry))
        ]

    def numbered(self, numbers: Iterable[int]) -> Iterator[EventRow]:
        """Yield the ledger entries of those numbers in plain words."""
        titles = self._titles()
        for seq in numbers:
            for entry in self._workspace.project.ledger.entries(seq - 1, seq):
                yield _event(entry, titles)

    def _titles(self) -> Mapping[str, str]:
        return {state.id: state.title for state in self._workspace.state.scenes.values()}

    def _entries(self) -> Iterator[Entry]:
        return iter(self._workspace.project.ledger.entries())

    def _row(self, session: SessionState) -> SessionRow:
        state = self._workspace.state
        hunks = [hunk for scene in state.scenes.values() for hunk in scene.hunks.values()]
        until = session.ended_ms or 1 << 62
        decided = [h for h in hunks if session.began_ms <= h.decided_ms <= until]
        costs = tabulate(call for call in state.calls if call.session == session.id)
        sitting = self._workspace.sitting
        is_open = sitting.id == session.id
        return SessionRow(
            id=session.id,
            began=iso(from_ms(session.began_ms)),
            ended=iso(from_ms(session.ended_ms)) if session.ended_ms else "",
            active_s=sitting.active_s() if is_open else session.active_s,
            words_added=sitting.words_added if is_open else session.words_added,
            words_removed=sitting.words_removed if is_open else session.words_removed,
            offered=sum(
                1
                for hunk in hunks
                if hunk.run in state.runs and state.runs[hunk.run].session == session.id
            ),
            accepted=sum(1 for hunk in decided if hunk.verdict.value in ("accepted", "edited")),
            rejected=sum(1 for hunk in decided if hunk.verdict.value == "rejected"),
            costs=money_of(costs),
            unpriced_calls=costs.unpriced_calls,
        )


def _event(entry: Entry, titles: Mapping[str, str]) -> EventRow:
    return EventRow(
        entry.seq,
        iso(from_ms(entry.at_ms)),
        entry.session,
        kind_of(entry),
        contributor_of(entry),
        scene_of(entry),
        describe(entry, titles),
    )


def kind_of(entry: Entry) -> str:
    """Return the kind of happening in snake case, e.g. `scene_added`."""
    name = type(entry.event).__name__
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("_")


def scene_of(entry: Entry) -> str:
    """Return the id of the scene an entry is about, or ""."""
    scene = getattr(entry.event, "scene", "")
    return scene if isinstance(scene, str) else ""
