"""The bar in which words are looked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from cocreate.ui.editor.find_bar import FindBar
from cocreate.workspace.replacing import Wanted

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bar(qtbot):
    made = FindBar()
    qtbot.addWidget(made)
    made.resize(400, 120)
    return made


def test_it_says_what_is_wanted(bar):
    assert bar.isHidden()
    bar.begin("sea", replaces=False)
    assert bar.isVisible()
    assert not bar._replacing.isVisible()
    bar.whole_words.click()
    assert bar.wanted() == Wanted("sea", whole_words=True)
    bar.matches_case.click()
    assert bar.wanted() == Wanted("sea", matches_case=True, whole_words=True)
    assert not bar.is_whole
    bar.scope.setCurrentIndex(1)
    assert bar.is_whole
    bar.begin("", replaces=True)
    assert bar.words.text() == "sea"
    assert bar.words.selectedText() == "sea"
    assert bar._replacing.isVisible()


def test_every_change_of_what_is_wanted_is_told(bar, qtbot):
    for act in (
        lambda: bar.words.setText("x"),
        bar.matches_case.click,
        bar.whole_words.click,
        lambda: bar.scope.activated.emit(1),
    ):
        bar.say("Replaced 3.", can_take_back=True)
        with qtbot.waitSignal(bar.wanted_changed):
            act()
        assert bar.said() == ""


@pytest.mark.parametrize(
    ("words", "at", "total", "count", "can_step"),
    [
        ("", 0, 0, "", False),
        ("x", 0, 0, "No match", False),
        ("x", 0, 1200, "1,200 found", True),
        ("x", 3, 12, "3 of 12", True),
    ],
)
def test_the_count_is_shown(bar, words, at, total, count, can_step):
    bar.words.setText(words)
    bar.show_count(at, total)
    assert bar.count() == count
    assert bar._next.isEnabled() == can_step
    assert bar.replace_all.isEnabled() == can_step


def test_keys_do_what_one_came_for(bar, qtbot):
    bar.begin("", replaces=True)
    steps: list[int] = []
    bar.stepped.connect(steps.append)
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.keyClick(bar.words, Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    assert steps == [1, -1]
    with qtbot.waitSignal(bar.replace_chosen):
        qtbot.keyClick(bar.new, Qt.Key.Key_Return)
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.new, Qt.Key.Key_Escape)
    qtbot.keyClick(bar, Qt.Key.Key_A)


def test_undo_is_the_lines_own_until_it_has_nothing_to_undo(bar, qtbot):
    bar.begin("", replaces=False)
    qtbot.keyClicks(bar.words, "sea")
    with qtbot.assertNotEmitted(bar.undo_wanted):
        qtbot.keyClick(bar.words, Qt.Key.Key_Z, CTRL)
    assert bar.words.text() == ""
    with qtbot.waitSignal(bar.undo_wanted):
        qtbot.keyClick(bar.words, Qt.Key.Key_Z, CTRL)


def test_it_stands_in_one_row_where_there_is_room(bar, qtbot):
    bar.begin("", replaces=False)
    assert bar._finding.direction() == QBoxLayout.Direction.TopToBottom
    bar.resize(900, 60)
    assert bar._finding.direction() == QBoxLayout.Direction.LeftToRight


def test_it_fits_the_narrowest_page(bar):
    bar.begin("x", replaces=True)
    bar.say("Replaced 1,234 in 12 scenes.", can_take_back=True)
    assert bar.minimumSizeHint().width() <= 380
