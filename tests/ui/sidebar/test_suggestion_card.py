"""One suggestion in full."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.ui.sidebar.suggestion_card import Deciding, SuggestionCard
from cocreate.ui.sidebar.suggestion_rows import SuggestionRow
from cocreate.ui.theme import DARK, LIGHT

HUNK = Hunk("s-1", "r", "sc", "a", "m", Contributor.AI, 0, 4, "calm", "still", "Shorter.")


def _row(hunk: Hunk = HUNK) -> SuggestionRow:
    return SuggestionRow(hunk, "Line editor", "line 1", "")


@pytest.fixture
def card(qtbot):
    made = SuggestionCard(LIGHT)
    qtbot.addWidget(made)
    made.resize(360, 400)
    made.show()
    made.show_row(_row())
    return made


def test_it_says_who_where_what_and_why(card):
    assert card._agent.text() == "Line editor"
    assert card._place.text() == "line 1"
    assert card._diff.toPlainText() == "calmstill"
    assert card._reason.text() == "Shorter."
    assert card._keys.isVisible()
    assert not card._aside.isVisible()


def test_without_a_form_confirming_accepts(card, qtbot):
    with qtbot.waitSignal(card.accepted):
        card.confirm()


@pytest.mark.parametrize(
    ("deciding", "signal", "answer"),
    [
        (Deciding.CHANGING, "accepted_edited", "still"),
        (Deciding.CHOOSING, "accepted_some", frozenset({0})),
        (Deciding.REASONING, "rejected", ""),
    ],
)
def test_each_form_decides_in_its_way(card, qtbot, deciding, signal, answer):
    card.open_form(deciding)
    assert not card._keys.isVisible()
    with qtbot.waitSignal(getattr(card, signal)) as told:
        card.confirm()
    assert told.args == [answer]
    with qtbot.waitSignal(card.form_closed):
        card.close_form()
    assert card._keys.isVisible()


def test_buttons_do_what_the_keys_do(card, qtbot):
    buttons = {b.objectName(): b for b in card._keys.children() if b.objectName()}
    with qtbot.waitSignal(card.accepted):
        buttons["button_accept"].click()
    with qtbot.waitSignal(card.rejected):
        buttons["button_reject"].click()
    with qtbot.waitSignal(card.accepted_all):
        buttons["button_accept_all"].click()
    for name, deciding in (
        ("button_accept_edited", Deciding.CHANGING),
        ("button_accept_some", Deciding.CHOOSING),
        ("button_reject_why", Deciding.REASONING),
    ):
        buttons[name].click()
        assert card.deciding is deciding


def test_a_form_stays_open_for_the_same_suggestion_only(card):
    card.open_form(Deciding.CHANGING)
    seen = []
    for name in ("s-1", "s-2"):
        card.show_row(_row(replace(HUNK, id=name)))
        seen.append(card.deciding)
    card.open_form(Deciding.READING)
    seen.append(card.deciding)
    assert seen == [Deciding.CHANGING, Deciding.READING, Deciding.READING]


def test_a_stale_one_can_be_asked_again(card, qtbot):
    card.open_form(Deciding.CHANGING)
    card.show_row(_row(replace(HUNK, verdict=Verdict.STALE)))
    assert card.deciding is Deciding.READING
    assert "changed since" in card._state.text()
    with qtbot.waitSignal(card.asked_again):
        card._again.click()
    with qtbot.waitSignal(card.rejected):
        card._away.click()


def test_a_loose_one_can_be_placed(card, qtbot):
    card.show_row(_row(replace(HUNK, verdict=Verdict.LOOSE, start=-1, end=-1)))
    assert not card._again.isVisible()
    with qtbot.waitSignal(card.placed):
        card._put.click()


def test_a_decided_one_says_so_with_the_reason(card):
    card.show_row(_row(replace(HUNK, verdict=Verdict.REJECTED, why="Not her voice.")))
    assert card._state.text() == "Rejected. Not her voice."
    assert not card._keys.isVisible()
    card.show_row(_row(replace(HUNK, verdict=Verdict.ACCEPTED)))
    assert not card._aside.isVisible()


def test_an_empty_card_waits_quietly(qtbot):
    card = SuggestionCard(LIGHT)
    qtbot.addWidget(card)
    card.open_form(Deciding.CHANGING)
    card.set_theme(DARK)
    assert card.deciding is Deciding.READING
