"""Records for other programs: lines by contributor (Agent Trace), how it came about (PROV-JSON)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from cocreate import __version__
from cocreate.base.clock import from_ms, iso
from cocreate.core import chain
from cocreate.core.checkpoint import TreeHead, read_tree_head
from cocreate.core.events import (
    Entry,
    HunkDecided,
    HunkOffered,
    RunStarted,
    RunStopped,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.evidence import RawEvent
from cocreate.core.ledger_events import CheckpointMade
from cocreate.core.manuscript import join_scenes, scene_offsets
from cocreate.core.origin import Span
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Verdict
from cocreate.provenance.agent_trace import TracedText, TraceFrame, agent_trace, record_id
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.provenance.prov_record import (
    DraftRow,
    RunRow,
    SittingRow,
    Story,
    SuggestionRow,
    prov_record,
)
from cocreate.store.raw_events import raw_events
from cocreate.workspace.workspace import Workspace

_EDITED = b'"kind":"edited"'
_TAKEN = (Verdict.ACCEPTED, Verdict.EDITED)


class RecordForm(StrEnum):
    """The forms that other programs read."""

    AGENT_TRACE = "agent-trace"
    PROV = "prov"


def record_of(workspace: Workspace, form: RecordForm) -> bytes:
    """Return a record of an open project as it stands, with everything that its form holds."""
    workspace.close_burst()
    ledger = workspace.project.ledger
    seals = ledger.seals()
    head = read_tree_head(seals[-1].text) if seals else None
    given = Disclosure(Level.FULL)
    if form is RecordForm.PROV:
        events = raw_events(workspace.project.link, ledger.count)
        return prov_record(_story(workspace.state, events, head, given))
    at_ms = max((entry.at_ms for entry in ledger.entries(ledger.count - 1)), default=0)
    ledger_now = {"events": ledger.count, "head": ledger.head(), "checkpoint": _checkpoint(head)}
    seed = hashlib.sha256(ledger.head().encode()).digest()
    frame = TraceFrame(record_id(form, seed), iso(from_ms(at_ms)), __version__, ledger_now)
    return agent_trace(_traced(workspace.state), frame)


def bundle_records(
    state: ProjectState, events: Sequence[RawEvent], head: TreeHead, given: Disclosure
) -> dict[str, bytes]:
    """Return the records that lie in a bundle, by name; they tell no more than its level does.

    Args:
        events: those under the head.
    """
    at_ms = json.loads(events[-1].header)["ts"]
    frame = TraceFrame(
        record_id(RecordForm.AGENT_TRACE, head.root),
        iso(from_ms(at_ms)),
        __version__,
        {"events": head.size, "checkpoint": _checkpoint(head)},
        has_passages=given.level.reaches(Level.PROCESS),
        has_sources=given.has_all_headers,
        has_hashes=given.level.reaches(Level.FULL),
    )
    return {
        "records/agent-trace.json": agent_trace(_traced(state), frame),
        "records/prov.json": prov_record(_story(state, events, head, given)),
    }


def _checkpoint(head: TreeHead | None) -> dict[str, object] | None:
    if head is None:
        return None
    root = base64.b64encode(head.root).decode()
    return {"origin": head.origin, "size": head.size, "root": root}


def _traced(state: ProjectState) -> TracedText:
    """Return the manuscript as it is exported to Markdown."""
    scenes = state.manuscript()
    texts = [scene.text.text() for scene in scenes]
    spans: list[tuple[int, Span]] = []
    for start, scene in zip(scene_offsets(texts), scenes, strict=True):
        for span in scene.text.spans():
            spans.append((start, span))
            start += span.length  # noqa: PLW2901 - it walks on through its scene
    return TracedText(
        f"{state.title or 'manuscript'}.md", join_scenes(texts), spans, _models(state)
    )


def _models(state: ProjectState) -> dict[str, str]:
    hunks = (hunk for scene in state.scenes.values() for hunk in scene.hunks.values())
    models = {hunk.id: hunk.model for hunk in hunks}
    return models | {source.id: source.model for source in state.brought.values()}


def _entries(events: Iterable[RawEvent]) -> Iterator[Entry]:
    """Yield all events but edits, which are most, and which no summary tells of."""
    for event in events:
        if _EDITED not in event.header:
            payloads = {name: data for name, (_, data) in event.payloads.items()}
            yield chain.join_entry(json.loads(event.header), payloads)


def _story(
    state: ProjectState, events: Iterable[RawEvent], head: TreeHead | None, given: Disclosure
) -> Story:
    root = "" if head is None else base64.b64encode(head.root).decode()
    teller = _Teller(given)
    for entry in _entries(events):
        teller.take(entry)
    return Story(
        state.title,
        state.writer,
        __version__,
        root,
        list(teller.sittings.values()),
        list(teller.runs.values()),
        list(teller.suggestions.values()),
        teller.drafts,
    )


class _Teller:
    """Takes the events of a ledger in order and makes rows of them.

    Args:
        given: of the times only those of sittings are told, unless it has all headers. Runs and
            suggestions are numbered then, because their ids tell when they were made.
    """

    def __init__(self, given: Disclosure) -> None:
        self._is_exact = given.has_all_headers
        self.sittings: dict[str, SittingRow] = {}
        self.runs: dict[str, RunRow] = {}
        self.suggestions: dict[str, SuggestionRow] = {}
        self.drafts: list[DraftRow] = []
        self._taken: dict[str, None] = {}
        self._numbers: dict[str, str] = {}

    def take(self, entry: Entry) -> None:
        """Take the next event."""
        event, when = entry.event, from_ms(entry.at_ms).isoformat()
        told = when if self._is_exact else ""
        match event:
            case SessionBegan():
                self.sittings[entry.session] = SittingRow(entry.session, when)
            case SessionEnded():
                sitting = self.sittings[entry.session]
                self.sittings[entry.session] = replace(sitting, ended=when)
            case RunStarted():
                self.runs[event.run] = RunRow(
                    self._named(event.run),
                    entry.session,
                    event.agent_title or event.agent,
                    event.model,
                    event.purpose,
                    len(self.drafts),
                    told,
                )
            case RunStopped():
                self.runs[event.run] = replace(self.runs[event.run], ended=told)
            case HunkOffered():
                self._take_offer(event)
            case HunkDecided():
                self._take_decision(entry, event)
            case CheckpointMade():
                self._take_draft(entry, event)
            case _:
                pass

    def _take_offer(self, event: HunkOffered) -> None:
        run = self.runs.get(event.run)
        agent = event.agent if run is None else run.agent
        sizes = (len(event.old), len(event.new)) if self._is_exact else None
        self.suggestions[event.hunk] = SuggestionRow(
            self._named(event.hunk),
            self._named(event.run),
            agent,
            event.model,
            event.contributor,
            event.verdict.value,
            "",
            sizes,
        )

    def _take_decision(self, entry: Entry, event: HunkDecided) -> None:
        is_taken = event.verdict in _TAKEN
        self.suggestions[event.hunk] = replace(
            self.suggestions[event.hunk],
            verdict=event.verdict.value,
            decided_in=entry.session if is_taken else "",
        )
        if is_taken:
            self._taken[event.hunk] = None
        else:
            self._taken.pop(event.hunk, None)

    def _take_draft(self, entry: Entry, event: CheckpointMade) -> None:
        taken = tuple(map(self._named, self._taken))
        self._taken.clear()
        self.drafts.append(DraftRow(entry.seq, entry.session, event.tallies.characters, taken))

    def _named(self, name: str) -> str:
        """Return what a run or suggestion is called."""
        return name if self._is_exact else self._numbers.setdefault(name, str(len(self._numbers)))
