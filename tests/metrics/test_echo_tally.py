from __future__ import annotations

from cocreate.core.events import Cause, HunkOffered, NoteOffered, Op, RunStarted, RunStopped
from cocreate.core.origin import (
    EMPTY,
    TYPED,
    UNKNOWN_IMPORTED,
    UNKNOWN_PASTED,
    Contributor,
    Method,
    origin,
    plain,
)
from cocreate.core.suggestion import Verdict
from cocreate.metrics.echo_tally import EchoTally, asked_about
from tests.metrics.ledgers import Told
from tests.notation import read

OFFER = "The lamp turned slowly above the grey water while the keeper counted boats."


def offered(told: Told, new: str = OFFER, by: Contributor = Contributor.AI) -> None:
    number = len(told.entries)
    told.add(
        HunkOffered(f"h-{number}", "r", "s", "a", "m", by, 0, 0, "", new, "", None, Verdict.PENDING)
    )


def found(told: Told) -> list[tuple[str, str]]:
    """Return (source, words) of what is found in a ledger."""
    tally = EchoTally()
    state = told.state()
    for entry, edits, now in told.walk():
        tally.take(entry, edits, now)
    return [
        (hit.echo.source, state.scenes[hit.scene].text.slice(hit.echo.start, hit.echo.end))
        for hit in tally.result(state)
    ]


def typed(told: Told, words: str, cause: Cause = Cause.TYPING, by=TYPED) -> None:
    told.edit(Op(len(told.text()), 0, plain(words, by)), cause=cause)


def test_a_retyped_offer_is_found_and_what_was_typed_before_it_is_not():
    told = Told("Once. ")
    typed(told, OFFER)
    offered(told)
    assert found(told) == []
    typed(told, f" Again: {OFFER}")
    assert found(told) == [("h-3", OFFER.removesuffix("."))]


def test_pasted_words_are_asked_about_and_imported_ones_are_not():
    told = Told()
    offered(told)
    told.scene("t", plain(OFFER, UNKNOWN_IMPORTED))
    assert found(told) == []
    typed(told, OFFER, Cause.PASTE, UNKNOWN_PASTED)
    assert len(found(told)) == 1


def test_accepted_words_are_no_question():
    told = Told()
    offered(told)
    typed(told, OFFER, Cause.ACCEPT, origin(Contributor.AI, Method.ACCEPTED, "h-2"))
    assert found(told) == []


def test_the_fixes_of_checkers_are_not_offers_of_agents():
    told = Told()
    offered(told, by=Contributor.TOOL)
    typed(told, OFFER)
    assert found(told) == []


def test_notes_and_plain_answers_are_offers_too():
    told = Told()
    told.add(RunStarted("r", "a", "A", "", "m", "s", "What next?"))
    told.add(NoteOffered("n-1", "r", "s", "a", -1, -1, "", OFFER, None))
    told.add(RunStopped("r", "done", "", f"Perhaps: {OFFER.replace('lamp', 'moon')} Or not."))
    typed(told, OFFER.replace("lamp", "moon"))
    assert [source for source, _ in found(told)] == ["r"]
    typed(told, f" {OFFER}")
    assert [source for source, _ in found(told)] == ["r", "n-1"]


def test_what_people_remarked_in_a_file_is_no_offer_of_an_agent():
    told = Told()
    told.add(NoteOffered("n-1", "party-1", "s", "a", -1, -1, "", OFFER, None))
    typed(told, OFFER)
    assert found(told) == []


def test_words_that_were_there_before_stay_so_when_they_are_moved_or_brought_back():
    told = Told()
    typed(told, OFFER)
    offered(told)
    whole = Op(0, len(OFFER), EMPTY)
    told.edit(whole, cause=Cause.MOVE, source="c")
    told.edit(Op(0, 0, plain(OFFER, TYPED)), cause=Cause.MOVE, source="c")
    told.edit(whole)
    told.edit(Op(0, 0, plain(OFFER, TYPED)), cause=Cause.UNDO)
    assert found(told) == []
    told.edit(whole)
    typed(told, OFFER)
    assert len(found(told)) == 1


def test_words_that_are_gone_are_not_found():
    told = Told()
    offered(told)
    typed(told, OFFER)
    told.edit(Op(0, 40, EMPTY))
    assert found(told) == []


def test_only_words_whose_origin_leaves_a_question_keep_their_age():
    spans = read("ab[a#h:cd][p:e]").spans
    assert asked_about(spans, [(3, 1), (2, 4)]) == [(2, 1), (1, 0), (1, 0), (1, 4)]
    assert asked_about((), []) == []
