"""Find the headings that divide a manuscript, fast even in very long files.

The CommonMark parser is the judge, but it only sees the passages where a heading may stand. The
text is cut at places where every list, quotation and paragraph ends: after a blank line before a
letter at the margin, before and behind a heading at the margin. What may still be open there is a
fence or a block of HTML; so each piece is parsed with a heading of our own behind it, and where
that is not seen as a heading, the piece is joined with what follows and parsed again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from cocreate.text.markup import headings

_CUT = re.compile(r"\n[ \t]*\n(?=[^\W_])|\n(?=#{1,6}[ \t])|^#{1,6}[ \t][^\n]*\n", re.MULTILINE)
# A heading without any other sign: it needs no parser. What precedes it is closed, so it is one.
_PLAIN_HEADING = re.compile(r"(#{1,2})[ \t]+([^\W_](?:[^\W_]|[ ,.;:?'’“”–—-])*)\n")
_MAY_MATTER = re.compile(
    r"^ {0,3}#{1,2}(?:[ \t]|$)"  # a heading mark
    r"|^(?=[^\n]*\S)[^\n]+\n {0,3}(?:=+|-+)[ \t]*$"  # a line that is underlined
    r"|```|~~~|^ {0,3}<",  # what may stay open: a fence, a block of HTML
    re.MULTILINE,
)
_PROBE = "# probe\n"


@dataclass(frozen=True, slots=True)
class Division:
    """A heading of level 1 or 2 at the top level: where it begins, and its words."""

    start: int
    level: int
    title: str


def divisions(text: str) -> tuple[Division, ...]:
    """Return the headings of level 1 and 2 that stand at the top level, in order."""
    cuts = [0, *(match.end() for match in _CUT.finditer(text)), len(text)]
    found: list[Division] = []
    for first, last in _pieces_that_matter(text, cuts):
        piece = text[first:last]
        if plain := _PLAIN_HEADING.fullmatch(piece):
            found.append(Division(first, len(plain[1]), " ".join(plain[2].split())))
            continue
        found.extend(
            Division(first + heading.start, heading.level, " ".join(heading.title.split()))
            for heading in headings(piece)
            if heading.level <= 2
        )
    return tuple(found)


def _pieces_that_matter(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield ranges, each beginning and ending where nothing is open, that may hold a heading."""
    position = 0
    while match := _MAY_MATTER.search(text, position):
        place = bisect_right(cuts, match.start()) - 1
        start, step = max(cuts[place], position), 1
        while True:
            place = min(place + step, len(cuts) - 1)
            end = cuts[place]
            if end == len(text) or _is_closed(text[start:end]):
                break
            step *= 2
        yield start, end
        if end == len(text):
            return
        position = end


def _is_closed(piece: str) -> bool:
    """Whether a heading right behind `piece` would be one: nothing of it is still open."""
    if _PLAIN_HEADING.fullmatch(piece):
        return True
    seen = headings(piece + _PROBE)
    return bool(seen) and seen[-1].start == len(piece)
