from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import Picture, Run, Style
from cocreate.formats.docx_looks import Look
from cocreate.formats.docx_paragraphs import SPOKEN, break_apart, dressed, with_lines
from cocreate.formats.tracked import BODY, Anchor, Change, Grid, Kind, Para, Piece, Shape
from tests.formats.docx_files import _SPACES

NEW, OLD = Change(is_insertion=True, author="A"), Change(is_insertion=False, author="A")
BREAK = Shape(Kind.BREAK)


def _para(text: str, shape: Shape = BODY, style: Style = Style.PLAIN) -> Para:
    return Para(shape, (Piece(Run(text, style=style)),))


def _dressed(para: Para, properties: str = "", **look: bool) -> Para:
    element = etree.fromstring(f"<x {_SPACES}>{properties}</x>")
    return dressed(para, element, Look(para.shape, **look))


@pytest.mark.parametrize(("text", "is_break"), [("#", True), ("* * *", True), ("~", False)])
def test_a_lone_sign_is_a_break(text, is_break):
    assert (_dressed(_para(text)).shape == BREAK) is is_break


def test_a_sign_in_the_middle_is_a_break_and_a_rule_is_one():
    assert _dressed(_para("~"), '<w:jc w:val="center"/>').shape == BREAK
    assert _dressed(_para(""), "<w:pBdr><w:top/></w:pBdr>").shape == BREAK
    assert _dressed(_para(""), "<w:pBdr/>").shape == BODY


def test_words_in_the_style_of_a_break_are_words():
    assert _dressed(_para("word", BREAK)) == _para("word")
    assert _dressed(_para("* *", BREAK)) == Para(BREAK, ())


def test_code_and_headings_lose_the_look_that_they_have_anyway():
    code, heading = Shape(Kind.CODE), Shape(Kind.HEADING, 1)
    assert _dressed(_para("x", code, Style.CODE)) == _para("x", code)
    assert _dressed(_para("x", heading, Style.STRONG)) == _para("x", heading)
    strong = Piece(Run("b", style=Style.STRONG))
    mixed = Para(heading, (Anchor(1, opens=True), Piece(Run("a")), strong, Piece(Picture("p"))))
    assert _dressed(mixed) == mixed


def test_what_came_or_went_with_a_break_is_told_from_it():
    both = Para(BREAK, (Piece(Run("#"), OLD), Piece(Run("word"), NEW), Anchor(1, opens=True)), NEW)
    assert break_apart(both) == [
        Para(BREAK, (), OLD),
        Para(BODY, (Piece(Run("word"), NEW), Anchor(1, opens=True)), NEW),
    ]
    assert break_apart(_para("#", BREAK)) == [_para("#", BREAK)]
    assert break_apart(Para(BREAK, (Piece(Picture("p"), NEW),))) == [
        Para(BREAK, (Piece(Picture("p"), NEW),))
    ]


def test_said_lines_follow_the_name_above_them():
    said = _para("Hi.", SPOKEN)
    grid = Grid((), ())
    assert _dressed(_para("Hi."), is_spoken=True) == said
    joined = Para(BODY, (Piece(Run("ADA")), Piece(Run("\n")), Piece(Run("Hi."))))
    assert with_lines((_para("ADA"), said, grid, said)) == (joined, grid, _para("Hi."))
