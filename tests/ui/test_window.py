"""The window on a real project."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from cocreate.base.settings import Appearance
from cocreate.ui.command_palette import CommandPalette
from cocreate.ui.editor.find_bar import FindBar
from cocreate.ui.shortcut_sheet import ShortcutSheet
from cocreate.ui.sidebar.agent_page import AgentCard
from cocreate.ui.window import Window
from cocreate.workspace.desk import Desk, model_access
from cocreate.workspace.opening import open_project
from tests.fakes.prompts import FakePrompts
from tests.workspace.test_journal import fill_disk
from tests.workspace.writing import pasting


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def window(preferences, prompts, qtbot, qapp):
    before = (qapp.styleSheet(), qapp.palette())
    made = Window(preferences, prompts)
    qtbot.addWidget(made, before_close_func=lambda w: w._let_go())
    made.show()
    yield made
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])


@pytest.fixture
def shown(window, desk, scene_ids):
    window.show_desk(desk)
    window.activateWindow()
    return window


def _seen(window):
    return window._stack.currentWidget()


def test_without_a_project_it_welcomes(window):
    assert _seen(window) is window._welcome
    assert window.windowTitle() == "Cocreate"
    assert not window._actions["save"].isEnabled()
    window.do("accept")


def test_a_project_takes_the_place_of_the_welcome(shown, desk, preferences):
    assert shown.project.desk is desk
    assert _seen(shown) is shown.project.view
    assert shown.windowTitle() == "Book — Cocreate"
    assert preferences.settings.recent_projects == (str(desk.workspace.path),)
    assert shown._actions["save"].isEnabled()


def test_closing_a_project_saves_and_welcomes(shown, qtbot, desk):
    with qtbot.waitSignal(shown.project_closed):
        assert shown.close_project()
    assert _seen(shown) is shown._welcome
    assert shown._welcome._recent.count() == 1
    assert shown.close_project()


def test_what_cannot_be_saved_may_keep_the_window_open(shown, prompts, desk, scene_ids):
    fill_disk(desk.workspace)
    for number in range(40):
        long = f"{number} {'long ' * 400}"
        desk.workspace.edit(scene_ids[0], 0, 0, long, pasting(f"p{number}"))
    prompts.will_answer(False, True)
    assert not shown.close()
    assert shown.project is not None
    assert prompts.asked[0].no == "Stay"
    assert shown.close()


def test_new_and_open_ask_for_files(window, prompts, tmp_path, qtbot):
    prompts.will_answer(tmp_path / "Mine", None, (tmp_path / "a.cocreate",), ())
    with qtbot.waitSignal(window.new_chosen) as told:
        window.do("new_project")
    assert told.args == [tmp_path / "Mine.cocreate"]
    window.do("new_project")
    with qtbot.waitSignal(window.open_chosen) as told:
        window.do("open_project")
    assert told.args == [tmp_path / "a.cocreate"]
    window.do("open_project")
    with qtbot.waitSignal(window.sample_chosen):
        window.do("open_sample")
    with qtbot.waitSignal(window.open_chosen):
        window._welcome.recent_chosen.emit(str(tmp_path / "b.cocreate"))


def test_shortcuts_reach_the_review_from_the_page(shown, agents, scene_ids, qtbot, review):
    hunk = agents.offer(scene_ids[0], "calm", "still")
    editor = shown.project.view.editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClick(editor, Qt.Key.Key_F8)
    qtbot.waitUntil(shown._actions["accept"].isEnabled)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert review.hunk(hunk).verdict.value == "accepted"
    assert "still" in editor.document_text()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "calm" in editor.document_text()


def test_deleting_a_word_stays_deleting_a_word(shown, workspace, scene_ids, qtbot):
    editor = shown.project.view.editor
    editor.goto(7)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert workspace.scene(scene_ids[0]).text.text().startswith("The  was calm.")


def test_a_command_can_be_found_by_its_name(shown, qtbot):
    shown.do("palette")
    (palette,) = shown.findChildren(CommandPalette)
    qtbot.keyClicks(palette._field, "focus mode")
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert shown.project.view.is_focused
    assert not shown.status.isVisible()
    shown.do("focus_mode")
    assert shown.status.isVisible()


def test_words_are_found_and_replaced_by_keys_alone(shown, desk, scene_ids, qtbot):
    ctrl = Qt.KeyboardModifier.ControlModifier
    editor = shown.project.view.editor
    qtbot.keyClick(editor, Qt.Key.Key_H, ctrl)
    bar = shown.findChild(FindBar)
    assert bar.words.hasFocus()
    qtbot.keyClicks(bar.words, "very")
    qtbot.keyClick(bar.words, Qt.Key.Key_F3)
    qtbot.keyClick(bar.words, Qt.Key.Key_Tab)
    qtbot.keyClicks(bar.new, "so")
    qtbot.keyClick(bar.new, Qt.Key.Key_Return)
    assert "She was very, so tired." in desk.workspace.scene(scene_ids[0]).text.text()
    qtbot.keyClick(bar.new, Qt.Key.Key_Escape)
    assert editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Z, ctrl)
    assert "She was very, very tired." in desk.workspace.scene(scene_ids[0]).text.text()


def test_help_opens_and_settings_are_wanted(shown, qtbot):
    shown.do("shortcuts")
    assert len(shown.findChildren(ShortcutSheet)) == 1
    with qtbot.waitSignal(shown.settings_wanted):
        shown.do("settings")
    with qtbot.waitSignal(shown.models_wanted):
        shown.project.view.sidebar.model_wanted.emit()
    shown.update_needs()


def test_settings_are_wanted_without_a_project(window, qtbot):
    with qtbot.waitSignal(window.models_wanted):
        window.do("connect_model")
    window.update_needs()
    window._on_insight_wanted()


def test_the_look_follows_the_settings(shown, preferences):
    light = shown.grab().toImage()
    preferences.set(replace(preferences.settings, appearance=Appearance.DARK))
    assert shown.grab().toImage() != light
    shown._on_scheme_changed()
    assert shown._theme.is_dark


def test_attribution_is_switched_from_the_menu(shown, preferences):
    shown.do("show_tint")
    shown.do("show_gutter")
    assert preferences.settings.shows_tint
    assert not preferences.settings.shows_gutter
    assert shown._actions["show_tint"].isChecked()


def test_the_share_leads_to_insight_and_back(shown):
    shown.status.insight_wanted.emit()
    view = shown.project.view
    assert view.insight.isVisible()
    view.insight.left.emit()
    assert view.sidebar.isVisible()


def test_the_whole_screen_can_be_had(shown):
    shown.do("full_screen")
    assert shown.isFullScreen()
    shown.do("full_screen")
    assert not shown.isFullScreen()


def test_trouble_is_told_with_and_without_a_project(window, desk, scene_ids):
    window.tell("The file is not a project.")
    assert window.status.news() == "The file is not a project."
    window.show_desk(desk)
    window.tell("The disk is full.")
    assert window.project.view.notice.sentence() == "The disk is full."


def test_a_project_held_by_another_program_is_read_only(
    window, workspace, scene_ids, preferences, spawner, clock, ids, qtbot
):
    workspace.save()
    second = open_project(workspace.path, clock=clock, ids=ids)
    assert second.is_read_only
    window.show_desk(Desk(second, preferences, spawner, model_access(preferences)))
    assert window.project.view.notice.sentence() == second.holder
    assert window.project.view.editor.isReadOnly()
    assert window.close_project()


def test_nothing_is_cut_in_a_small_window(shown):
    shown.resize(1024, 700)
    assert shown.minimumSizeHint().width() <= 1024
    assert shown.minimumSizeHint().height() <= 700


def test_closing_the_window_lets_everything_go(shown, qtbot):
    with qtbot.waitSignal(shown.project_closed):
        assert shown.close()


class Windows(QObject):
    """Remembers what was ever shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_is_ever_a_window_of_its_own(window, desk, scene_ids, agents, qapp, qtbot):
    agents.note(scene_ids[0], "calm", "Calm?")
    agents.offer(scene_ids[0], "calm", "still")
    windows = Windows()
    qapp.installEventFilter(windows)
    window.show_desk(desk)
    qtbot.waitUntil(lambda: len(window.project.view.sidebar.agents.findChildren(AgentCard)) > 10)
    window.do("focus_notes")
    qapp.removeEventFilter(windows)
    assert windows.seen == []
