"""The tables of a DOCX file: each cell as one line, each row as long as the longest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from cocreate.formats.document import LineBreak
from cocreate.formats.docx_opened import (
    Element,
    child,
    child_value,
    descendants,
    name_of,
)
from cocreate.formats.docx_pieces import Shared, change_of
from cocreate.formats.safe_xml import number_in
from cocreate.formats.tracked import BODY, Change, Grid, Item, Para, Part, Piece, Row, cells_of

_SIDES = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left"}
_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag"}
_MAX_SPAN = 64


class TableReader:
    """Reads tables.

    Args:
        items: reads the paragraphs and tables in an element.
    """

    def __init__(self, shared: Shared, items: Callable[[Element], tuple[Item, ...]]) -> None:
        self._shared = shared
        self._items = items

    def read(self, table: Element) -> list[Item]:
        """Return a table; the paragraphs of one that is nothing but a box around them."""
        rows = list(_wrapped(table, "tr"))
        cells = [list(_wrapped(row, "tc")) for row in rows]
        if sum(map(len, cells)) <= 1:
            self._shared.lost["frame"] += 1
            return [item for row in cells for cell in row for item in self._items(cell)]
        made = [
            Row(tuple(self._row(found)), _row_change(row))
            for row, found in zip(rows, cells, strict=True)
            if found
        ]
        width = max(len(row.cells) for row in made)
        empty = Para(BODY, ())
        whole = tuple(
            replace(row, cells=row.cells + (empty,) * (width - len(row.cells))) for row in made
        )
        return [Grid(whole, _sides(cells, width))]

    def _row(self, cells: list[Element]) -> Iterator[Para]:
        for cell in cells:
            properties = child(cell, "tcPr")
            span = child_value(properties, "gridSpan")
            if child(properties, "vMerge") is not None or span:
                self._shared.lost["merged"] += 1
            yield self._cell(cell)
            more = number_in(span, most=_MAX_SPAN, otherwise=1) - 1
            yield from (Para(BODY, ()) for _ in range(more))

    def _cell(self, cell: Element) -> Para:
        parts: list[Part] = []
        between: Change | None = None
        for item in self._items(cell):
            if isinstance(item, Grid):
                self._shared.lost["nested"] += 1
            for para in (item,) if isinstance(item, Para) else cells_of(item):
                if not para.parts:
                    continue
                if parts:
                    parts.append(Piece(LineBreak(), between))
                parts += para.parts
                between = para.change
        return Para(BODY, tuple(parts))


def _wrapped(element: Element, name: str) -> Iterator[Element]:
    for found in element:
        if name_of(found) == name:
            yield found
        elif name_of(found) in _WRAPPERS:
            yield from _wrapped(found, name)


def _row_change(row: Element) -> Change | None:
    properties = child(row, "trPr")
    for name in ("ins", "del"):
        found = child(properties, name)
        if found is not None:
            return change_of(found)
    return None


def _sides(cells: list[list[Element]], width: int) -> tuple[str, ...]:
    """Return to which side each column leans, as its first cell below the head does."""
    row = cells[1] if len(cells) > 1 else cells[0]
    sides = [_side(cell) for cell in row][:width]
    return tuple(sides + [""] * (width - len(sides)))


def _side(cell: Element) -> str:
    paragraph = next(descendants(cell, "p"), None)
    return _SIDES.get(child_value(child(paragraph, "pPr"), "jc"), "")
