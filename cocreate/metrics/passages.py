"""A text cut at blank lines into passages, with the knowledge whether each can be read alone.

A Markdown parser reads what stands between blank lines on its own, but for a few things that
reach further: fences, some HTML, link reference definitions, and what is indented below a list
item. Where a passage has any of these the passages of its text must be read together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_LEAD = r"(?:\A|\n)[ \t>*+\-\d.)]*"
_REACHES = re.compile(
    _LEAD + r"(?:```|~~~|<(?:[!?]|script\b|pre\b|style\b|textarea\b))", re.IGNORECASE
)
_OPENS_BRACKET = re.compile(_LEAD + r"\[")
_INDENTED = re.compile(r"\A(?:[ \t]*\n)*(?: {4}| *\t)")
_SHIFTED = re.compile(r"\A(?:[ \t]*\n)* ")
_DEEP_LINE = re.compile(r"\n(?: {4}| *\t)")


# Behind a letter, before a space that a letter follows: no word and no grapheme is cut in two.
_GAP = re.compile(r"[A-Za-z0-9,.;](?= [A-Za-z0-9])")
LONG = 4_096  # a passage longer than this is counted in segments


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a text, in order; together they are the text.

    Args:
        parts: the passages; none for an empty text.
        are_apart: whether each can be read as if it were a text of its own.
    """

    parts: tuple[str, ...]
    are_apart: bool


def passages(text: str, known: Mapping[str, bool]) -> tuple[Passages, dict[str, bool]]:
    """Cut a text; return also what was found out of each passage, as `known` for next time."""
    parts: list[str] = []
    start = 0
    for blank in _BLANK.finditer(text):
        parts.append(text[start : blank.end()])
        start = blank.end()
    if start < len(text):
        parts.append(text[start:])
    found: dict[str, bool] = {}
    for part in parts:
        is_apart = known.get(part)
        found[part] = _is_apart(part) if is_apart is None else is_apart
    return Passages(tuple(parts), are_apart=len(parts) <= 1 or all(found.values())), found


def segment_ends(passage: str, markup: Sequence[tuple[int, int]]) -> list[int]:
    """Return where a long passage can be cut for counting: between words, and not in markup."""
    ends: list[int] = []
    least, at = LONG, 0
    while len(passage) - least > LONG // 2:
        while at < len(markup) and markup[at][1] <= least:
            at += 1
        if at < len(markup) and markup[at][0] < least:
            least = markup[at][1]
        limit = markup[at][0] if at < len(markup) and markup[at][0] >= least else len(passage)
        gap = _GAP.search(passage, least, limit)
        if gap is None:
            least = limit + 1
            continue
        ends.append(gap.end())
        least = gap.end() + LONG
    return [*ends, len(passage)]


def _is_apart(passage: str) -> bool:
    """Tell whether a passage neither reaches beyond its end nor depends on what stands before."""
    if "\r" in passage or _REACHES.search(passage) or _INDENTED.match(passage):
        return False
    if _SHIFTED.match(passage) and _DEEP_LINE.search(passage):
        return False
    return "]:" not in passage or not _OPENS_BRACKET.search(passage)
