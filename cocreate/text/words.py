"""The words of a line that a dictionary can be asked about, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from cocreate.text.markup import LineStyle, StyleKind

Range = tuple[int, int]

_JOINERS = "\u00ad\u200c\u200d\u2060"
# A token is all that hangs together: a word, a compound, a number.
_WORD = rf"""(?<token>\p{{L}}[\p{{L}}\p{{M}}\p{{N}}_{_JOINERS}]*+
        (?:['’ʼ‐‑-]\p{{L}}[\p{{L}}\p{{M}}\p{{N}}_{_JOINERS}]*+)*+)
    | \p{{N}}[\p{{L}}\p{{M}}\p{{N}}_'’ʼ.,‐‑-]*+"""
_PLAIN = regex.compile(_WORD, regex.VERBOSE | regex.VERSION1)
# Passed over whole are addresses, paths, names and tags after @ and #, entities, and what has a
# full stop inside.
_MIXED = regex.compile(
    rf"""(?:\p{{L}}[\p{{L}}\d+.-]*://|www\.|mailto:)[^\s<>]+
    | [^\s<>@"“”«»()]+@[^\s<>@"“”«»()]+\.\p{{L}}+
    | (?<!\S)(?:~?/|\.{{1,2}}/|\p{{L}}:[\\/])\S+
    | (?<![\p{{L}}\p{{N}}])[@\#][\p{{L}}\p{{N}}_]+
    | &\#?[\p{{L}}\p{{N}}]+;
    | [\p{{L}}\p{{N}}_-]+(?:\.[\p{{Ll}}\p{{N}}_-]+)+(?:/[^\s<>]*)?
    | {_WORD}""",
    regex.VERBOSE | regex.VERSION1,
)
_IS_MIXED = re.compile(r"[/@#&\\]|\.[^\W_]|www\.|mailto:")
_PIECE = regex.compile(rf"[\p{{L}}\p{{M}}{_JOINERS}'’ʼ]+")
_NO_WORD = regex.compile(r"[\p{N}_]")
_HYPHENS = regex.compile("[‐‑-]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", **dict.fromkeys(_JOINERS)})
_PLAIN_APOSTROPHES = ("'", "’", "ʼ")
_PASSED = frozenset({StyleKind.CODE, StyleKind.MARK})
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line.

    Args:
        start: code-point offset in the line; likewise `end`.
        form: the word as dictionaries write it: composed, with plain apostrophes.
        others: other forms, one of which may be in the dictionary when `form` is not.
    """

    start: int
    end: int
    form: str
    others: tuple[str, ...] = ()


def words_of(
    line: str,
    passed: Sequence[Range] = (),
    *,
    with_capitals: bool = False,
    known: Collection[str] = (),
) -> Iterator[Word]:
    """Yield the words of a line, in order.

    Args:
        passed: ranges that are no prose: syntax, code.
        with_capitals: whether words in nothing but capital letters are among them.
        known: words, as they stand in a text, that need not be looked at.
    """
    pattern = _MIXED if _IS_MIXED.search(line) else _PLAIN
    for found in pattern.finditer(line):
        token = found["token"]
        if token is None or token in known:
            continue
        start = found.start()
        if passed and _is_in(passed, start, found.end()):
            continue
        for word in _words_in(line, start, token):
            if len(word.form) <= LONGEST and (with_capitals or not word.form.isupper()):
                yield word


def passed_over(styles: Iterable[LineStyle]) -> tuple[Range, ...]:
    """Return the ranges of a line's styles in which nothing is checked: syntax and code."""
    return tuple(sorted((style.start, style.end) for style in styles if style.kind in _PASSED))


def form_of(word: str) -> str:
    """Return a word as dictionaries write it."""
    return unicodedata.normalize("NFC", word.translate(_APOSTROPHES))


@lru_cache(maxsize=4096)
def script_of(word: str) -> str:
    """Return the script of a word's first letter, as Unicode names it: "LATIN", "CYRILLIC"."""
    return unicodedata.name(word[:1], "").partition(" ")[0]


def without_accents(word: str) -> str:
    """Return a word with its letters bare: “naive” for “naïve”."""
    bare = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def _words_in(line: str, start: int, token: str) -> Iterator[Word]:
    if _NO_WORD.search(token):
        return
    whole = form_of(_HYPHENS.sub("-", token))
    pieces = list(_PIECE.finditer(token))
    for piece in pieces:
        form = form_of(piece.group())
        if len(form) < 2:
            continue
        others = (whole,) if len(pieces) > 1 else ()
        low, high = start + piece.start(), start + piece.end()
        if line[max(0, low - 1) : low] in _PLAIN_APOSTROPHES:
            others = (*others, f"'{form}")
        if line[high : high + 1] in _PLAIN_APOSTROPHES:
            # goin’: a letter is left out; the look-up is for both.
            others = (*others, f"{form}'", *((f"{form}g",) if form.endswith("in") else ()))
        yield Word(low, high, form, others)


def _is_in(ranges: Sequence[Range], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in ranges)
