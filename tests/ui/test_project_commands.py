"""What the menus do within a project."""

from __future__ import annotations

import pytest

from cocreate.core.suggestion import Verdict
from cocreate.ui.actions import ACTIONS
from cocreate.ui.later_parts import NAMES as LATER
from cocreate.ui.sidebar.sidebar import Tab
from cocreate.ui.sidebar.suggestion_card import Deciding

_OF_THE_WINDOW = {
    "new_project",
    "open_project",
    "open_sample",
    "import_files",
    "import_folder",
    "insert_picture",
    "export",
    "save",
    "settings",
    "quit",
    "stop_runs",
    "ask_again",
    "connect_model",
    "show_gutter",
    "show_tint",
    "full_screen",
    "palette",
    "shortcuts",
    *LATER,  # what a project has besides its panels
}


@pytest.fixture
def offered(bench, agents, scene_ids):
    hunk = agents.offer(scene_ids[0], "The sea was calm.", "The grey sea was still.")
    bench.commands.do("next_hunk")
    return hunk


def test_every_action_is_carried_out_by_somebody(bench):
    assert {spec.name for spec in ACTIONS} == set(bench.commands._table) | _OF_THE_WINDOW
    assert not bench.commands.do("no such command")


def test_what_is_at_hand_is_known(bench, agents, scene_ids, desk):
    assert bench.commands.at_hand() == {"project", "scene"}
    agents.offer(scene_ids[0], "calm", "still")
    bench.commands.do("next_hunk")
    assert bench.commands.at_hand() == {"project", "scene", "hunk"}
    for scene in scene_ids:
        desk.scenes.remove(scene)
    assert "scene" not in bench.commands.at_hand()


def test_scenes_are_added_moved_and_removed(bench, workspace, scene_ids):
    def titles():
        return [scene.title for scene in workspace.state.manuscript()]

    bench.commands.do("new_scene")
    assert titles()[1] == "New scene"
    bench.commands.do("move_down")
    assert titles()[2] == "New scene"
    bench.commands.do("move_up")
    bench.commands.do("delete_scene")
    assert "New scene" not in titles()
    bench.commands.do("undo_outline")
    assert "New scene" in titles()
    bench.commands.do("next_scene")
    assert bench.wiring.scene is not None
    bench.commands.do("previous_scene")


def test_a_chapter_is_named_by_the_writer(bench, workspace):
    bench.prompts.will_answer("Three", None)
    bench.commands.do("new_chapter")
    assert workspace.state.manuscript()[-1].chapter == "Three"
    bench.commands.do("new_chapter")
    assert len(workspace.state.order) == 4


def test_undo_belongs_to_where_the_keys_are(bench, workspace, desk, scene_ids):
    desk.scenes.rename(scene_ids[0], "Dawn")
    bench.commands.do("focus_outline")
    bench.commands.do("undo")
    assert workspace.scene(scene_ids[0]).title == "Opening"
    bench.commands.do("focus_page")
    bench.commands.do("undo")
    bench.commands.do("redo")
    assert bench.view.editor.hasFocus()


def test_accept_and_undo(bench, offered, review):
    bench.commands.do("accept")
    assert review.hunk(offered).verdict is Verdict.ACCEPTED
    bench.commands.do("undo")
    assert review.hunk(offered).verdict is Verdict.PENDING


def test_reject_accept_all_and_their_undo(bench, offered, review):
    bench.commands.do("reject")
    assert review.hunk(offered).verdict is Verdict.REJECTED
    bench.commands.do("undo")
    bench.commands.do("next_hunk")
    bench.commands.do("accept_all")
    assert review.hunk(offered).verdict is Verdict.ACCEPTED


def test_forms_open_where_they_belong(bench, offered, agents, scene_ids):
    card = bench.view.sidebar.suggestions.card
    bench.view.toggle_focus_mode()
    bench.commands.do("accept_some")
    assert card.deciding is Deciding.CHOOSING
    assert card.isVisible()
    bench.commands.do("reject_why")
    seen = [card.deciding]
    card.close_form()
    bench.commands.do("accept_edited")
    seen.append(card.deciding)
    assert seen == [Deciding.REASONING, Deciding.READING]
    assert bench.view.editor.hunks.field.hunk == offered


def test_a_suggestion_of_another_scene_is_changed_in_its_card(bench, agents, scene_ids):
    there = agents.offer(scene_ids[1], "Eleven", "Twelve")
    bench.view.sidebar.suggestions.list.choose(there)
    bench.wiring.open_scene(scene_ids[0])
    bench.commands.do("accept_edited")
    assert bench.view.sidebar.suggestions.card.deciding is Deciding.CHANGING


@pytest.mark.parametrize(
    ("name", "tab"),
    [
        ("focus_suggestions", Tab.SUGGESTIONS),
        ("focus_threads", Tab.THREADS),
        ("focus_notes", Tab.NOTES),
        ("agents", Tab.AGENTS),
    ],
)
def test_each_page_of_the_sidebar_can_be_gone_to(bench, name, tab):
    bench.commands.do(name)
    assert bench.view.sidebar.tab() is tab
    assert bench.view.has_focus_in(bench.view.sidebar)


def test_search_and_ask_go_to_their_fields(bench):
    bench.commands.do("search")
    assert bench.view.sidebar.suggestions.list._field.hasFocus()
    bench.commands.do("ask")
    assert bench.view.sidebar.composer._agents.hasFocus()


def test_panels_are_switched(bench):
    bench.commands.do("show_outline")
    bench.commands.do("show_sidebar")
    assert not bench.view.shows_outline
    assert not bench.view.shows_side
    bench.commands.do("focus_mode")
    bench.commands.do("focus_mode")
    bench.commands.do("focus_insight")
    assert bench.view.insight.isVisible()
    bench.commands.do("next_pane")
    bench.commands.do("previous_pane")
    bench.commands.do("rename")
    assert bench.view.shows_outline
    bench.commands.do("origin")
    bench.commands.do("previous_hunk")
