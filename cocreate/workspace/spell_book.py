"""The dictionaries at hand, and the words that the writer added to them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from cocreate.base.resources import resource_path
from cocreate.store.dictionaries import best_for, find_dictionaries, system_folders
from cocreate.store.user_files import UserFiles
from cocreate.store.word_list import add_word, read_words, write_words

AUTO = "auto"
OFF = "off"


class SpellBook:
    """What is the same in all projects of a writer."""

    def __init__(self, user_files: UserFiles) -> None:
        self._files = user_files

    @property
    def folder(self) -> Path:
        """Where the writer may put dictionaries."""
        return self._files.dictionaries_folder

    @cached_property
    def languages(self) -> Mapping[str, Path]:
        """The dictionaries by language: the writer's own go before ours, ours before others'."""
        system = system_folders(sys.platform, Path.home(), self._files.environ)
        return find_dictionaries((self.folder, resource_path("dictionaries"), *system))

    def language_for(self, chosen: str, locale: str) -> str:
        """Return the language of a choice: one there is a dictionary for, or "".

        Args:
            chosen: a language, AUTO or OFF.
            locale: the system's, such as en_GB.
        """
        if chosen == AUTO:
            return best_for(locale, self.languages)
        return chosen if chosen in self.languages else ""

    def words(self) -> frozenset[str]:
        """Return the writer's own words.

        Raises:
            InputError: they cannot be read.
        """
        return read_words(self._files.words_path)

    def add(self, word: str) -> None:
        """Keep a word.

        Raises:
            InputError: it cannot be kept.
        """
        add_word(self._files.words_path, word)

    def remove(self, word: str) -> None:
        """Keep a word no longer.

        Raises:
            InputError: the others cannot be kept.
        """
        write_words(self._files.words_path, sorted(self.words() - {word}, key=str.casefold))
