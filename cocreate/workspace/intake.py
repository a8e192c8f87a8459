"""What a run sends, turned into ledger events as of now."""

from __future__ import annotations

from dataclasses import dataclass, field

from cocreate.agents.budget import Budget, BudgetState
from cocreate.agents.run_events import HunkProposed, NoteProposed, UsageReported
from cocreate.base.spawn import Running
from cocreate.core.events import CallMade, HunkOffered, NoteOffered
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


@dataclass(frozen=True, slots=True)
class Guard:
    """Tell off the main thread whether a stream may go on, from values frozen at its start."""

    price: Price | None
    limits: tuple[tuple[Budget, int], ...]

    def __call__(self, usage: Usage) -> bool:
        """Return whether every budget holds with this call's usage so far."""
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
    for edit in live.edits:
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
    for edit in live.edits:
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


def call_made(live: LiveRun, item: UsageReported) -> CallMade:
    """Return the event of a request that ended, with its cost where the price is known."""
    price = live.price
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
