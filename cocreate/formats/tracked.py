"""A manuscript as a row of paragraphs, with the changes and remarks that somebody put to it.

Word processors know no tree of blocks: a quote or a list item is a paragraph that looks like one.
`paragraphs.py` makes this row of a document's blocks, `paragraph_tree.py` makes blocks of it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cocreate.formats.document import Inline, LineBreak


class Kind(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    HEADING = "heading"
    CODE = "code"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is, and what it stands in.

    Args:
        level: of a heading.
        quotes: how many quotes it stands in.
        depth: how many lists it stands in.
        number: first number of its list; None for bullets.
        place: which of the row's lists it belongs to; -1 for none.
        opens_item: whether an item begins with it, so that it has the number or bullet.
        is_quote_in_item: whether the quote stands in the list's item, not the list in the quote.
    """

    kind: Kind = Kind.BODY
    level: int = 0
    quotes: int = 0
    depth: int = 0
    number: int | None = None
    place: int = -1
    opens_item: bool = False
    is_quote_in_item: bool = False

    def is_like(self, other: Shape) -> bool:
        """Whether a paragraph could be of either shape without a change that one sees."""
        return self.plain == other.plain

    @property
    def plain(self) -> Shape:
        """The shape without the identity of its list."""
        return replace(self, place=-1, number=None if self.number is None else 1)


BODY = Shape()


@dataclass(frozen=True, slots=True)
class Change:
    """That something was put in or struck, by whom, and when (milliseconds since 1970)."""

    is_insertion: bool
    author: str
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, and what happened to them."""

    inline: Inline
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place where the words begin or end that the remark `number` is about."""

    number: int
    opens: bool


Part = Piece | Anchor


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph.

    Args:
        change: what happened to its end: an inserted end parted it from the next paragraph, a
            struck one joins them.
    """

    shape: Shape
    parts: tuple[Part, ...]
    change: Change | None = None
    start: int = -1
    end: int = -1

    @property
    def pieces(self) -> Iterator[Piece]:
        """Its words without the anchors of remarks."""
        return (part for part in self.parts if isinstance(part, Piece))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; each cell is one paragraph."""

    cells: tuple[Para, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its first row is its head."""

    rows: tuple[Row, ...]
    sides: tuple[str, ...]
    start: int = -1
    end: int = -1


Item = Para | Grid


def is_verse(para: Para) -> bool:
    """Whether lines of a paragraph end on purpose; in a quote that is a stanza."""
    return any(isinstance(piece.inline, LineBreak) for piece in para.pieces)


def cells_of(grid: Grid) -> Iterator[Para]:
    """Return the cells of a table, row by row."""
    return (cell for row in grid.rows for cell in row.cells)


def plain_parts(inlines: Iterable[Inline]) -> tuple[Part, ...]:
    """Return words to which nothing happened."""
    return tuple(Piece(inline) for inline in inlines)
