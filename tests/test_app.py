from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cocreate.app import Studio, application
from cocreate.store.user_files import UserFiles
from cocreate.store.verify import verify_project
from cocreate.ui.settings_dialog import SettingsDialog
from cocreate.ui.versions_dialog import VersionsDialog
from cocreate.workspace.desk import Preferences
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.prompts import FakePrompts


@pytest.fixture
def studio(qtbot: QtBot, home: Path) -> Iterator[Studio]:
    made = Studio(Preferences(UserFiles(home)), FakePrompts(), FakeClock(), CountingIds())
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.window.close()
    made.close()


def test_a_new_project_opens_with_a_scene_to_write_in(studio: Studio, project_path: Path):
    studio.make_project(project_path)
    project = studio.window.project
    assert project is not None
    QTest.keyClicks(project.view.editor, "First words.")
    (scene,) = project.desk.workspace.state.manuscript()
    assert scene.text.text() == "First words."
    assert studio.window.windowTitle().startswith("book")


def test_a_project_can_be_opened_again(studio: Studio, project_path: Path):
    studio.make_project(project_path)
    assert studio.window.project is not None
    QTest.keyClicks(studio.window.project.view.editor, "Kept.")
    studio.window.close_project()
    studio.open_project(project_path)
    assert studio.window.project is not None
    (scene,) = studio.window.project.desk.workspace.state.manuscript()
    assert scene.text.text() == "Kept."


def test_the_sample_is_made_once_and_opened_again(studio: Studio, home: Path):
    studio.open_sample()
    assert studio.window.project is not None
    scenes = len(studio.window.project.desk.workspace.state.order)
    assert scenes > 3
    studio.window.close_project()
    studio.open_sample()
    assert studio.window.project is not None
    assert len(studio.window.project.desk.workspace.state.order) == scenes
    assert (home / "sample" / "LICENSE.md").exists()


@pytest.fixture
def safe_studio(qtbot: QtBot, home: Path) -> Iterator[Studio]:
    """The running program with backups, as it is started by the writer."""
    preferences = Preferences(UserFiles(home))
    made = Studio(preferences, FakePrompts(), FakeClock(), CountingIds(), makes_backups=True)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.window.close()
    if made.backing_up is not None:
        made.backing_up.wait(60)
    made.close()


@pytest.mark.slow
def test_a_sitting_is_backed_up_and_two_clicks_on_the_welcome_page_bring_it_back(
    safe_studio: Studio, project_path: Path, qtbot: QtBot
):
    window = safe_studio.window
    safe_studio.make_project(project_path)
    assert window.project is not None
    QTest.keyClicks(window.project.view.editor, "Precious words.")
    assert window.close_project()
    assert safe_studio.backing_up is not None
    assert safe_studio.backing_up.wait(60) == 0
    project_path.write_bytes(b"a broken file")
    clicked = [b for b in window.findChildren(QPushButton) if b.text() == "Earlier versions"]
    clicked[0].click()
    (dialog,) = window.findChildren(VersionsDialog)
    assert "Precious words." in dialog.text.toPlainText()
    dialog.restore.click()
    assert window.project is not None
    (scene,) = window.project.desk.workspace.state.manuscript()
    assert scene.text.text() == "Precious words."
    assert "book.cocreate.before-restore" in window.project.view.notice.sentence()
    aside = project_path.with_name("book.cocreate.before-restore")
    assert aside.read_bytes() == b"a broken file"
    QTest.keyClicks(window.project.view.editor, "And ")
    assert window.close_project()
    assert verify_project(project_path).ok


def test_trouble_is_told_and_the_window_stays(studio: Studio, tmp_path: Path):
    foreign = tmp_path / "foreign.cocreate"
    foreign.write_text("nothing of ours")
    studio.open_project(foreign)
    assert studio.window.project is None
    assert "not a Cocreate project" in studio.window.status.news()
    assert foreign.read_text() == "nothing of ours"


@pytest.mark.local_server
def test_looking_for_models_ends_and_tells_the_sidebar(
    studio: Studio, project_path: Path, qtbot: QtBot
):
    studio.make_project(project_path)
    studio.look_for_models()
    assert studio.spawner.wait(30)


def test_a_bug_goes_into_the_log_and_is_told(
    studio: Studio, project_path: Path, caplog: pytest.LogCaptureFixture
):
    async def broken():
        yield 1
        raise RuntimeError("a bug")

    studio.make_project(project_path)
    studio.spawner.start(broken, lambda _: None)
    with caplog.at_level(logging.ERROR, "cocreate"):
        while studio.spawner.wait(10):
            if caplog.records:
                break
    assert caplog.records[0].exc_info is not None
    caplog.clear()


def test_there_is_one_application(qtbot: QtBot):
    assert application(["x"]) is application(["y"])


@pytest.mark.local_server
def test_models_and_money_are_set_without_a_project(studio: Studio, qtbot: QtBot):
    studio.window.do("connect_model")
    (dialog,) = studio.window.findChildren(SettingsDialog)
    assert dialog.models.isVisible()
    qtbot.waitUntil(lambda: "Looking" not in dialog.models._state.text(), timeout=20_000)
    dialog.money.session.setText("2.50")
    dialog.money.session.editingFinished.emit()
    assert studio.preferences.settings.budget_session_micros == 2_500_000
    dialog.done(0)


def test_the_settings_go_on_knowing_what_is_at_hand(studio: Studio, project_path: Path):
    studio.make_project(project_path)
    studio.window.do("settings")
    studio.window.do("settings")
    first, second = studio.window.findChildren(SettingsDialog)
    assert first.models._book is second.models._book
    first.models.models_changed.emit()
    for dialog in (first, second):
        dialog.done(0)
