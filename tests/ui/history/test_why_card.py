"""The card that explains the words selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from cocreate.ui.history.why_card import WhyCard
from cocreate.ui.theme import LIGHT
from tests.workspace.writing import typing


@pytest.fixture
def page(qtbot):
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def card(past, story, page, workspace):
    at = workspace.scene(story).text.text().find("grey ")
    workspace.edit(story, at + 1, at + 2, "R", typing())
    made = WhyCard(past.why(story, 0, 70), LIGHT, page)
    made.show()
    return made


def words(card):
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def test_it_says_who_when_and_for_which_ask(card):
    told = words(card)
    assert "Line editor, with m" in told
    assert "Pasted from outside Cocreate" in told
    assert "You had asked for it without further words." in told
    assert "Changed since:" in told


def test_it_leads_to_the_moment(card, qtbot):
    with qtbot.waitSignal(card.moment_wanted) as told:
        card._first.click()
    assert told.args[0] > 0
    assert not card.isVisible()


def test_what_else_was_offered_can_come_back(card, qtbot, rejected):
    assert "worn out" in words(card)
    [back] = card._revivals
    with qtbot.waitSignal(card.revival_wanted) as told:
        back.click()
    assert told.args == [rejected]
    assert not back.isEnabled()


def test_escape_closes_it(card, qtbot):
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_nothing_selected_is_an_empty_card(page):
    made = WhyCard((), LIGHT, page)
    assert "Why is this here?" in words(made)
