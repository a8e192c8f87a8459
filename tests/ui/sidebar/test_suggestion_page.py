"""Deciding suggestions by keyboard, on a real project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.core.suggestion import Verdict
from cocreate.ui.sidebar.suggestion_card import Deciding
from cocreate.ui.sidebar.suggestion_list import Scope
from cocreate.ui.sidebar.suggestion_page import SuggestionPage
from cocreate.ui.theme import DARK, LIGHT
from tests.workspace.writing import typing


@pytest.fixture
def page(workspace, review, scene_ids, qtbot):
    made = SuggestionPage(workspace, review, LIGHT)
    qtbot.addWidget(made)
    workspace.changes.listen(made.refresh)
    made.resize(360, 600)
    made.show()
    made.list.show_scene(scene_ids[0])
    return made


@pytest.fixture
def offered(page, agents, scene_ids):
    """Three suggestions in the opening, in the order of the text."""
    pairs = [("calm", "still"), (", very tired", " tired"), ("was coming", "came")]
    hunks = [agents.offer(scene_ids[0], old, new) for old, new in pairs]
    page.list.update_rows()
    page.list.choose(hunks[0])
    return hunks


def _text(workspace, scene_ids):
    return workspace.scene(scene_ids[0]).text.text()


def test_accepting_goes_on_to_the_next(page, offered, workspace, scene_ids, qtbot):
    with qtbot.waitSignal(page.hunk_chosen) as told:
        page.accept()
    assert _text(workspace, scene_ids).startswith("The sea was still.")
    assert told.args == [offered[1], scene_ids[0]]
    assert page.chosen().id == offered[1]


def test_changed_words_are_accepted(page, offered, review):
    page.open_form(Deciding.CHANGING)
    page.card._forms[Deciding.CHANGING]._text.setPlainText("quiet")
    page.accept()
    assert review.hunk(offered[0]).verdict is Verdict.EDITED
    assert review.hunk(offered[0]).final == "quiet"


def test_some_words_are_accepted(page, agents, scene_ids, workspace, review, qtbot):
    hunk = agents.offer(scene_ids[0], "The sea was calm.", "The grey sea was still.")
    page.list.update_rows()
    page.list.choose(hunk)
    page.open_form(Deciding.CHOOSING)
    form = page.card._forms[Deciding.CHOOSING]
    qtbot.keyClick(form._list, Qt.Key.Key_Down)
    qtbot.keyClick(form._list, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.review_left):
        qtbot.keyClick(form._list, Qt.Key.Key_Return)
    assert _text(workspace, scene_ids).startswith("The grey sea was calm.")


def test_rejecting_keeps_the_reason(page, offered, review):
    page.reject()
    assert review.hunk(offered[0]).verdict is Verdict.REJECTED
    page.open_form(Deciding.REASONING)
    page.card._forms[Deciding.REASONING]._line.setText("Too plain.")
    page.accept()
    assert review.hunk(offered[1]).why == "Too plain."


def test_all_of_an_agent_are_accepted_at_once(page, offered, workspace, scene_ids):
    page.accept_all()
    text = "The sea was still.\nShe was very tired.\nThe light came up grey.\n"
    assert _text(workspace, scene_ids) == text
    assert page.chosen() is None
    assert not page.card.isVisible()


def test_typing_into_a_suggestion_makes_it_stale_and_ask_again_is_offered(
    page, offered, workspace, scene_ids, qtbot
):
    at = _text(workspace, scene_ids).index("calm") + 2
    workspace.edit(scene_ids[0], at, at, "x", typing())
    qtbot.waitUntil(lambda: page.chosen() is not None and len(page.list.pending()) == 2)
    page.list.choose(offered[0])
    with qtbot.waitSignal(page.ask_again_chosen) as told:
        page.card._again.click()
    assert told.args == [offered[0]]
    page.open_form(Deciding.CHANGING)
    assert page.card.deciding is Deciding.READING


def test_what_cannot_be_decided_is_told(page, offered, review, qtbot):
    review.accept(offered[0])
    with qtbot.waitSignal(page.trouble_met) as told:
        page.accept()
    assert "accepted already" in told.args[0]


def test_counts_and_openings_are_told(page, offered, scene_ids, qtbot):
    with qtbot.waitSignal(page.pending_counted) as told:
        page.list.update_rows()
    assert told.args == [3]
    with qtbot.waitSignal(page.hunk_opened) as told:
        qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert told.args == [offered[0], scene_ids[0]]


def test_a_loose_one_asks_for_its_place(page, agents, scene_ids, qtbot):
    loose = agents.offer(scene_ids[0], "nowhere", "x")
    page.list.update_rows()
    page.list.choose(loose)
    with qtbot.waitSignal(page.place_chosen) as told:
        page.card._put.click()
    assert told.args == [loose]


def test_nothing_chosen_decides_nothing(page, workspace):
    before = workspace.state.seq
    for act in (page.accept, page.reject, page.accept_all):
        act()
    page.open_form(Deciding.CHANGING)
    page.set_theme(DARK)
    page.list.set_scope(Scope.PROJECT)
    assert workspace.state.seq == before
