from __future__ import annotations

from xml.etree import ElementTree

from cocreate.formats.document import NoteRef, Run
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.odt_flow import Flow, OdtDesk
from cocreate.formats.paragraphs import flatten
from cocreate.formats.tracked import BODY, Change, Grid, Para, Piece, Row, plain_parts

PUT_IN = Change(is_insertion=True, author="Jane", at_ms=1_000)
STRUCK = Change(is_insertion=False, author="Jane")
SPACES = (
    'xmlns:text="t" xmlns:office="o" xmlns:dc="d" xmlns:table="b" xmlns:draw="w" '
    'xmlns:svg="s" xmlns:xlink="x"'
)


def desk() -> OdtDesk:
    return OdtDesk(2_000, lambda _source: None)


def para(*words: tuple[str, Change | None], end: Change | None = None) -> Para:
    return Para(BODY, tuple(Piece(Run(text), change) for text, change in words), end)


def flowed(shared: OdtDesk, *items: Para | Grid) -> str:
    flow = Flow(shared, {})
    for item in items:
        flow.put(item, "Text")
    made = flow.text()
    ElementTree.fromstring(f"<x {SPACES}>{made}{''.join(shared.regions)}</x>")
    return made


def test_lists_stand_in_lists():
    shared = desk()
    items = flatten(read_markdown("- a\n  1. b\n  2. c\n- d\n\ne\n\n3. f\n").blocks)
    made = flowed(shared, *items)
    assert made.count("<text:list ") == 3
    assert made.count("<text:list-item") == 5
    assert 'text:start-value="3"' in made
    assert made.index("</text:list>") < made.index(">e</text:p>")


def test_what_is_put_in_stands_between_two_marks():
    shared = desk()
    made = flowed(shared, para(("a", None), ("b", PUT_IN), ("c", None)))
    assert made == (
        '<text:p text:style-name="Text">a<text:change-start text:change-id="ct1"/>b'
        '<text:change-end text:change-id="ct1"/>c</text:p>'
    )
    assert (
        "<dc:creator>Jane</dc:creator><dc:date>1970-01-01T00:00:01</dc:date>" in shared.regions[0]
    )


def test_a_paragraph_put_in_belongs_to_one_change():
    shared = desk()
    made = flowed(shared, para(("a", None)), para(("b", PUT_IN), end=PUT_IN), para(("c", None)))
    assert made.count("change-start") == 1
    assert '<text:p text:style-name="Text"><text:change-end text:change-id="ct1"/>c' in made


def test_what_is_struck_stands_in_the_list_and_joins_its_paragraphs():
    shared = desk()
    made = flowed(
        shared, para(("a", None), ("b", STRUCK), end=STRUCK), para(("c", STRUCK), ("d", None))
    )
    assert made == ('<text:p text:style-name="Text">a<text:change text:change-id="ct1"/>d</text:p>')
    assert shared.regions[0].count("<text:p ") == 2


def test_a_table_ends_what_was_put_in_before_it():
    shared = desk()
    grid = Grid((Row((para(("h", None)),)), Row((para(("x", PUT_IN)),), PUT_IN)), ("",))
    made = flowed(shared, para(("a", PUT_IN), end=PUT_IN), grid)
    assert made.index("change-end") < made.index("<table:table ")
    assert shared.lost == {"row_change": 1}


def test_a_struck_end_before_a_table_leaves_a_paragraph():
    shared = desk()
    grid = Grid((Row((para(("h", None)),)),), ("",))
    made = flowed(shared, para(("a", None), ("b", STRUCK), end=STRUCK), grid)
    assert made.startswith(
        '<text:p text:style-name="Text">a<text:change text:change-id="ct1"/></text:p>'
    )


def test_a_sign_of_a_note_that_there_is_not_stays_as_it_was():
    made = flowed(desk(), Para(BODY, plain_parts((NoteRef("1"),))))
    assert "[^1]" in made
