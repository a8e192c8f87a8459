"""A text cut at blank lines into passages, with the knowledge whether each can be read alone.

A Markdown parser reads what stands between blank lines on its own, but for a few things that
reach further: fences, some HTML, link reference definitions, and what is indented below a list
item. Where a passage has any of these the passages of its text must be read together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Passages:
    """Where the passages of a text end; the first begins at 0 and each at the end of the last.

    Args:
        ends: ascending; the last is the text's length; none for an empty text.
        are_apart: whether each can be read as if it were a text of its own.
    """

    ends: tuple[int, ...]
    are_apart: bool


def passages(text: str, known: Mapping[str, bool]) -> tuple[Passages, dict[str, bool]]:
    """Cut a text; return also what was found out of each passage, as `known` for next time."""
    if not text:
        return Passages((), are_apart=True), {}
    ends = [blank.end() for blank in _BLANK.finditer(text)]
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    found: dict[str, bool] = {}
    start = 0
    for end in ends:
        passage = text[start:end]
        is_apart = known.get(passage)
        found[passage] = _is_apart(passage) if is_apart is None else is_apart
        start = end
    return Passages(tuple(ends), are_apart=len(ends) == 1 or all(found.values())), found


def _is_apart(passage: str) -> bool:
    """Tell whether a passage neither reaches beyond its end nor depends on what stands before."""
    if "\r" in passage or _REACHES.search(passage) or _INDENTED.match(passage):
        return False
    if _SHIFTED.match(passage) and _DEEP_LINE.search(passage):
        return False
    return "]:" not in passage or not _OPENS_BRACKET.search(passage)
