"""The writer's own words: a plain file, one word a line, that may be written by hand, too."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cocreate.store.files import read_or_none, write_whole


def read_words(path: Path) -> frozenset[str]:
    """Return the words in a file; none where there is no file.

    Raises:
        InputError: it is there but cannot be read.
    """
    return frozenset(lines_of(read_or_none(path) or ""))


def add_word(path: Path, word: str) -> None:
    """Put a word at the end of a file, unless it is in it.

    Raises:
        InputError: the file cannot be read or written.
    """
    words = list(lines_of(read_or_none(path) or ""))
    if word not in words:
        write_words(path, [*words, word])


def write_words(path: Path, words: Iterable[str]) -> None:
    """Keep these words and no others.

    Raises:
        InputError: the file cannot be written.
    """
    write_whole(path, "".join(f"{word}\n" for word in words))


def lines_of(text: str) -> Iterable[str]:
    """Return the words of a list, each once, in order."""
    return dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())
