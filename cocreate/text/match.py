"""Where a quoted passage stands in a text: exactly, loosely, or nowhere for sure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cocreate.text.lines import LineIndex, start_of_line

_SAME_SIGNS = ("'‘’‚‛ʼ′", '"“”„‟″', "-‐‑‒–—―−")
_MOST = 10_000  # places of one quote looked at before it counts as standing everywhere


@dataclass(frozen=True, slots=True)
class Match:
    """The half-open range where a quote stands."""

    start: int
    end: int


def find_quote(text: str, quote: str, line: int | None) -> Match | None:
    """Return where exactly these words stand, or None if nowhere or not to be decided.

    Of several places the one that starts nearest to `line` (from 1) is meant; a tie, or several
    places and no line, is undecided.
    """
    if not quote:
        return None
    found: list[Match] = []
    start = text.find(quote)
    while start >= 0:
        found.append(Match(start, start + len(quote)))
        if len(found) > _MOST:
            return None
        start = text.find(quote, start + 1)
    return _nearest(text, found, line)


def find_loosely(text: str, quote: str, line: int | None) -> Match | None:
    """Return where words like these stand: other quotes, dashes and white space are forgiven."""
    words = quote.split()
    if not words:
        return None
    pattern = r"\s+".join("".join(map(_like, word)) for word in words)
    found: list[Match] = []
    for hit in re.finditer(pattern, text):
        found.append(Match(hit.start(), hit.end()))
        if len(found) > _MOST:
            return None
    return _nearest(text, found, line)


def insertion_offset(text: str, line: int | None) -> int | None:
    """Return where lines of their own come in after `line` (0: before the first).

    None for no line and for one outside the text. The line feed that ends the text opens no line;
    an empty text has one line.
    """
    count = LineIndex(text).count - text.endswith("\n")
    if line is None or not 0 <= line <= count:
        return None
    return start_of_line(text, line)


def _nearest(text: str, found: list[Match], line: int | None) -> Match | None:
    if len(found) <= 1:
        return found[0] if found else None
    if line is None:
        return None
    index = LineIndex(text)
    ranked = sorted((abs(index.line_of(match.start) + 1 - line), match.start) for match in found)
    if ranked[0][0] == ranked[1][0]:
        return None
    best = ranked[0][1]
    return next(match for match in found if match.start == best)


def _like(sign: str) -> str:
    for alike in _SAME_SIGNS:
        if sign in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(sign)
