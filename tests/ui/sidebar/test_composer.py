"""Where the writer asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.agents.roster import Roster
from cocreate.ui.sidebar.composer import Composer
from tests.ui.writing_desk import EDITOR, ROSTER, lacks


@pytest.fixture
def composer(qtbot):
    made = Composer(ROSTER, lacks)
    qtbot.addWidget(made)
    made.resize(360, 160)
    made.show()
    return made


def test_the_copy_editor_is_at_hand_first(composer):
    assert composer.agent().name == "copy-editor"
    assert composer._agents.itemText(0) == "Copy editor"
    assert "Finds slips." in composer._says.text()


def test_return_asks_with_the_words_written(composer, qtbot):
    qtbot.keyClicks(composer._words, "Only commas")
    composer.note_selection(has_selection=True)
    assert "selected" in composer._about.text()
    with qtbot.waitSignal(composer.asked) as told:
        qtbot.keyClick(composer._words, Qt.Key.Key_Return)
    assert told.args == ["copy-editor", "Only commas", True]
    assert composer._words.toPlainText() == ""


def test_shift_and_return_write_a_line(composer, qtbot):
    with qtbot.assertNotEmitted(composer.asked):
        qtbot.keyClick(composer._words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def test_control_and_return_ask_here(composer, qtbot):
    with qtbot.waitSignal(composer.asked):
        qtbot.keyClick(composer._words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_escape_goes_back_to_the_page(composer, qtbot):
    with qtbot.waitSignal(composer.left):
        qtbot.keyClick(composer._agents, Qt.Key.Key_Escape)


def test_what_is_missing_is_offered_instead_of_failing(composer, qtbot):
    composer.choose("line-editor")
    assert not composer._ask.isVisible()
    assert composer._connect.isVisible()
    with qtbot.waitSignal(composer.model_wanted), qtbot.assertNotEmitted(composer.asked):
        qtbot.keyClick(composer._words, Qt.Key.Key_Return)
    composer.choose("nobody")
    assert composer.agent().name == "line-editor"


def test_an_agent_is_chosen_by_keyboard(composer, qtbot):
    composer.begin()
    assert composer._agents.hasFocus()
    qtbot.keyClick(composer._agents, Qt.Key.Key_Down)
    assert composer.agent().name == "pacing-reader"


def test_a_changed_roster_keeps_the_agent_chosen(composer, qtbot):
    composer.choose("line-editor")
    composer.show_roster(Roster((EDITOR,)))
    assert composer.agent().name == "line-editor"
    composer.show_roster(Roster())
    assert composer.agent() is None
    composer.update_needs()
    with qtbot.assertNotEmitted(composer.asked):
        composer.ask()
