"""The settings as a whole."""

from __future__ import annotations

from cocreate.providers.access import ModelAccess
from cocreate.ui.settings_dialog import SettingsDialog, SettingsPage
from cocreate.workspace.model_book import ModelBook
from tests.fakes.prompts import FakePrompts


def test_models_are_looked_for_when_their_page_is_opened(preferences, spawner, clock, qtbot):
    book = ModelBook(preferences.user_files, ModelAccess(), spawner, clock, lambda: None)
    dialog = SettingsDialog(preferences, book, FakePrompts())
    qtbot.addWidget(dialog)
    dialog.show_page(SettingsPage.LOOK)
    assert not spawner.runs
    dialog.show_page(SettingsPage.MODELS)
    assert len(spawner.runs) == 1
    assert dialog.models is not None
    with qtbot.waitSignal(dialog.models_changed):
        dialog.models.models_changed.emit()
    dialog.done(0)
    assert dialog.models._is_left


def test_without_a_project_there_is_the_look(preferences, qtbot):
    dialog = SettingsDialog(preferences, None, FakePrompts())
    qtbot.addWidget(dialog)
    dialog.show_page(SettingsPage.MODELS)
    dialog._on_models_changed()
    dialog.done(0)
    assert dialog.models is None
