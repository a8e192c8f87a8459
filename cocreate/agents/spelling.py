"""Whether a word a dictionary lacks is a slip of the pen, or a word of the writer's own."""

from __future__ import annotations

from collections.abc import Callable

from cocreate.agents.nearness import slips_between

_BEFORE = ("un", "over", "out", "under", "fore", "non", "half", "sea")
_BEHIND = (
    "less", "ward", "wards", "like", "ness", "nesses", "ish", "ings", "ingly", "edly", "board",
    "craft", "eth", "ments", "ism", "folk", "maker", "makers", "smith", "smiths",
)  # fmt: skip
_ADDED = ("s", "es", "ly", "ness", "er", "ers", "less", "ish", "ed", "ism")
_LONG = 8
_SHORT = 4


def is_slip(word: str, mend: str, knows: Callable[[str], bool], *, must_be_sure: bool) -> bool:
    """Return whether `word` is most likely `mend`, wrongly spelt.

    Args:
        knows: whether the dictionary has a word.
        must_be_sure: take only swapped, dropped and doubled letters, as in names and in speech.
    """
    word, mend = word.lower().replace("’", "'"), mend.lower().replace("’", "'")
    if len(word) < 3 or word[0] != mend[0]:
        return False
    if _is_grown_from(word, mend) or _is_built(word, knows) or _is_old(word, mend, knows):
        return False
    if "'" in mend or "'" in word:
        return _lacks_apostrophe(word, mend)
    is_same_set = set(word) == set(mend)
    slips = slips_between(word, mend, 2)
    if len(word) <= _SHORT:
        return _is_short_slip(word, mend, slips)
    if must_be_sure:
        return slips <= 2 and (is_same_set or (slips == 1 and len(word) >= _LONG))
    return slips == 1 or (slips == 2 and is_same_set)


def _is_short_slip(word: str, mend: str, slips: int) -> bool:
    return slips == 1 and (sorted(word) == sorted(mend) or len(mend) == len(word) + 1)


def _lacks_apostrophe(word: str, mend: str) -> bool:
    """Whether only the apostrophe of a contraction is missing or misplaced."""
    if word.replace("'", "") != mend.replace("'", ""):
        return False
    return not mend.endswith("'s") or len(mend) <= len("there's")


def _is_grown_from(word: str, mend: str) -> bool:
    """Whether `word` is the known word `mend` with an ending or beginning put to it."""
    if word.endswith(mend) and word[: -len(mend)] in _BEFORE:
        return True
    return word.startswith(mend) and word[len(mend) :] in _ADDED


def _is_built(word: str, knows: Callable[[str], bool]) -> bool:
    """Whether `word` is made of a known word and one of the plain building blocks."""
    bases = [word[len(part) :] for part in _BEFORE if word.startswith(part)]
    bases += [word[: -len(part)] for part in _BEHIND if word.endswith(part)]
    return any(len(base) >= 3 and knows(base) for base in bases)


def _is_old(word: str, mend: str, knows: Callable[[str], bool]) -> bool:
    """Whether `word` is an old form: thou goest, she goeth, he dropt."""
    if word.endswith(("eth", "est")) and len(word) >= 5:
        is_doubling = set(word) == set(mend)  # "bigest"
        return not mend.endswith(word[-3:]) or (not is_doubling and knows(word[:-3]))
    return word.endswith("pt") and mend == word[:-1]
