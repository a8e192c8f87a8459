"""What is spoken in a scene: the ranges between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_OPENING = re.compile("[“\"«„]|(?<![\\w’'])[‘](?=\\S)|(?<![^\\s—–(\\[])'(?=\\w)")
_CLOSING = {
    opening: re.compile(f"[{closing}]")
    for opening, closing in (
        ("“", "”"), ('"', '"'), ("«", "»"), ("„", "“”"), ("‘", "’"), ("'", "'"),
    )
}  # fmt: skip
_LONGEST_SINGLE = 3_000  # a single mark that is not closed within so much was an apostrophe
_DASH = re.compile(r"[—–]\s?\S")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the ranges of the paragraphs: what blank lines divide."""
    for found in _PARAGRAPH.finditer(text):
        yield found.start(), found.start() + len(found.group().rstrip())


def spoken_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of dialogue, marks included; a quotation ends with its paragraph."""
    ranges: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        if _DASH.match(text, start, end):
            ranges.append((start, end))
        else:
            ranges.extend(_quoted(text, start, end))
    return tuple(ranges)


def is_inside(ranges: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    """Whether a range touches one of `ranges`, which are sorted and apart."""
    index = bisect_right(ranges, (start, end))
    before = index > 0 and ranges[index - 1][1] > start
    behind = index < len(ranges) and ranges[index][0] < end
    return before or behind


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while True:
        opening = _OPENING.search(text, at, end)
        if opening is None:
            return
        close = _closing(text, opening, end)
        if close is None and opening.group() in "'‘":
            at = opening.end()  # an apostrophe: 'tis
            continue
        at = end if close is None else close
        yield opening.start(), at


def _closing(text: str, opening: re.Match[str], end: int) -> int | None:
    mark = opening.group()
    if mark in "'‘":
        end = min(end, opening.end() + _LONGEST_SINGLE)
    for found in _CLOSING[mark].finditer(text, opening.end(), end):
        is_apostrophe = found.group() in "’'" and text[found.end() : found.end() + 1].isalnum()
        if not is_apostrophe:
            return found.end()
    return None
