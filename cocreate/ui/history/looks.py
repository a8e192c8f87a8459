"""How stretches of a past text look: by whose words they are, or by what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from cocreate.core.origin import Contributor, Method, Origin, Span
from cocreate.text.diff import Piece


class Look(Enum):
    """What a stretch is painted as."""

    PLAIN = auto()
    TITLE = auto()
    AI = auto()
    TOOL = auto()
    UNKNOWN = auto()
    DECLARED = auto()
    IN = auto()
    OUT = auto()


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many characters of one look."""

    length: int
    look: Look


_BY_CONTRIBUTOR = {
    Contributor.AI: Look.AI,
    Contributor.TOOL: Look.TOOL,
    Contributor.UNKNOWN: Look.UNKNOWN,
}
_BY_KIND = {"same": Look.PLAIN, "in": Look.IN, "out": Look.OUT}


def look_of(by: Origin) -> Look:
    """Return the look of words of an origin."""
    if by.contributor is Contributor.HUMAN:
        return Look.PLAIN if by.method is Method.TYPED else Look.DECLARED
    return _BY_CONTRIBUTOR[by.contributor]


def of_spans(spans: Iterable[Span]) -> list[Stretch]:
    """Return the looks of attributed words."""
    return [Stretch(span.length, look_of(span.origin)) for span in spans]


def of_pieces(pieces: Sequence[Piece]) -> list[Stretch]:
    """Return the looks of a difference, shown with what went out left in."""
    return [Stretch(len(piece.text), _BY_KIND[piece.kind]) for piece in pieces]


def units(text: str) -> int:
    """Return the UTF-16 units of a text: what Qt counts in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_units(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches with their lengths in UTF-16 units."""
    if units(text) == len(text):
        return list(stretches)
    found: list[Stretch] = []
    at = 0
    for stretch in stretches:
        found.append(Stretch(units(text[at : at + stretch.length]), stretch.look))
        at += stretch.length
    return found
