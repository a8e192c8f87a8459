"""Settings of spelling."""

from __future__ import annotations

import pytest

from cocreate.base.settings import Settings
from cocreate.ui.spelling_page import SpellingPage
from cocreate.workspace.spell_book import OFF


@pytest.fixture
def page(preferences, qtbot):
    preferences.user_files.words_path.write_text("Pequod\nahoy\n", encoding="utf-8")
    made = SpellingPage(preferences)
    qtbot.addWidget(made)
    return made


def _choose(page: SpellingPage, value: str) -> None:
    at = page.language.findData(value)
    assert at >= 0
    page.language.setCurrentIndex(at)
    page.language.activated.emit(at)


def test_a_choice_works_at_once(page, preferences):
    assert page.language.currentIndex() == 0
    _choose(page, "en_GB")
    assert preferences.settings.spelling == "en_GB"
    _choose(page, OFF)
    assert preferences.settings.spelling == OFF
    page.capitals.click()
    assert preferences.settings.spelling_capitals


def test_a_word_is_taken_out(page, preferences):
    told: list[Settings] = []
    preferences.changes.listen(told.append)
    assert not page.remove.isEnabled()
    page.words.setCurrentRow(1)
    page.remove.click()
    assert preferences.user_files.words_path.read_text("utf-8") == "ahoy\n"
    assert [page.words.item(row).text() for row in range(page.words.count())] == ["ahoy"]
    assert told == [preferences.settings]


def test_a_broken_list_is_told(page, preferences):
    page.words.setCurrentRow(0)
    preferences.user_files.words_path.write_bytes(b"\xff")
    page.remove.click()
    assert "cannot be read" in page.trouble.text()
    page.trouble.clear()
    page.fill()
    assert "cannot be read" in page.trouble.text()
    assert page.words.count() == 0


def test_everything_has_a_name(page):
    assert page.language.accessibleName() == "Language of spelling"
    assert page.words.accessibleName() == "Your own words"
