"""A Markdown text as a document whose words know where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Document,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)
from cocreate.formats.front_matter import front_matter
from cocreate.formats.inlines import ordered_notes
from cocreate.text.reading import Kind, Part, Piece, Pieces, Reading


def read_markdown(text: str) -> Document:
    """Read one text: CommonMark, footnotes, pipe tables, ~~struck words~~.

    HTML is shown as the words it is. Front matter at the head is not read. Nothing raises; what
    lies too deep is read as plain words.
    """
    return read_together((text,))[0]


def read_together(texts: Sequence[str]) -> tuple[Document, ...]:
    """Read texts that know each other's link addresses and footnotes, as scenes of a book do.

    A footnote stands in the document in whose text it is written, whoever refers to it; what a text
    defines itself is preferred to what the others do.
    """
    readings = [Reading(text, front_matter(text).end) for text in texts]
    references: dict[str, object] = {}
    labels: set[str] = set()
    for reading in readings:
        references = {**reading.references, **references}
        labels |= set(reading.labels)
    return tuple(_document(reading.parts(references, labels)) for reading in readings)


def _document(parts: Iterator[Part]) -> Document:
    notes: dict[str, Blocks] = {}
    blocks = _blocks(parts, notes)
    return Document(blocks, ordered_notes(blocks, notes))


def _blocks(parts: Iterator[Part], notes: dict[str, Blocks]) -> Blocks:
    """Return the blocks up to the next closing edge; footnotes go to `notes`."""
    found: list[Block] = []
    for part in parts:
        if part.step < 0:
            break
        if part.kind == "note":
            notes[part.text] = _blocks(parts, notes)
        else:
            found.append(_block(part, parts, notes))
    return tuple(found)


def _block(part: Part, parts: Iterator[Part], notes: dict[str, Blocks]) -> Block:
    if part.step > 0:
        if part.kind == "list":
            return _list(part, parts, notes)
        return Quote(_blocks(parts, notes), part.start, part.end)
    return _leaf(part)


def _leaf(part: Part) -> Block:
    start, end = part.start, part.end
    match part.kind:
        case "heading":
            return Heading(part.number, _inlines(part.pieces), start, end)
        case "code":
            return CodeBlock(part.text, part.info, start, end)
        case "table":
            head, *rows = (tuple(_inlines(cell) for cell in row) for row in part.rows)
            return Table(head, tuple(rows), part.sides, start, end)
        case "rule":
            return SceneBreak(start, end)
        case _:
            return Paragraph(_inlines(part.pieces), start, end)


def _list(part: Part, parts: Iterator[Part], notes: dict[str, Blocks]) -> ListBlock:
    items: list[Blocks] = []
    for item in parts:
        if item.step < 0:
            break
        items.append(_blocks(parts, notes))
    first = part.number if part.number >= 0 else None
    return ListBlock(first, tuple(items), part.is_tight, part.start, part.end)


def _inlines(pieces: Pieces) -> Inlines:
    return tuple(map(_inline, pieces))


def _inline(piece: Piece) -> Inline:
    match piece.kind:
        case Kind.WORDS:
            style = Style(piece.style)
            return Run(piece.text, piece.start, piece.end, style, piece.target)
        case Kind.BREAK:
            return LineBreak(piece.start, piece.end)
        case Kind.NOTE:
            return NoteRef(piece.text, piece.start, piece.end)
        case Kind.PICTURE:
            return Picture(piece.target, piece.text, piece.title, piece.start, piece.end)
