"""A manuscript as blocks and runs of words: what importers make and exporters take.

Offsets are code points in the text of the scene that a document was read from, so that origins and
suggestions, which are kept as offsets, find their words again; -1 marks what stands in no scene.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, auto


class Style(Flag):
    """How words are set; what Markdown can say."""

    PLAIN = 0
    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()
    STRUCK = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style.

    Args:
        text: the words as they are read; a line feed in them is a soft line end (a space).
        start: offset of the first sign; -1 when the words stand in no scene.
        end: offset behind the last one. Where `end - start` is not the length of `text`, the source
            says one sign in another way (an entity, an escape) and the run is not divided.
        href: address of the link the words are part of, or "".
    """

    text: str
    start: int = -1
    end: int = -1
    style: Style = Style.PLAIN
    href: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The sign of a footnote; its text is `Document.notes[label]`."""

    label: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `source` is its name in the book's pictures, or an address that is never fetched.

    Args:
        alt: what it shows, in words.
    """

    source: str
    alt: str = ""
    title: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that is kept."""

    start: int = -1
    end: int = -1


Inline = Run | NoteRef | Picture | LineBreak
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a chapter, level 2 a scene."""

    level: int
    inlines: Inlines
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of words."""

    inlines: Inlines
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks that are quoted."""

    blocks: tuple[Block, ...]
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list.

    Args:
        first: number of the first item of an ordered list; None for bullets.
        items: the blocks of each item.
        is_tight: whether its items stand without space between them.
    """

    first: int | None
    items: tuple[tuple[Block, ...], ...]
    is_tight: bool = True
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Words that keep their lines and spaces. `text` has no line feed at its end."""

    text: str
    info: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words.

    Args:
        head: the cells of its first row.
        rows: all further rows, each as long as `head`.
        sides: "", "left", "center" or "right" for each column.
    """

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    sides: tuple[str, ...]
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class SceneBreak:
    """A pause in the text: `***` or `---` on a line."""

    start: int = -1
    end: int = -1


Block = Heading | Paragraph | Quote | ListBlock | CodeBlock | Table | SceneBreak
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as blocks.

    Args:
        notes: the blocks of each footnote, by its label, in the order of their first signs; notes
            that nothing refers to come last.
    """

    blocks: Blocks
    notes: Mapping[str, Blocks] = field(default_factory=dict)
