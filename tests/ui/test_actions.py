"""The table of what the writer can do."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from cocreate.ui.actions import (
    ACTIONS,
    MENUS,
    Actions,
    key_text,
    sequences,
    short_keys,
    spec_of,
    translated,
)

_EDITING = [
    QKeySequence.StandardKey[name]
    for name in QKeySequence.StandardKey.__members__
    if name.startswith(("Move", "Select", "Delete", "Insert", "Cut", "Copy", "Paste"))
]
# Command on macOS is Ctrl to Qt; these mean something else in every program there.
_DECISIONS = [
    "next_hunk",
    "previous_hunk",
    "accept",
    "accept_edited",
    "accept_some",
    "reject",
    "reject_why",
    "accept_all",
    "undo",
]
_MAC_HABITS = ["Ctrl+.", "Ctrl+H", "Ctrl+M", "Ctrl+Space", "Ctrl+Tab", "Ctrl+`", "Ctrl+Backspace"]


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_names_are_unique_and_every_menu_is_known():
    assert [n for n, count in Counter(spec.name for spec in ACTIONS).items() if count > 1] == []
    assert {spec.menu for spec in ACTIONS} == set(MENUS)


def test_no_two_actions_share_a_shortcut(qapp):
    keys = Counter(key.toString() for spec in ACTIONS for key in sequences(spec.keys))
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_shortcut_is_one_that_text_editing_needs(qapp):
    editing = {key.toString() for std in _EDITING for key in QKeySequence.keyBindings(std)}
    own = {key.toString() for spec in ACTIONS for key in sequences(spec.keys)}
    assert own & editing == set()
    # Replacing has the key of its platform: the one table differs there.
    everywhere = own - {key.toString() for key in sequences(spec_of("find_replace").keys)}
    assert everywhere & set(_MAC_HABITS) == set()
    assert [key for key in everywhere if "Ctrl+Alt" in key] == [], "Ctrl+Alt is AltGr"


def test_every_decision_has_a_shortcut(qapp):
    for name in _DECISIONS:
        assert key_text(name), name


def test_keys_are_written_short_where_there_is_little_room(qapp):
    assert short_keys("accept_some") == "Ctrl+⇧+⏎"
    assert key_text("agents") == ""
    assert spec_of("accept").title == translated("Accept")


def test_menus_are_filled_from_the_table(window):
    actions = Actions(window)
    actions.fill(window.menuBar())
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == list(MENUS)


def test_choosing_tells_the_name(window, qtbot):
    actions = Actions(window)
    with qtbot.waitSignal(actions.action_chosen) as told:
        actions["palette"].trigger()
    assert told.args == ["palette"]


def test_actions_wait_for_what_they_need(window):
    actions = Actions(window)
    actions.enable(frozenset({"project"}))
    assert actions["save"].isEnabled()
    assert not actions["accept"].isEnabled()
    assert actions["settings"].isEnabled()


def test_switches_show_their_state(window):
    actions = Actions(window)
    actions.check({"show_tint": True})
    assert actions["show_tint"].isChecked()
    assert actions["settings"].menuRole() is QAction.MenuRole.PreferencesRole
    assert actions["quit"].menuRole() is QAction.MenuRole.QuitRole
