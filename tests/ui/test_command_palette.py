"""Every command by its name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.ui.actions import ACTIONS
from cocreate.ui.command_palette import CommandPalette, rank
from cocreate.ui.theme import LIGHT


@pytest.fixture
def palette(qtbot):
    made = CommandPalette(LIGHT, frozenset(spec.name for spec in ACTIONS))
    qtbot.addWidget(made)
    made.show()
    return made


def test_words_are_found_by_their_beginnings_first():
    assert rank("acc wor", "Accept some words") == 0
    assert rank("ccept", "Accept") == 1
    assert rank("xyz", "Accept") is None


def test_typing_narrows_the_list(palette, qtbot):
    qtbot.keyClicks(palette._field, "reject")
    assert palette.titles() == ["Reject", "Reject with a reason"]


def test_return_takes_the_one_chosen_with_the_arrows(palette, qtbot):
    qtbot.keyClicks(palette._field, "reject")
    qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    qtbot.keyClick(palette._field, Qt.Key.Key_Up)
    with qtbot.waitSignal(palette.command_chosen) as told:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert told.args == ["reject_why"]


def test_nothing_found_is_said(palette, qtbot):
    qtbot.keyClicks(palette._field, "zzz")
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_it_does_not_offer_itself_nor_what_is_not_at_hand(qtbot):
    made = CommandPalette(LIGHT, frozenset({"palette", "save"}))
    qtbot.addWidget(made)
    assert made.titles() == ["Save now"]
