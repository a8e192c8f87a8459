"""Looking back in the window: to the history and back to the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.base.settings import Settings
from cocreate.core.suggestion import Verdict
from cocreate.ui.looking_back import LookingBack
from cocreate.ui.sidebar.sidebar import Tab
from cocreate.ui.sidebar.suggestion_list import Scope
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.timeline import Unit
from tests.workspace.writing import typing


@pytest.fixture
def back(bench, desk, workspace, qtbot):
    made = LookingBack(desk, bench.view, bench.wiring, LIGHT)
    workspace.changes.listen(made.refresh)
    yield made
    made.history.hide()


@pytest.fixture
def rejected(workspace, scene_ids, agents, review, bench):
    hunk = agents.offer(scene_ids[0], "very, very tired", "worn out")
    review.reject(hunk)
    return hunk


def read(back, qtbot):
    qtbot.waitUntil(lambda: not back.history.reader.is_reading)


def test_the_history_takes_the_place_of_page_and_sidebar(back, bench, qtbot):
    back.do("history")
    read(back, qtbot)
    view = bench.view
    assert view.instead is back.history
    assert back.history.isVisible()
    assert not view.editor.isVisible()
    assert not view.shows_side
    assert back.history.paper.shown().startswith("The sea was calm.")
    back.do("history")
    assert view.editor.isVisible()
    assert view.shows_side
    assert not back.history.isVisible()


def test_escape_leads_back_to_the_page(back, bench, qtbot):
    back.do("history")
    read(back, qtbot)
    qtbot.keyClick(back.history.strip, Qt.Key.Key_Escape)
    assert bench.view.instead is None


def test_a_hidden_sidebar_stays_hidden(back, bench):
    bench.view.show_side(is_shown=False)
    back.toggle()
    back.toggle()
    assert not bench.view.shows_side


def test_whatever_opens_the_sidebar_brings_the_page_back(back, bench):
    back.toggle()
    bench.view.show_insight()
    assert bench.view.instead is None
    assert bench.view.shows_side
    assert bench.view.editor.isVisible()


def test_commands_about_the_page_bring_it_back(back, bench):
    back.toggle()
    bench.commands.do("show_outline")
    assert bench.view.instead is back.history
    bench.commands.do("focus_page")
    assert bench.view.instead is None


def test_the_outline_chooses_the_scene(back, bench, scene_ids, qtbot):
    back.toggle()
    read(back, qtbot)
    bench.view.outline.scene_chosen.emit(scene_ids[1])
    assert back.history.paper.shown() == "Eleven boats came in.\n"
    back.toggle()
    bench.view.outline.scene_chosen.emit(scene_ids[0])
    assert back.history.looking.scene == scene_ids[1]


def test_what_was_restored_is_seen_on_the_page(back, bench, workspace, scene_ids, qtbot):
    workspace.edit(scene_ids[0], 0, 3, "Now the", typing())
    back.toggle()
    read(back, qtbot)
    back.history.step(Unit.EDIT, -1)
    with qtbot.waitSignal(back.told):
        back.history.head.restore.click()
    assert bench.view.editor.isVisible()
    assert workspace.scene(scene_ids[0]).text.text().startswith("The sea")
    workspace.undo(scene_ids[0])
    assert workspace.scene(scene_ids[0]).text.text().startswith("Now the sea")


def test_words_selected_are_explained(back, bench, qtbot):
    bench.view.editor.goto(4, 7)
    back.do("why")
    assert back.card is not None
    assert back.card.isVisible()
    with qtbot.waitSignal(back.card.moment_wanted):
        back.card._first.click()
    read(back, qtbot)
    assert bench.view.instead is back.history


def test_at_the_caret_the_word_is_explained(back, bench, workspace, scene_ids, qtbot):
    bench.view.editor.goto(6)
    back.do("why")
    assert back.card is not None
    back.card.reject()
    end = len(workspace.scene(scene_ids[0]).text)
    bench.view.editor.goto(end)
    with qtbot.waitSignal(back.told) as told:
        back.do("why")
    assert "Select some words" in told.args[0]


def test_without_a_scene_there_is_nothing_to_explain(back, bench):
    bench.view.editor.show_scene("")
    back.do("why")
    assert back.card is None


def test_the_chosen_suggestion_comes_back_for_review(back, bench, review, rejected, qtbot):
    suggestions = bench.view.sidebar.suggestions
    suggestions.list.set_scope(Scope.ASIDE)
    suggestions.list.choose(rejected)
    with qtbot.waitSignal(back.told):
        back.do("revive")
    assert review.hunk(rejected).verdict is Verdict.PENDING
    assert bench.view.sidebar.tab() is Tab.SUGGESTIONS


def test_without_one_chosen_it_says_so(back, qtbot):
    with qtbot.waitSignal(back.told) as told:
        back.do("revive")
    assert "Choose a suggestion" in told.args[0]


def test_one_that_cannot_come_back_is_told(back, workspace, scene_ids, rejected, qtbot):
    workspace.edit(scene_ids[0], 0, 40, "", typing())
    with qtbot.waitSignal(back.trouble_met) as told:
        back.revive(rejected)
    assert "exactly once" in told.args[0]


def test_one_revived_in_the_history_is_shown_in_the_list(back, bench, rejected, qtbot):
    back.toggle()
    read(back, qtbot)
    back.history.show_aside(is_shown=True)
    back.history._aside.revive()
    assert bench.view.instead is None
    assert bench.view.sidebar.suggestions.list.chosen().hunk.id == rejected


def test_it_takes_another_look(back):
    back.set_look(DARK, Settings())
    assert back.history.strip._theme is DARK


def test_a_long_past_is_read_piece_by_piece_before_the_card(
    back, bench, workspace, scene_ids, qtbot
):
    for number in range(300):
        workspace.edit(scene_ids[0], 0, 0, f"{number} ", typing())
        workspace.close_burst()
    bench.view.editor.goto(4, 7)
    said: list[str] = []
    back.told.connect(said.append)
    back.do("why")
    assert said[0].startswith("Reading the history")
    qtbot.waitUntil(lambda: back.card is not None)
    assert back.card.isVisible()
    assert said[-1] == ""


def test_a_command_can_name_the_event_to_go_to(back, bench):
    back.do("history:3")
    assert bench.view.instead is back.history
