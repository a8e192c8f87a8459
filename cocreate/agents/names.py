"""The names of a manuscript: which capitalised words are names, and where they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from cocreate.agents.nearness import slips_between
from cocreate.agents.wordlists import COMMON, NO_NAMES

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE_FIRST = re.compile(r"(?:^|[.!?…:—–\n]|[“\"‘'«(\[*_#>|-])\s*$")
_LOOK_BACK = 4
_SHORT_NAME = 4
_LONG_NAME = 8
_FORMS = frozenset(
    {
        "", "s", "n", "an", "ans", "y", "ie", "es", "er", "ers", "ly", "ish", "ism", "ess", "al",
        "ic", "a", "as", "us", "man", "men", "ns",
    }
)  # fmt: skip
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        *("ae", "ai", "ao", "au", "ei", "eo", "eu", "io", "iu", "ou", "iy", "ey", "ay"),
        *("ck", "sz", "vw", "dt", "bp", "bd", "mn", "gj", "fv", "kq", "cs", "pq", "ij", "lr"),
    )
)
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


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two names look like one that is spelt in two ways.

    Letters swapped, doubled or left out count, and those that are easily taken for each other; not
    the forms of one name (India, Indian), nor names that differ by a letter nobody confuses.
    """
    one, other = one.lower(), other.lower()
    start = _shared_start(one, other)
    if one == other or (one[start:] in _FORMS and other[start:] in _FORMS):
        return False
    shortest = min(len(one), len(other))
    most = 2 if shortest >= _LONG_NAME else 1
    if slips_between(one, other, most) > most:
        return False
    if one[0] != other[0] and (one[1:] != other[1:] or shortest <= _SHORT_NAME):
        return False
    gone, came = set(one) - set(other), set(other) - set(one)
    if len(one) != len(other) or not gone or not came:
        return len(gone) <= 1 and len(came) <= 1
    return frozenset(gone | came) in _ALIKE


def _shared_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def bare(word: str) -> str:
    """Return a word without the ending of possession."""
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def _is_mac(word: str) -> bool:
    return word[:2] in {"Mc", "O'", "O’", "De", "Ma"}
