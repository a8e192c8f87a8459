"""Tables of an OpenDocument text: each cell one line, each row as long as the longest."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from cocreate.formats.document import Blocks, Inlines, Paragraph, Table
from cocreate.formats.html_document import cell_of
from cocreate.formats.safe_xml import local_name, number_in

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MAX_REPEATED = 50

Flow = Callable[[etree._Element], Blocks]  # noqa: SLF001 - the library has no public name for it


def blocks_of(table: etree._Element, flow: Flow) -> Blocks:
    """Return a table; one of a single column is its paragraphs.

    Args:
        flow: reads the blocks within a cell.
    """
    rows = [
        _row(row, flow) for row in table.iter(f"{_TABLE}table-row") if _table_around(row) is table
    ]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if width == 1:
        return tuple(Paragraph(row[0]) for row in rows)
    full = [tuple(row) + ((),) * (width - len(row)) for row in rows]
    return (Table(full[0], tuple(full[1:]), ("",) * width),) if width else ()


def _row(row: etree._Element, flow: Flow) -> list[Inlines]:
    cells: list[Inlines] = []
    for cell in row:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        count = str(cell.get(f"{_TABLE}number-columns-repeated") or "1")
        times = number_in(count, most=999, otherwise=1)
        cells += [cell_of(flow(cell))] * min(times, _MAX_REPEATED)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _table_around(row: etree._Element) -> etree._Element | None:
    return next(iter(row.iterancestors(f"{_TABLE}table")), None)
