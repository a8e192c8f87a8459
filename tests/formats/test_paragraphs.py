from __future__ import annotations

from cocreate.formats.document import ListBlock, Paragraph, Quote, Run, SceneBreak
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.paragraphs import flatten
from cocreate.formats.tracked import Grid, Kind, Para, Shape
from tests.formats.tracked_text import LAMP, lines_of


def _shapes(text: str) -> list[Shape]:
    return [item.shape for item in flatten(read_markdown(text).blocks) if isinstance(item, Para)]


def test_a_quote_and_a_list_are_paragraphs_that_know_what_they_stand_in():
    quote, item, inner, more = _shapes("> a\n\n- b\n  1. c\n\n     d\n")
    assert quote == Shape(quotes=1)
    assert item == Shape(depth=1, place=0, opens_item=True)
    assert inner == Shape(depth=2, number=1, place=1, opens_item=True)
    assert more == Shape(depth=2, number=1, place=1)


def test_a_quote_in_an_item_is_not_a_list_in_a_quote():
    assert [(shape.opens_item, shape.is_quote_in_item) for shape in _shapes("- a\n\n  > b\n")] == [
        (True, False),
        (False, True),
    ]
    assert [(s.quotes, s.depth, s.is_quote_in_item) for s in _shapes("> - a\n")] == [(1, 1, False)]


def test_an_item_that_begins_with_no_words_has_an_empty_paragraph():
    assert [shape.opens_item for shape in _shapes("- ```\n  x\n  ```\n")] == [True, False]
    assert [shape.opens_item for shape in _shapes("- > a\n")] == [True, False]
    assert [
        shape.opens_item
        for item in flatten((ListBlock(None, ((SceneBreak(),), ())),))
        if isinstance(item, Para)
        for shape in (item.shape,)
    ] == [True, False, True]


def test_every_word_is_there():
    lines = lines_of(flatten(read_markdown(LAMP).blocks), takes=True)
    assert lines[0] == "The Lamp"
    assert lines[-1] == "The last words."
    assert {"bread", "for the door", "Wick", "x = 1\n  y = 2", "![A blue square]"} <= set(lines)


def test_a_table_is_a_grid():
    (grid,) = flatten(read_markdown("| a |\n|:-:|\n| b |\n").blocks)
    assert isinstance(grid, Grid)
    assert grid.sides == ("center",)
    assert len(grid.rows) == 2


def test_blocks_made_by_hand_do():
    (para,) = flatten((Quote((Quote((Paragraph((Run("a"),)),)),)),))
    assert isinstance(para, Para)
    assert para.shape == Shape(quotes=2)
    assert Kind.BODY is para.shape.kind
