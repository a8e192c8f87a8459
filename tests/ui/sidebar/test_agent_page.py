"""The agents, each with what it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from cocreate.agents.roster import AgentProblem, Roster
from cocreate.ui.sidebar.agent_page import AgentCard, AgentPage
from cocreate.ui.theme import DARK, LIGHT
from tests.ui.writing_desk import ROSTER, lacks


@pytest.fixture
def page(qtbot):
    made = AgentPage(ROSTER, lacks, LIGHT)
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show()
    return made


def _cards(page):
    layout = page._cards
    return [layout.itemAt(at).widget() for at in range(layout.count())]


def _button(card, text):
    return next(b for b in card.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_those_that_can_be_asked_stand_first(page, qtbot):
    titles = [card.findChildren(QLabel)[0].text() for card in _cards(page)]
    assert titles == ["Copy editor", "Pacing reader", "First reader", "Line editor"]
    with qtbot.waitSignal(page.ask_chosen) as told:
        _button(_cards(page)[0], "Ask").click()
    assert told.args == ["copy-editor"]


def test_one_that_lacks_a_model_leads_to_it(page, qtbot):
    with qtbot.waitSignal(page.model_wanted):
        _button(_cards(page)[3], "Connect a model…").click()


def test_each_can_be_copied(page, qtbot):
    with qtbot.waitSignal(page.copy_chosen) as told:
        _button(_cards(page)[3], "Copy and change").click()
    assert told.args == ["line-editor"]
    with qtbot.waitSignal(page.folder_chosen):
        _button(page, "Open the folder of your own agents").click()


def test_a_broken_file_is_named_and_the_others_stay(page):
    problem = AgentProblem("mine", Path("mine.md"), 3, "“needs” is not known")
    page.show_roster(Roster(ROSTER.agents, (problem,)))
    first, *others = _cards(page)
    assert "line 3" in " ".join(found.text() for found in first.findChildren(QLabel))
    assert all(isinstance(card, AgentCard) for card in others)
    assert len(others) == 4


def test_it_takes_another_look(page):
    page.set_theme(DARK)
    page.update_needs()
    assert len(_cards(page)) == 4
