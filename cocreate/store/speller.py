"""Whether a word is in a dictionary, and what it may have been meant to be: Hunspell's one door.

A dictionary is a pair of files in Hunspell's form (`man 5 hunspell`): NAME.dic lists words and the
endings they take, NAME.aff says what these are. The first line of the list is a number.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from cocreate.base.errors import InputError

_SAMPLE_BYTES = 4096


class Speller(Protocol):
    """What knows the words of a language."""

    def knows(self, word: str) -> bool:
        """Return whether the word is one of the language."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return the words it may have been meant to be, the likeliest first."""
        ...


class HunspellSpeller:
    """A dictionary that Hunspell holds in memory; it takes 50 ms to be read."""

    def __init__(self, path: Path) -> None:
        """Read a dictionary.

        Args:
            path: NAME.dic; NAME.aff stands beside it.

        Raises:
            InputError: it cannot be read, or this machine has no Hunspell.
        """
        _require_dictionary(path)
        try:
            from hunspell import Hunspell  # noqa: PLC0415 - not before the page is painted
        except ImportError as error:
            raise InputError("Spelling cannot be checked on this kind of computer.") from error
        # Paths go to Hunspell as UTF-8, whatever the system's own encoding is.
        self._hunspell = Hunspell(
            path.stem, hunspell_data_dir=str(path.parent), system_encoding="UTF-8"
        )

    def knows(self, word: str) -> bool:
        """Return whether the word is one of the language."""
        try:
            return bool(self._hunspell.spell(word))
        except UnicodeEncodeError:  # a letter that the dictionary's encoding does not have
            return False

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return the words it may have been meant to be, the likeliest first."""
        try:
            return tuple(str(found) for found in self._hunspell.suggest(word) if found)
        except UnicodeEncodeError:
            return ()


def sample_of(path: Path) -> str:
    """Return some words of a dictionary's list, whatever its encoding: letters it is made of.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_SAMPLE_BYTES).decode("utf-8", "ignore")
    except OSError as error:
        raise InputError(f"“{path}” cannot be read ({error.strerror or error}).") from error


def _require_dictionary(path: Path) -> None:
    head = sample_of(path).lstrip("\ufeff").split()
    rules = path.with_suffix(".aff")
    if not head or not head[0].isdigit() or not rules.is_file():
        raise InputError(f"“{path}” is no dictionary that can be read.")
