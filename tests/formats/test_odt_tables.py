from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import Document, Paragraph, Run
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.odt_tables import blocks_of
from tests.formats.odt_samples import SPACES

ROW = "<table:table-row>{}</table:table-row>"
CELL = "<table:table-cell{}>{}</table:table-cell>"


def _read(rows):
    table = etree.fromstring(f"<table:table {SPACES}>{rows}</table:table>")
    blocks = blocks_of(table, lambda cell: (Paragraph((Run(cell.text or ""),)),))
    return write_markdown(Document(blocks))


def test_rows_are_as_long_as_the_longest():
    rows = ROW.format(CELL.format("", "a")) + ROW.format(CELL.format("", "b") * 2)
    assert _read(rows) == "| a |  |\n| --- | --- |\n| b | b |\n"


def test_a_single_column_is_its_paragraphs():
    assert _read(ROW.format(CELL.format("", "a")) * 2) == "a\n\na\n"
    assert _read("") == ""


@pytest.mark.parametrize(("times", "columns"), [("3", 3), ("99", 50), ("²", 1), ("9999", 1)])
def test_a_repeated_cell_is_several_within_reason(times, columns):
    cell = CELL.format(f' table:number-columns-repeated="{times}"', "a")
    head = _read(ROW.format(cell + CELL.format("", "b"))).split("\n")[0]
    assert head.count("a") == columns


def test_what_is_no_cell_and_rows_of_tables_within_are_passed_over():
    inner = f"<table:table>{ROW.format(CELL.format('', 'x'))}</table:table>"
    cells = CELL.format("", f"a{inner}") + "<table:x/>" + CELL.format("", "b")
    assert _read(ROW.format(cells)) == "| a | b |\n| --- | --- |\n"
