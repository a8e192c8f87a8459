from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from cocreate.agents.agent import Agent, Purpose
from cocreate.agents.brief import Brief
from cocreate.agents.budget import Budget
from cocreate.agents.propose import Proposal
from cocreate.agents.run_events import HunkProposed, NoteProposed, UsageReported
from cocreate.core.events import NoteDismissed
from cocreate.core.origin import EMPTY, TYPED, Contributor, Edit, plain
from cocreate.core.suggestion import Verdict
from cocreate.core.usage import Money, Price, Usage
from cocreate.workspace.asking import Question
from cocreate.workspace.intake import (
    Guard,
    LiveRun,
    call_cut_off,
    call_made,
    hunk_offered,
    moved,
    note_offered,
)

PRICE = Price(Decimal("0.15"), Decimal("0.60"), "USD", "2026-11-01", source="list")
AGENT = Agent("line-editor", "Line editor", "Edits.", Purpose.LINE_EDIT, "Edit.", file=Path("x"))
BRIEF = Brief("scene-1", "One", "The sea.\n", 1, None, "", "", (), ())


def live(*edits: Edit, price: Price | None = PRICE) -> LiveRun:
    return LiveRun("run-1", Question(AGENT, BRIEF, "near/m/large"), price, list(edits))


def proposed(start: int, end: int, old: str) -> HunkProposed:
    proposal = Proposal(start, end, old, "ocean", "Because.", 1)
    return HunkProposed(proposal, Contributor.AI, "near/m/large")


def put(start: int, words: str) -> Edit:
    return Edit(start, EMPTY, plain(words, TYPED))


def test_a_proposal_is_moved_through_what_was_typed_since():
    event = hunk_offered(live(put(0, "Now. "), put(2, "xx")), proposed(4, 7, "sea"), "s-1")
    assert (event.start, event.end, event.verdict) == (11, 14, Verdict.PENDING)
    assert (event.agent, event.model) == ("line-editor", "near/m/large")


def test_a_proposal_whose_words_changed_is_stale_and_a_loose_one_stays_loose():
    edits = live(Edit(5, plain("e", TYPED), EMPTY))
    assert hunk_offered(edits, proposed(4, 7, "sea"), "s-1").verdict is Verdict.STALE
    assert hunk_offered(edits, proposed(-1, -1, "nowhere"), "s-2").verdict is Verdict.LOOSE


def test_a_note_is_moved_too():
    event = note_offered(live(put(0, "Now. ")), NoteProposed("sea", "Which?", 1, 4, 7), "n-1")
    assert (event.start, event.end, event.text) == (9, 12, "Which?")


def test_offers_not_written_down_yet_are_moved_in_their_own_scene_only():
    hunk = hunk_offered(live(), proposed(4, 7, "sea"), "s-1")
    note = note_offered(live(), NoteProposed("sea", "Which?", 1, 4, 7), "n-1")
    other = NoteDismissed("n-9", "scene-1", is_dismissed=True)
    edits = [put(0, "Now. ")]
    assert moved(hunk, "scene-1", edits) == hunk_offered(live(*edits), proposed(4, 7, "sea"), "s-1")
    assert moved(note, "scene-1", edits) == note_offered(
        live(*edits), NoteProposed("sea", "Which?", 1, 4, 7), "n-1"
    )
    assert moved(hunk, "scene-2", edits) is hunk
    assert moved(note, "scene-2", edits) is note
    assert moved(other, "scene-1", edits) is other


def test_a_call_is_rounded_half_up_to_whole_micro_units():
    def micros(tokens_in: int, tokens_out: int) -> int:
        usage = UsageReported("near", "m", Usage(tokens_in, tokens_out), 5)
        event = call_made(live(), usage)
        assert event.cost is not None
        return event.cost.micros

    assert micros(10, 0) == 2  # 1.5
    assert micros(3, 0) == 0  # 0.45
    assert micros(0, 10) == 6
    assert micros(10, 5) == 5  # 1.5 + 3.0


def test_without_a_price_a_call_has_no_cost():
    event = call_made(live(price=None), UsageReported("near", "m", Usage(1, 1), 5))
    assert (event.cost, event.price_as_of, event.price_source) == (None, "", "")


def test_a_guard_lets_go_on_until_a_budget_of_its_currency_is_spent():
    guard = Guard(PRICE, ((Budget(100, "USD"), 90), (Budget(1, "EUR"), 5)))
    assert guard(Usage(60, 0))
    assert not guard(Usage(67, 0))
    assert guard.latest == Usage(67, 0)
    assert Guard(None, ((Budget(1, "USD"), 5),))(Usage(1000, 1000))


def test_what_a_stopped_call_used_is_what_was_seen_and_not_reported_yet():
    run = live()
    assert call_cut_off(run, 5.0) is None
    run.guard = Guard(PRICE, ())
    assert call_cut_off(run, 5.0) is None
    run.guard(Usage(100, 10))
    call_made(run, UsageReported("near", "m", Usage(100, 10), 5))
    assert call_cut_off(run, 5.0) is None
    run.guard(Usage(150, 30))
    run.since_s = 3.0
    event = call_cut_off(run, 5.0)
    assert event is not None
    assert event.usage == Usage(50, 20, is_estimated=True)
    assert (event.provider, event.model, event.duration_ms) == ("near", "m/large", 2000)
    assert event.cost == Money(20, "USD")  # 7.5 + 12.0
