"""What a run sends, turned into ledger events as of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cocreate.agents.budget import Budget, BudgetState
from cocreate.agents.run_events import HunkProposed, NoteProposed, UsageReported
from cocreate.base.spawn import Running
from cocreate.core.events import CallMade, Event, HunkOffered, NoteOffered
from cocreate.core.origin import Edit
from cocreate.core.rebase import rebase_hunk, rebase_note
from cocreate.core.suggestion import Hunk, Note, Verdict
from cocreate.core.usage import Price, Usage, cost
from cocreate.workspace.asking import Question


@dataclass(slots=True)
class LiveRun:
    """A run under way: what came so far, and what was edited since it was asked."""

    id: str
    question: Question
    price: Price | None
    edits: list[Edit] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    done: int = 0
    total: int = 0
    running: Running | None = None
    is_stopping: bool = False
    guard: Guard | None = None
    reported: Usage = field(default_factory=Usage)
    since_s: float = 0.0


@dataclass(slots=True)
class Guard:
    """Tell off the main thread whether a stream may go on, from values frozen at its start.

    Args:
        latest: what the run had used when it was asked last; the rest never changes.
    """

    price: Price | None
    limits: tuple[tuple[Budget, int], ...]
    latest: Usage | None = None

    def __call__(self, usage: Usage) -> bool:
        """Return whether every budget holds with this run's usage so far."""
        self.latest = usage
        if self.price is None:
            return True
        money = cost(usage, self.price)
        return not any(
            budget.currency == money.currency
            and budget.state(spent + money.micros) is BudgetState.SPENT
            for budget, spent in self.limits
        )


def hunk_offered(live: LiveRun, item: HunkProposed, hunk_id: str) -> HunkOffered:
    """Return the event of a proposal, moved to where its words stand now; stale if they changed."""
    proposal = item.proposal
    is_loose = proposal.start < 0
    hunk = Hunk(
        hunk_id,
        live.id,
        live.question.brief.scene,
        live.question.agent.name,
        item.model,
        item.contributor,
        proposal.start,
        proposal.end,
        proposal.old,
        proposal.new,
        proposal.reason,
        proposal.line,
        Verdict.LOOSE if is_loose else Verdict.PENDING,
    )
    return _hunk_event(hunk, live.edits)


def _hunk_event(hunk: Hunk, edits: Sequence[Edit]) -> HunkOffered:
    for edit in edits:
        hunk = rebase_hunk(hunk, edit)
    return HunkOffered(
        hunk.id,
        hunk.run,
        hunk.scene,
        hunk.agent,
        hunk.model,
        hunk.contributor,
        hunk.start,
        hunk.end,
        hunk.old,
        hunk.new,
        hunk.reason,
        hunk.line,
        hunk.verdict,
    )


def note_offered(live: LiveRun, item: NoteProposed, note_id: str) -> NoteOffered:
    """Return the event of a margin note, moved to where its words stand now."""
    note = Note(
        note_id,
        live.id,
        live.question.brief.scene,
        live.question.agent.name,
        item.start,
        item.end,
        item.quote,
        item.note,
        item.line,
    )
    return _note_event(note, live.edits)


def _note_event(note: Note, edits: Sequence[Edit]) -> NoteOffered:
    for edit in edits:
        note = rebase_note(note, edit)
    return NoteOffered(
        note.id,
        note.run,
        note.scene,
        note.agent,
        note.start,
        note.end,
        note.quote,
        note.note,
        note.line,
    )


def moved(event: Event, scene: str, edits: Sequence[Edit]) -> Event:
    """Return an offer that is not written down yet, moved through edits made in a scene since."""
    match event:
        case HunkOffered() if event.scene == scene:
            hunk = Hunk(
                event.hunk,
                event.run,
                event.scene,
                event.agent,
                event.model,
                event.contributor,
                event.start,
                event.end,
                event.old,
                event.new,
                event.reason,
                event.line,
                event.verdict,
            )
            return _hunk_event(hunk, edits)
        case NoteOffered() if event.scene == scene:
            note = Note(
                event.note,
                event.run,
                event.scene,
                event.agent,
                event.start,
                event.end,
                event.quote,
                event.text,
                event.line,
            )
            return _note_event(note, edits)
        case _:
            return event


def call_cut_off(live: LiveRun, now_s: float) -> CallMade | None:
    """Return the event of the request that was under way when a run was stopped, None if none was.

    What it used is known from the last look at it; nobody reports the rest.
    """
    latest = live.guard.latest if live.guard is not None else None
    if latest is None:
        return None
    known = live.reported
    usage = Usage(
        max(0, latest.input_tokens - known.input_tokens),
        max(0, latest.output_tokens - known.output_tokens),
        max(0, latest.cached_tokens - known.cached_tokens),
        max(0, latest.reasoning_tokens - known.reasoning_tokens),
        is_estimated=True,
    )
    if usage.input_tokens + usage.output_tokens == 0:
        return None
    provider, _, model = live.question.ref.partition("/")
    duration_ms = round((now_s - live.since_s) * 1000)
    return call_made(live, UsageReported(provider, model, usage, duration_ms))


def call_made(live: LiveRun, item: UsageReported) -> CallMade:
    """Return the event of a request that ended, with its cost where the price is known."""
    price = live.price
    live.reported = _sum(live.reported, item.usage)
    return CallMade(
        live.id,
        item.provider,
        item.model,
        item.usage,
        item.duration_ms,
        cost(item.usage, price) if price is not None else None,
        price.as_of if price is not None else "",
        price.source if price is not None else "",
    )


def _sum(one: Usage, other: Usage) -> Usage:
    return Usage(
        one.input_tokens + other.input_tokens,
        one.output_tokens + other.output_tokens,
        one.cached_tokens + other.cached_tokens,
        one.reasoning_tokens + other.reasoning_tokens,
    )
