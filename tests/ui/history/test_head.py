"""The row above the paper."""

from __future__ import annotations

import pytest

from cocreate.ui.history.head import Head


@pytest.fixture
def head(qtbot):
    made = Head()
    qtbot.addWidget(made)
    return made


def test_scenes_are_offered_and_chosen(head, qtbot):
    head.show_scenes({"a": "One", "b": "Two"}, "b")
    assert head.scenes.currentText() == "Two"
    with qtbot.waitSignal(head.scene_chosen) as told:
        head.scenes.setCurrentIndex(0)
    assert told.args == [None]


def test_buttons_say_what_is_wanted(head, qtbot):
    for signal, button in ((head.mark_chosen, head.mark), (head.restore_chosen, head.restore)):
        with qtbot.waitSignal(signal):
            button.click()
    with qtbot.waitSignal(head.left):
        head._on_left()
    with qtbot.waitSignal(head.against_chosen) as told:
        head.against.setCurrentIndex(1)
    assert told.args == [1]


def test_it_says_what_is_seen_and_what_can_come_back(head):
    head.show_told("Monday", "Typed", "9 words")
    assert head.told() == ("Monday", "Typed", "9 words")
    head.show_restorable(can_restore=False, is_passage=True)
    assert head.restore.text() == "Restore this passage"
    assert not head.restore.isEnabled()
