"""Finding the words of a passage again where they were quoted, offered, asked or answered."""

from __future__ import annotations

from collections.abc import Iterable

WINDOW = 16
SHORTEST = 4
SIGN = "\ufffd"


class Needles:
    """The runs of signs by which a passage is known: 16 in a row, or a whole shorter line."""

    def __init__(self, passage: str) -> None:
        lines = [line.strip() for line in passage.split("\n")]
        self._windows = {
            line[at : at + WINDOW] for line in lines for at in range(len(line) - WINDOW + 1)
        }
        self._short = {line for line in lines if SHORTEST <= len(line) < WINDOW}

    def places(self, text: str) -> set[int]:
        """Return the offsets in `text` that belong to the passage."""
        found: set[int] = set()
        if self._windows:
            for at in range(len(text) - WINDOW + 1):
                if text[at : at + WINDOW] in self._windows:
                    found.update(range(at, at + WINDOW))
        for line in self._short:
            found |= places_of(text, line)
        return found


def places_of(text: str, words: str) -> set[int]:
    """Return the offsets of every occurrence of `words`."""
    found: set[int] = set()
    at = text.find(words) if words else -1
    while at >= 0:
        found.update(range(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def blotted(text: str, places: Iterable[int]) -> str:
    """Return the text with a sign for what was forgotten at these offsets; line ends stay."""
    signs = list(text)
    for place in places:
        if signs[place] != "\n":
            signs[place] = SIGN
    return "".join(signs)
