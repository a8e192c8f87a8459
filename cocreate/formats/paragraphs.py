"""A document's blocks as a row of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from cocreate.formats.document import (
    Block,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)
from cocreate.formats.tracked import BODY, Grid, Item, Kind, Para, Row, Shape, plain_parts


@dataclass(slots=True)
class _Counter:
    """Numbers the lists of one row."""

    lists: int = 0

    def next(self) -> int:
        self.lists += 1
        return self.lists - 1


@dataclass(slots=True)
class _Around:
    """What the blocks stand in; the first paragraph made of them may open a list's item."""

    shape: Shape = BODY
    counter: _Counter = field(default_factory=_Counter)


def flatten(blocks: Iterable[Block]) -> tuple[Item, ...]:
    """Return the paragraphs and tables of `blocks`, in order."""
    around = _Around()
    return tuple(item for block in blocks for item in _flat(block, around))


def _flat(block: Block, around: _Around) -> Iterator[Item]:
    match block:
        case Paragraph() | Heading():
            yield _paragraph(block, around)
        case CodeBlock():
            yield from _opened(around)
            words = Run(block.text, block.start, block.end, Style.CODE)
            shape = replace(around.shape, kind=Kind.CODE)
            yield Para(shape, plain_parts((words,)), None, block.start, block.end)
        case SceneBreak():
            yield from _opened(around)
            yield Para(replace(around.shape, kind=Kind.BREAK), (), None, block.start, block.end)
        case Table():
            yield from _opened(around)
            yield _grid(block)
        case Quote():
            yield from _quoted(block, around)
        case ListBlock():
            yield from _opened(around)
            yield from _listed(block, around)


def _paragraph(block: Paragraph | Heading, around: _Around) -> Para:
    shape = around.shape
    around.shape = replace(shape, opens_item=False)
    if isinstance(block, Heading):
        shape = replace(shape, kind=Kind.HEADING, level=block.level)
    return Para(shape, plain_parts(map(_on_one_line, block.inlines)), None, block.start, block.end)


def _on_one_line(inline: Inline) -> Inline:
    """Return code in a sentence without line ends: they are spaces there."""
    if isinstance(inline, Run) and Style.CODE in inline.style and "\n" in inline.text:
        return replace(inline, text=inline.text.replace("\n", " "))
    return inline


def _opened(around: _Around) -> Iterator[Item]:
    """Yield an empty paragraph for the number of an item that does not begin with words."""
    if around.shape.opens_item:
        yield Para(around.shape, ())
        around.shape = replace(around.shape, opens_item=False)


def _quoted(block: Quote, around: _Around) -> Iterator[Item]:
    before = around.shape
    is_in_item = before.depth > 0
    if is_in_item:
        yield from _opened(around)
    around.shape = replace(around.shape, quotes=before.quotes + 1, is_quote_in_item=is_in_item)
    for inner in block.blocks:
        yield from _flat(inner, around)
    around.shape = replace(before, opens_item=False)


def _listed(block: ListBlock, around: _Around) -> Iterator[Item]:
    before = around.shape
    place = around.counter.next()
    for item in block.items:
        around.shape = replace(
            before,
            depth=before.depth + 1,
            number=block.first,
            place=place,
            opens_item=True,
        )
        for inner in item:
            yield from _flat(inner, around)
        yield from _opened(around)
    around.shape = before


def _grid(table: Table) -> Grid:
    return Grid(
        tuple(Row(tuple(map(_cell, cells))) for cells in (table.head, *table.rows)),
        table.sides,
        table.start,
        table.end,
    )


def _cell(inlines: Inlines) -> Para:
    return Para(BODY, plain_parts(inlines))
