"""The sidebar as a whole."""

from __future__ import annotations

import pytest

from cocreate.ui.sidebar.sidebar import Sidebar, Tab
from cocreate.ui.theme import DARK, LIGHT
from tests.ui.writing_desk import ROSTER, lacks


@pytest.fixture
def sidebar(workspace, review, scene_ids, qtbot):
    made = Sidebar(workspace, review, ROSTER, lacks, LIGHT)
    qtbot.addWidget(made)
    workspace.changes.listen(made.refresh)
    made.resize(380, 640)
    made.show()
    made.show_scene(scene_ids[0])
    return made


def test_tabs_count_what_waits(sidebar, agents, scene_ids, qtbot):
    agents.offer(scene_ids[0], "calm", "still")
    agents.note(scene_ids[0], "calm", "Calm?")
    qtbot.waitUntil(lambda: sidebar._tabs.tabText(Tab.SUGGESTIONS) == "Suggestions 1")
    qtbot.waitUntil(lambda: sidebar._tabs.tabText(Tab.NOTES) == "Notes 1")
    sidebar._on_live_counted(2)
    assert sidebar._tabs.tabText(Tab.THREADS) == "Threads 2"


def test_going_to_a_page_puts_the_keys_there(sidebar, agents, scene_ids, qtbot):
    agents.offer(scene_ids[0], "calm", "still")
    qtbot.waitUntil(lambda: bool(sidebar.suggestions.list.rows()))
    sidebar.focus_tab(Tab.SUGGESTIONS)
    assert sidebar.suggestions.list.view.hasFocus()
    sidebar.focus_tab(Tab.NOTES)
    assert sidebar.tab() is Tab.NOTES
    assert sidebar._tabs.hasFocus()
    sidebar.focus_tab(Tab.AGENTS)
    assert sidebar.agents.isAncestorOf(sidebar.focusWidget())


def test_asking_from_the_list_of_agents_goes_through_the_composer(sidebar):
    sidebar.agents.ask_chosen.emit("pacing-reader")
    assert sidebar.composer.agent().name == "pacing-reader"


def test_it_takes_another_look_and_other_agents(sidebar):
    sidebar.set_theme(DARK)
    sidebar.show_roster(ROSTER)
    sidebar.update_needs()
    assert sidebar.composer.agent().name == "copy-editor"


def test_nothing_is_wider_than_a_narrow_sidebar(sidebar):
    assert sidebar.minimumSizeHint().width() <= 340
