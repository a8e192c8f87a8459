from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import Style
from cocreate.formats.docx_looks import Looks
from cocreate.formats.docx_opened import Element, Part
from cocreate.formats.tracked import BODY, Kind, Shape
from tests.formats.docx_files import W, style

OUTLINE = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
NUMBERS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="x"/></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="9"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:start w:val="1"/></w:lvl></w:lvlOverride>'
    "</w:num>"
)


def _element(name: str, inner: str) -> Element:
    return etree.fromstring(f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>')


def _looks(styles: str = "", numbers: str = "") -> Looks:
    return Looks(
        Part(_element("styles", styles), {}) if styles else None,
        Part(_element("numbering", numbers), {}) if numbers else None,
    )


def _shape(looks: Looks, properties: str) -> Shape:
    return looks.look(_element("pPr", properties)).shape


def _styled(looks: Looks, style_id: str) -> Shape:
    return _shape(looks, f'<w:pStyle w:val="{style_id}"/>')


def _listed(looks: Looks, number: int, level: int = 0) -> Shape:
    return _shape(looks, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize(
    ("name", "level"),
    [("heading 2", 2), ("Überschrift 1", 1), ("Titre 3", 3), ("見出し 1", 1), ("heading 9", 6),
     ("Title", 1)],
)  # fmt: skip
def test_a_heading_is_known_by_its_name_in_many_languages(name, level):
    assert _styled(_looks(style("X", name)), "X") == Shape(Kind.HEADING, level)


def test_a_style_of_ones_own_is_what_it_is_based_on():
    chain = style("A", "heading 2") + style("B", "Mine", "A") + style("C", "Mine too", "B")
    assert _styled(_looks(chain), "C") == Shape(Kind.HEADING, 2)
    assert _styled(_looks(style("A", "a", "B") + style("B", "b", "A")), "A") == BODY


def test_the_nearest_outline_level_says_it():
    body = style("A", "heading 1") + style("B", "Mine", "A", OUTLINE.format(9))
    assert _styled(_looks(body), "B") == BODY
    assert _styled(_looks(style("B", "Mine", "", OUTLINE.format(3))), "B").level == 4
    assert _shape(_looks(), '<w:outlineLvl w:val="0"/>') == Shape(Kind.HEADING, 1)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("Quote", Shape(quotes=1)),
        ("Quote 2", Shape(quotes=2)),
        ("Intense Quote", Shape(quotes=1)),
        ("Zitat", Shape(quotes=1)),
        ("HTML Preformatted", Shape(Kind.CODE)),
        ("Scene Break", Shape(Kind.BREAK)),
        ("List Continue 3", Shape(depth=3)),
        ("List Quote 2", Shape(quotes=1, depth=2, is_quote_in_item=True)),
    ],
)
def test_other_styles_mean_something_too(name, shape):
    assert _styled(_looks(style("X", name)), "X") == shape


def test_lines_that_are_no_text_are_told():
    looks = _looks(
        style("T", "toc 1") + style("D", "Dialogue") + style("E", "The End") + style("N", "Title")
        + style("L", "List Paragraph")
    )  # fmt: skip

    def look(name: str) -> object:
        return looks.look(_element("pPr", f'<w:pStyle w:val="{name}"/>'))

    assert [getattr(look(name), part) for name, part in (
        ("T", "is_contents"), ("D", "is_spoken"), ("E", "is_front"), ("N", "is_front"),
        ("L", "is_more"),
    )] == [True] * 5  # fmt: skip


def test_lists_count_on_until_one_says_where_it_starts():
    looks = _looks(numbers=NUMBERS)
    first, deep, second = _listed(looks, 1), _listed(looks, 1, 1), _listed(looks, 1)
    assert [(s.number, s.depth, s.opens_item) for s in (first, deep, second)] == [
        (3, 1, True),
        (None, 2, True),
        (4, 1, True),
    ]
    assert first.place == second.place != deep.place
    other = _listed(looks, 2)
    assert (other.number, other.place != first.place) == (9, True)
    assert _listed(looks, 2).number == 10
    assert _listed(looks, 2).place == other.place


def test_what_has_no_number_is_in_no_list():
    looks = _looks(numbers=NUMBERS)
    assert _listed(looks, 0) == BODY
    assert _listed(looks, 3) == BODY
    assert _listed(looks, 4).number == 1
    assert _listed(looks, 99).number is None
    assert _shape(looks, "<w:numPr/>") == BODY


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "12", ""])
def test_a_number_that_is_none_says_nothing(number):
    looks = _looks(numbers=NUMBERS)
    assert _shape(looks, f'<w:outlineLvl w:val="{number}"/>') == BODY
    deep = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    assert _shape(looks, deep).depth == 1
    levels = f'<w:lvl w:ilvl="{number}"><w:start w:val="{number}"/></w:lvl>'
    kinds = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert _listed(_looks(numbers=kinds + lists), 1).number is None


def test_a_list_may_be_in_the_style_and_in_a_quote():
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    looks = _looks(style("B", "List Bullet", "", number) + style("Q", "Quote", "B"), NUMBERS)
    assert _styled(looks, "B").depth == 1
    quoted = _styled(looks, "Q")
    assert (quoted.quotes, quoted.depth) == (1, 1)


def test_the_default_style_counts_where_none_is_named():
    default = style("H", "heading 1").replace("<w:style ", '<w:style w:default="1" ', 1)
    assert _shape(_looks(style("X", "x") + default), "") == Shape(Kind.HEADING, 1)


@pytest.mark.parametrize(
    ("properties", "made"),
    [
        ("<w:i/>", Style.EMPHASIS),
        ('<w:u w:val="single"/>', Style.EMPHASIS),
        ('<w:u w:val="none"/>', Style.PLAIN),
        ('<w:b w:val="0"/>', Style.PLAIN),
        ('<w:b w:val="true"/><w:dstrike/>', Style.STRONG | Style.STRUCK),
        ('<w:rStyle w:val="E"/>', Style.EMPHASIS),
        ('<w:rStyle w:val="E"/><w:i w:val="0"/>', Style.EMPHASIS),
        ('<w:rStyle w:val="S"/>', Style.STRONG),
        ('<w:rStyle w:val="K"/>', Style.CODE),
        ('<w:rStyle w:val="L"/><w:u w:val="single"/>', Style.PLAIN),
        ('<w:rStyle w:val="M"/>', Style.STRONG),
    ],
)
def test_words_are_set_by_themselves_or_their_style(properties, made):
    looks = _looks(
        style("E", "Emphasis", kind="character") + style("S", "Strong", kind="character")
        + style("K", "HTML Code", kind="character") + style("L", "Hyperlink", kind="character")
        + style("M", "Mine", "", "<w:rPr><w:b/></w:rPr>", "character")
    )  # fmt: skip
    assert looks.words_style(_element("rPr", properties)) == (made, False)


def test_hidden_words_are_told():
    assert _looks().words_style(_element("rPr", "<w:vanish/>")) == (Style.PLAIN, True)
    assert _looks().words_style(None) == (Style.PLAIN, False)
