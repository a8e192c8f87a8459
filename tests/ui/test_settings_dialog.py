"""The settings as a whole."""

from __future__ import annotations

from cocreate.base.spawn import BackgroundSpawner
from cocreate.providers.access import ModelAccess
from cocreate.ui.settings_dialog import SettingsDialog, SettingsPage
from cocreate.workspace.model_book import ModelBook, Weights
from tests.fakes.prompts import FakePrompts


def test_models_are_looked_for_when_their_page_is_opened(preferences, spawner, clock, qtbot):
    book = ModelBook(preferences.user_files, ModelAccess(), spawner, clock, lambda: None)
    dialog = SettingsDialog(preferences, book, FakePrompts())
    qtbot.addWidget(dialog)
    dialog.show_page(SettingsPage.LOOK)
    assert not spawner.runs
    dialog.show_page(SettingsPage.MODELS)
    assert len(spawner.runs) == 1
    with qtbot.waitSignal(dialog.models_changed):
        dialog.models.models_changed.emit()
    dialog.done(0)
    assert dialog.models._is_left


def test_what_comes_from_the_background_is_taken_over(preferences, clock, qtbot):
    spawner = BackgroundSpawner(lambda bug: None)
    weights = Weights(lambda: None, lambda: None)
    book = ModelBook(preferences.user_files, ModelAccess(), spawner, clock, lambda: None, weights)
    dialog = SettingsDialog(preferences, book, FakePrompts())
    qtbot.addWidget(dialog)
    dialog.models.install.click()
    qtbot.waitUntil(lambda: "ready" in dialog.models.installed())
    dialog.done(0)
    assert not dialog._news.isActive()
    spawner.close()
