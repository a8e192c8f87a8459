"""Settings of spelling: the language, what is checked, the writer's own words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QFormLayout, QListWidget, QWidget

from cocreate.base.errors import CocreateError
from cocreate.ui.panel_parts import GRID, ChoiceBox, button, column, label, row
from cocreate.ui.spelling_words import language_name, languages_in_order
from cocreate.workspace.desk import Preferences
from cocreate.workspace.spell_book import AUTO, OFF, SpellBook


class SpellingPage(QWidget):
    """Language and capitals work at once; a word is taken out with its button."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._book = SpellBook(preferences.user_files)
        now = preferences.settings
        self.language = ChoiceBox()
        self.language.setAccessibleName(self.tr("Language of spelling"))
        self.language.addItem(self._system_words(), AUTO)
        self.language.addItem(self.tr("Off"), OFF)
        for code in languages_in_order(self._book.languages):
            self.language.addItem(language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(now.spelling)))
        self.capitals = QCheckBox(self.tr("Words in CAPITALS, too"))
        self.capitals.setChecked(now.spelling_capitals)
        self.words = QListWidget()
        self.words.setAccessibleName(self.tr("Your own words"))
        self.remove = button(self.tr("Remove"), hint=self.tr("Mark this word again"))
        self.trouble = label("", "caption", wraps=True)
        self._lay_out()
        self.fill()
        self.language.activated.connect(self._on_changed)
        self.capitals.toggled.connect(self._on_changed)
        self.words.currentRowChanged.connect(self._on_row_changed)
        self.remove.clicked.connect(self._on_remove)

    def fill(self) -> None:
        """Show the writer's own words as they are now."""
        self.words.clear()
        try:
            self.words.addItems(sorted(self._book.words(), key=str.casefold))
        except CocreateError as error:
            self.trouble.setText(error.sentence)
        self._on_row_changed(self.words.currentRow())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Spelling"), self.language)
        form.addRow(self.tr("Check"), self.capitals)
        where = self.tr(
            "Further languages are found where the system keeps dictionaries, and in {folder} "
            "(two files each, such as fr_FR.aff and fr_FR.dic). A project may have a language of "
            "its own: see Edit, Spelling of this project."
        )
        hint = label(where.format(folder=self._book.folder), "caption", wraps=True)
        heading = label(self.tr("Your own words"), "title")
        self.setLayout(
            column(
                form, hint, heading, self.words, row(1, self.remove), self.trouble, margin=2 * GRID
            )
        )

    def _system_words(self) -> str:
        found = self._book.language_for(AUTO, QLocale.system().name())
        name = language_name(found) if found else self.tr("no dictionary is here")
        return self.tr("As the system ({language})").format(language=name)

    def _on_changed(self) -> None:
        self._preferences.set(
            replace(
                self._preferences.settings,
                spelling=str(self.language.currentData()),
                spelling_capitals=self.capitals.isChecked(),
            )
        )

    def _on_row_changed(self, number: int) -> None:
        self.remove.setEnabled(number >= 0)

    def _on_remove(self) -> None:
        try:
            self._book.remove(self.words.currentItem().text())
        except CocreateError as error:
            self.trouble.setText(error.sentence)
            return
        self.fill()
        # Open projects hold the word for right until they look again.
        self._preferences.changes.tell(self._preferences.settings)
