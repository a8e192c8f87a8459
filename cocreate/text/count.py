"""Graphemes and words of a text, as the shares count them.

A grapheme is an extended grapheme cluster. A word is a run without white space that holds a letter
or a digit, with markup taken out first; the word joiner U+2060 is ignored and dashes do not divide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache

Range = tuple[int, int]

WORD_JOINER = "\u2060"

# Signs of which each is a grapheme of its own, whatever stands beside it.
_SIMPLE = re.compile(
    r"[\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027"
    r"\u2030-\u205e\u2060\u2070-\u20cf\u2100-\u2bff\u3000-\u3029\u3041-\u3096\u30a0-\u30ff"
    r"\u3400-\u4dbf\u4e00-\u9fff]*"
)
_WORD = re.compile(r"\S+")


def grapheme_ranges(text: str) -> Iterator[Range]:
    """Yield where the graphemes of a text begin and end."""
    if _SIMPLE.fullmatch(text):
        # Nothing here joins with its neighbour: each code point is a grapheme.
        yield from ((offset, offset + 1) for offset in range(len(text)))
        return
    for found in _clusters_of()(text):
        yield found.span()


@cache
def _clusters_of() -> Callable[[str], Iterator[re.Match[str]]]:
    # With the first text that needs it: the start of the window does not wait for the library.
    import regex  # noqa: PLC0415 - not at the start

    finder: Callable[[str], Iterator[re.Match[str]]] = regex.compile(r"\X").finditer
    return finder


def graphemes(text: str) -> Iterator[str]:
    """Yield the graphemes of a text."""
    for start, end in grapheme_ranges(text):
        yield text[start:end]


def outside(start: int, end: int, ranges: Sequence[Range]) -> Iterator[Range]:
    """Yield what ascending, disjoint ranges leave of the stretch from `start` up to `end`."""
    at = bisect_right(ranges, start, key=_end)
    while at < len(ranges) and ranges[at][0] < end:
        low, high = ranges[at]
        if low > start:
            yield start, low
        start = high
        at += 1
    if start < end:
        yield start, end


def _end(found: Range) -> int:
    return found[1]


def visible(text: str, markup: Sequence[Range]) -> str:
    """Return a text with its markup taken out."""
    if not markup:
        return text
    return "".join(text[low:high] for low, high in outside(0, len(text), markup))


def word_ranges(text: str, markup: Sequence[Range] = ()) -> tuple[Range, ...]:
    """Return where the words of a text stand; a word may hold markup inside, never at its ends."""
    shown = visible(text, markup)
    found = [hit.span() for hit in _WORD.finditer(shown) if any(map(str.isalnum, hit.group()))]
    if not markup:
        return tuple(found)
    return tuple(_shifted(found, text, markup))


def _shifted(found: list[Range], text: str, markup: Sequence[Range]) -> Iterator[Range]:
    """Yield ranges of the visible text as ranges of the text with its markup."""
    kept = list(outside(0, len(text), markup))
    at, shown_before = 0, 0
    for start, end in found:
        while start >= shown_before + kept[at][1] - kept[at][0]:
            shown_before += kept[at][1] - kept[at][0]
            at += 1
        first = kept[at][0] + start - shown_before
        while end > shown_before + kept[at][1] - kept[at][0]:
            shown_before += kept[at][1] - kept[at][0]
            at += 1
        yield first, kept[at][0] + end - shown_before


def leaves_word_count(left: str, old: str, new: str, right: str) -> bool:
    """Whether words are surely as many when `new` comes in place of `old`, as with most keys.

    White space beside white space makes no word, and neither do signs that join a letter or digit.

    Args:
        left: the sign before, "" at the beginning; likewise `right`.
    """
    touched = old + new
    if touched.isspace():
        is_edge = not left or not right or left.isspace() or right.isspace()
        return is_edge or bool(old and new)
    return (left.isalnum() or right.isalnum()) and touched.split() == [touched]


def count_words(text: str, markup: Sequence[Range] = ()) -> int:
    """Return how many words a text has."""
    shown = visible(text, markup)
    return sum(1 for word in shown.split() if word.isalnum() or any(map(str.isalnum, word)))


def count_characters(text: str, markup: Sequence[Range] = ()) -> int:
    """Return how many graphemes a text has that are neither white space nor markup."""
    if _SIMPLE.fullmatch(text):
        return sum(map(len, visible(text, markup).split()))
    return sum(1 for _ in shown_graphemes(text, markup))


def shown_graphemes(text: str, markup: Sequence[Range] = ()) -> Iterator[Range]:
    """Yield the graphemes that are neither white space nor begin in markup."""
    ahead = iter((*markup, (len(text), len(text))))
    low, high = next(ahead)
    for start, end in grapheme_ranges(text):
        while start >= high and high < len(text):
            low, high = next(ahead)
        if low <= start < high or text[start:end].isspace():
            continue
        yield start, end
