"""Blocks of a row of paragraphs: what `paragraphs.py` does, backwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    SceneBreak,
    Table,
)
from cocreate.formats.tracked import BODY, Grid, Item, Kind, Para, Part, Piece, Row


def settled(items: Iterable[Item], *, takes: bool) -> tuple[Item, ...]:
    """Return the row as it is when all its changes are taken, or all refused.

    Paragraphs whose end goes are joined with the next, which gives the look.
    """
    made: list[Item] = []
    waiting: list[Part] = []
    is_waiting = False
    last = BODY
    for item in items:
        if isinstance(item, Grid):
            if rows := tuple(_settled_rows(item, takes=takes)):
                made.append(replace(item, rows=rows))
            continue
        waiting += _settled_parts(item, takes=takes)
        is_waiting, last = True, item.shape
        if item.change is None or item.change.is_insertion == takes:
            made.append(replace(item, parts=tuple(waiting), change=None))
            waiting, is_waiting = [], False
    if is_waiting and waiting:  # nothing follows that it could be joined with
        made.append(Para(last, tuple(waiting)))
    return tuple(made)


def _settled_parts(para: Para, *, takes: bool) -> Iterable[Part]:
    return (
        replace(piece, change=None)
        for piece in para.pieces
        if piece.change is None or piece.change.is_insertion == takes
    )


def _settled_rows(grid: Grid, *, takes: bool) -> Iterable[Row]:
    for row in grid.rows:
        if row.change is None or row.change.is_insertion == takes:
            cells = (
                replace(cell, parts=tuple(_settled_parts(cell, takes=takes)), change=None)
                for cell in row.cells
            )
            yield Row(tuple(cells))


def grow(items: Sequence[Item]) -> Blocks:
    """Return the blocks of a row to which nothing happened."""
    return tuple(_blocks(items, quotes=0, depth=0))


def _blocks(items: Sequence[Item], *, quotes: int, depth: int) -> list[Block]:
    found: list[Block] = []
    at = 0
    while at < len(items):
        end = at + 1
        if _is_quoted(items[at], quotes, depth):
            while end < len(items) and _is_quoted(items[end], quotes, depth):
                end += 1
            inner = _blocks(items[at:end], quotes=quotes + 1, depth=depth)
            found.append(Quote(tuple(inner)))
        elif _depth(items[at]) > depth:
            while end < len(items) and _depth(items[end]) > depth and not _is_quoted(
                items[end], quotes, depth
            ):  # fmt: skip
                end += 1
            found += _lists(items[at:end], quotes=quotes, depth=depth + 1)
        else:
            while end < len(items) and _is_code(items[at]) and _is_code(items[end]):
                end += 1
            found.append(_leaf(items[at:end]))
        at = end
    return found


def _depth(item: Item) -> int:
    return item.shape.depth if isinstance(item, Para) else 0


def _is_quoted(item: Item, quotes: int, depth: int) -> bool:
    if not isinstance(item, Para) or item.shape.quotes <= quotes:
        return False
    return not item.shape.is_quote_in_item or item.shape.depth == depth


def _is_code(item: Item) -> bool:
    return isinstance(item, Para) and item.shape.kind is Kind.CODE


def _lists(items: Sequence[Item], *, quotes: int, depth: int) -> list[Block]:
    """Return the lists of a stretch: a new one begins where the kind or the list changes."""
    made: list[Block] = []
    for group in _grouped(items, depth):
        lines = [_blocks(item, quotes=quotes, depth=depth) for item in group]
        first = group[0][0]
        number = first.shape.number if isinstance(first, Para) else None
        made.append(ListBlock(number, tuple(map(tuple, lines))))
    return made


def _grouped(items: Sequence[Item], depth: int) -> list[list[list[Item]]]:
    """Return lists of items of paragraphs."""
    groups: list[list[list[Item]]] = []
    last: tuple[int, bool] | None = None
    for item in items:
        shape = item.shape if isinstance(item, Para) else BODY
        if shape.opens_item and shape.depth == depth:
            key = (shape.place, shape.number is None)
            if not groups or key != last:
                groups.append([])
            groups[-1].append([item])
            last = key
        elif not groups:
            groups.append([[item]])
        else:
            groups[-1][-1].append(item)
    return groups


def _leaf(items: Sequence[Item]) -> Block:
    item = items[0]
    if isinstance(item, Grid):
        head, *rows = (tuple(_inlines(cell) for cell in row.cells) for row in item.rows)
        return Table(head, tuple(rows), item.sides)
    match item.shape.kind:
        case Kind.HEADING:
            return Heading(item.shape.level, _inlines(item))
        case Kind.CODE:
            return CodeBlock("\n".join(_code(line) for line in items if isinstance(line, Para)))
        case Kind.BREAK:
            return SceneBreak()
        case Kind.BODY:
            return Paragraph(_inlines(item))


def _inlines(para: Para) -> Inlines:
    """Return the words of a paragraph without white space around them (a tab is an indent)."""
    found = [piece.inline for piece in para.pieces]
    for at, edge in ((0, str.lstrip), (-1, str.rstrip)):
        while found and isinstance(run := found[at], Run):
            text = edge(run.text, " \t\n")
            if text:
                found[at] = replace(run, text=text)
                break
            found.pop(at)
    return tuple(found)


def _code(para: Para) -> str:
    return "".join(_plain(part.inline) for part in para.parts if isinstance(part, Piece))


def _plain(inline: Inline) -> str:
    if isinstance(inline, Run):
        return inline.text
    return "\n" if isinstance(inline, LineBreak) else ""
