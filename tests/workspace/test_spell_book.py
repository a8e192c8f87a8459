"""Dictionaries and own words of a writer."""

from __future__ import annotations

import pytest

from cocreate.store.user_files import UserFiles
from cocreate.workspace.spell_book import AUTO, OFF, SpellBook


@pytest.fixture
def book(home):
    return SpellBook(UserFiles(home, {}))


def test_english_comes_along(book):
    assert {"en_US", "en_GB", "en_CA", "en_AU"} <= set(book.languages)


def test_the_writers_own_dictionary_goes_first(home):
    files = UserFiles(home, {})
    files.dictionaries_folder.mkdir()
    for ending in ("dic", "aff"):
        (files.dictionaries_folder / f"en_GB.{ending}").write_text("1\nsea\n", encoding="utf-8")
    assert SpellBook(files).languages["en_GB"].parent == files.dictionaries_folder


@pytest.mark.parametrize(
    ("chosen", "locale", "language"),
    [
        (AUTO, "en_GB", "en_GB"),
        (AUTO, "tlh", ""),
        (OFF, "en_GB", ""),
        ("en_US", "en_GB", "en_US"),
        ("tlh", "en_GB", ""),
    ],
)
def test_a_language_is_in_force_only_where_there_is_a_dictionary(book, chosen, locale, language):
    assert book.language_for(chosen, locale) == language


def test_words_come_and_go(book):
    book.add("Pequod")
    book.add("ahoy")
    book.remove("Pequod")
    assert book.words() == {"ahoy"}
