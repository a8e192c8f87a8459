"""Paragraphs of an RTF file under way: words gather until their paragraph is whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cocreate.formats.document import (
    Block,
    Blocks,
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
from cocreate.formats.html_document import is_break, trimmed
from cocreate.formats.marked_text import Kind, is_mark, mark, settled
from cocreate.formats.rtf_lists import BULLET, NO_SIGN, Lists

ChangeKey = tuple[Kind, int]


@dataclass(slots=True)
class Shape:
    """How the paragraph under way is formed.

    Args:
        level: of a heading; 0 for none.
        depth: how many lists it stands in, less one; -1 for none.
        series: the number of its list in the file's table; 0 for one that is not there.
        first: what a list that is not there begins with: a number, BULLET or NO_SIGN.
    """

    level: int = 0
    is_quote: bool = False
    depth: int = -1
    series: int = 0
    first: int = BULLET
    in_table: bool = False


@dataclass(slots=True)
class _Item:
    """An item of a list.

    Args:
        number: None where it has a bullet.
    """

    depth: int
    series: int
    number: int | None
    inlines: Inlines


@dataclass(slots=True)
class Flow:
    """The blocks of a text, or of one of its notes.

    Args:
        behind: blocks of text boxes, which wait for the end of the paragraph they stand beside.
    """

    lists: Lists = field(default_factory=Lists)
    blocks: list[Block] = field(default_factory=list)
    behind: list[Block] = field(default_factory=list)
    waiting: list[Inline] = field(default_factory=list)
    shape: Shape = field(default_factory=Shape)
    _change: ChangeKey | None = None
    _items: list[_Item] = field(default_factory=list)
    _counts: dict[tuple[int, int], int] = field(default_factory=dict)
    _cells: list[Inlines] = field(default_factory=list)
    _rows: list[tuple[Inlines, ...]] = field(default_factory=list)

    def add(self, inline: Inline, change: ChangeKey | None) -> None:
        """Add words to the paragraph; marks go where a tracked change begins or ends."""
        self._turn(change)
        self.waiting.append(inline)

    def end_paragraph(self) -> None:
        """End the paragraph."""
        if self.shape.in_table:
            if self.waiting:
                self.end_cell_line()
            return
        inlines = settled(trimmed(self.waiting))
        self.waiting = []
        self._end_table()
        first = self._first()
        if inlines and first != NO_SIGN:
            self._items.append(self._item(first, inlines))
        elif inlines:
            self._end_list()
            self._block(inlines)
        if self.behind:
            self._end_list()
            self.blocks += self.behind
            self.behind = []

    def _first(self) -> int:
        """Return what the list of the paragraph begins with; NO_SIGN where it is in none."""
        shape = self.shape
        if shape.depth < 0 or shape.level:
            return NO_SIGN
        return self.lists.first(shape.series, shape.depth) if shape.series else shape.first

    def _item(self, first: int, inlines: Inlines) -> _Item:
        """Return an item; lists go on counting where they stopped."""
        depth, series = self.shape.depth, self.shape.series
        if first == BULLET:
            return _Item(depth, series, None, inlines)
        number = self._counts.get((series, depth), first)
        self._counts = {
            key: count for key, count in self._counts.items() if key[0] != series or key[1] < depth
        }
        self._counts[series, depth] = number + 1
        return _Item(depth, series, number, inlines)

    def end_cell_line(self) -> None:
        """End a paragraph within a cell: its words go on behind a space."""
        self.waiting.append(Run(" "))

    def end_cell(self) -> None:
        """End a cell of a table."""
        self._end_list()
        self._cells.append(settled(trimmed(self.waiting)))
        self.waiting = []

    def end_row(self) -> None:
        """End a row of a table."""
        if any(self._cells):
            self._rows.append(tuple(self._cells))
        self._cells = []

    def done(self) -> Blocks:
        """Return all blocks; what is open ends here."""
        self._turn(None)
        self.shape.in_table = False
        if self._cells:
            self.end_row()
        self.end_paragraph()
        self._end_list()
        self._end_table()
        return tuple(self.blocks)

    def _turn(self, change: ChangeKey | None) -> None:
        if change == self._change:
            return
        if self._change is not None:
            self.waiting.append(mark(*self._change, opens=False))
        if change is not None:
            self.waiting.append(mark(*change, opens=True))
        self._change = change

    def _block(self, inlines: Inlines) -> None:
        last = self.blocks[-1] if self.blocks else None
        if self.shape.level:
            self.blocks.append(Heading(self.shape.level, _without_strong(inlines)))
        elif is_break(inlines):
            self.blocks.append(SceneBreak())
        elif self.shape.is_quote and isinstance(last, Quote):
            self.blocks[-1] = Quote((*last.blocks, Paragraph(inlines)))
        elif self.shape.is_quote:
            self.blocks.append(Quote((Paragraph(inlines),)))
        else:
            self.blocks.append(Paragraph(inlines))

    def _end_list(self) -> None:
        if self._items:
            items, self._items = self._items, []
            self.blocks += _lists(items)

    def _end_table(self) -> None:
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        width = max(map(len, rows))
        if width == 1:
            self.blocks += [Paragraph(row[0]) for row in rows]
            return
        full = [row + ((),) * (width - len(row)) for row in rows]
        self.blocks.append(Table(full[0], tuple(full[1:]), ("",) * width))


def _kind(item: _Item) -> tuple[int, bool]:
    return item.series, item.number is None


def _without_strong(inlines: Inlines) -> Inlines:
    """Return the words of a heading that are strong because it is one, as plain ones."""
    runs = [inline for inline in inlines if isinstance(inline, Run)]
    if not all(Style.STRONG in run.style or is_mark(run) for run in runs):
        return inlines
    return tuple(
        replace(inline, style=inline.style & ~Style.STRONG) if isinstance(inline, Run) else inline
        for inline in inlines
    )


def _lists(items: list[_Item]) -> list[Block]:
    """Return lists of items; deeper ones stand in the item before."""
    blocks: list[Block] = []
    at = 0
    while at < len(items):
        first = items[at]
        members: list[Blocks] = []
        while at < len(items) and (
            items[at].depth > first.depth or _kind(items[at]) == _kind(first)
        ):
            if items[at].depth < first.depth:
                break
            inner: list[_Item] = []
            item = items[at]
            at += 1
            while at < len(items) and items[at].depth > item.depth:
                inner.append(items[at])
                at += 1
            members.append((Paragraph(item.inlines), *_lists(inner)))
        blocks.append(ListBlock(first.number, tuple(members)))
    return blocks
