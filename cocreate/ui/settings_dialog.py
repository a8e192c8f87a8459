"""The settings: the look, the models, the money, spelling; everything works at once.

They open with and without a project. What comes from the background, such as the models found on
this machine, is taken over here, too: without a project nobody else does.
"""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from cocreate.ui.look_page import LookPage
from cocreate.ui.models_page import ModelsPage
from cocreate.ui.money_page import MoneyPage
from cocreate.ui.panel_parts import GRID, button, column, row
from cocreate.ui.prompts import Prompts
from cocreate.ui.spelling_page import SpellingPage
from cocreate.workspace.desk import Preferences
from cocreate.workspace.model_book import ModelBook

_LOOKS_EVERY_MS = 40


class SettingsPage(IntEnum):
    """The pages, in order."""

    LOOK = 0
    MODELS = 1
    MONEY = 2
    SPELLING = 3


class SettingsDialog(QDialog):
    """Four pages and a button that closes."""

    models_changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        book: ModelBook,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._tabs = QTabWidget()
        self.look = LookPage(preferences.get, preferences.set)
        self._tabs.addTab(self.look, self.tr("Page and writer"))
        self.models = ModelsPage(book, prompts, preferences.get, preferences.set)
        self.models.models_changed.connect(self._on_models_changed)
        self.money = MoneyPage(book, preferences.get, preferences.set)
        self._tabs.addTab(self.models, self.tr("Models"))
        self._tabs.addTab(self.money, self.tr("Money"))
        self.spelling = SpellingPage(preferences)
        self._tabs.addTab(self.spelling, self.tr("Spelling"))
        self._news = QTimer(self)
        self._news.setInterval(_LOOKS_EVERY_MS)
        self._news.timeout.connect(book.take_news)
        self._news.start()
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.setLayout(column(self._tabs, row(1, close), margin=2 * GRID))
        self.resize(680, 600)

    def show_page(self, page: SettingsPage) -> None:
        """Show a page; models are looked for when theirs is."""
        self._tabs.setCurrentIndex(page)
        if page is SettingsPage.MODELS:
            self.models.look_around()

    def done(self, result: int) -> None:
        """Close; whatever is still being looked for finds nobody here."""
        self._news.stop()
        self.models.leave()
        super().done(result)

    def _on_models_changed(self) -> None:
        self.money.update_prices()
        self.models_changed.emit()
