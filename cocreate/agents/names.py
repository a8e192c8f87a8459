"""The names of a manuscript: which capitalised words are names, and where they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from cocreate.agents.wordlists import COMMON, NO_NAMES

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE_FIRST = re.compile(r"(?:^|[.!?…:—–\n]|[“\"‘'«(\[*_#>|-])\s*$")
_LOOK_BACK = 4
_NO_NAME_ENDS = ("ly", "ing", "ed")


@dataclass(slots=True)
class Names:
    """How often words stand as names, and where within the text that is read.

    Args:
        counts: uses in the whole manuscript.
        places: offsets of the uses in the text that is read.
        plain: how often the word stands with a small first letter.
    """

    counts: Counter[str] = field(default_factory=Counter)
    places: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    plain: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)

    def take(self, text: str, *, is_read: bool) -> None:
        """Add the words of a text; places are kept only of the one that is read."""
        for found in WORD.finditer(text):
            word = bare(found.group())
            if not word[0].isupper():
                self.plain[word] += 1
                continue
            if word[1:] != word[1:].lower() and "-" not in word and not _is_mac(word):
                continue
            self.counts[word] += 1
            before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
            if _BEFORE_FIRST.search(before) is None:
                self.inside[word] += 1
            if is_read:
                self.places[word].append(found.start())

    def all(self) -> list[str]:
        """Return the words that are names, the most used first."""
        return [word for word, _ in self.counts.most_common() if self.is_name(word)]

    def is_name(self, word: str) -> bool:
        """Whether a word is a name here.

        It is capitalised within sentences and hardly ever small; or it only ever begins sentences,
        more than once, and looks like no other kind of word.
        """
        small = word.lower()
        if len(word) < 2 or small in NO_NAMES or self.plain[small] * 4 > self.counts[word]:
            return False
        if self.inside[word] > 0:
            return True
        is_likely = small not in COMMON and not small.endswith(_NO_NAME_ENDS)
        return is_likely and self.plain[small] == 0 and self.counts[word] > 1


def bare(word: str) -> str:
    """Return a word without the ending of possession."""
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def _is_mac(word: str) -> bool:
    return word[:2] in {"Mc", "O'", "O’", "De", "Ma"}
