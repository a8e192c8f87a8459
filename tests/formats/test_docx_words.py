from __future__ import annotations

import re

import pytest

from cocreate.formats.docx_dress import dress_of
from cocreate.formats.docx_package import Links
from cocreate.formats.docx_words import Desk, WordWriter, style_id
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.paragraphs import flatten
from cocreate.formats.presets import ExportOptions
from cocreate.formats.tracked import Anchor, Change, Kind, Para, Part, Piece, Shape
from tests.formats.tracked_text import png

NEW = Change(is_insertion=True, author='A "B"', at_ms=1000)
OLD = Change(is_insertion=False, author="C")


@pytest.fixture
def desk() -> Desk:
    return Desk(dress_of(ExportOptions()), {"p.png": png(3000, 10), "x.webp": b"RIFF"}, 5000)


def _write(desk: Desk, text: str, **given: bool) -> str:
    links = Links()
    document = read_markdown(text)
    words = WordWriter(desk, links, **given)
    words.enter(0, {label: flatten(blocks) for label, blocks in document.notes.items()})
    return "".join(words.item(item) for item in flatten(document.blocks)) + links.written()


def _para(text: str, change: Change, end: Change | None = None) -> Para:
    (para,) = flatten(read_markdown(text).blocks)
    assert isinstance(para, Para)
    words: list[Part] = [Piece(p.inline, change) for p in para.pieces]
    parts = (Anchor(3, opens=True), *words, Anchor(3, opens=False))
    return Para(para.shape, parts, end)


def test_changes_bear_author_and_date(desk):
    words = WordWriter(desk, Links())
    made = words.paragraph(_para("new", NEW, NEW))
    assert 'w:author="A &quot;B&quot;" w:date="1970-01-01T00:00:01Z"' in made
    assert "<w:rPr><w:ins " in made
    assert made.index("commentRangeStart") < made.index("new") < made.index("commentRangeEnd")
    struck = words.paragraph(_para("old\ttext", OLD))
    assert 'w:date="1970-01-01T00:00:05Z"' in struck
    assert "<w:delText" in struck
    assert "<w:t " not in struck
    numbers = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', made + struck)
    assert len(set(numbers)) == len(numbers) == 3


def test_a_link_leads_out_only_where_a_link_may(desk):
    made = _write(desk, "[a](https://x/y) [b](javascript:x) [c](other.md)")
    assert made.count("<w:hyperlink") == 1
    assert 'Target="https://x/y"' in made


def test_a_picture_is_as_large_as_the_line_at_most(desk):
    made = _write(desk, '![What it "shows"](p.png "T")\n\n![again](p.png)')
    assert f'cx="{desk.dress.text_width * 635}"' in made
    assert 'descr="What it &quot;shows&quot;" title="T"' in made
    assert desk.media == {"p.png": "media/picture1.png"}


def test_a_picture_that_cannot_be_put_in_is_its_words(desk):
    made = _write(desk, "![sea](x.webp) ![](https://a/b.png)")
    assert "[sea]" in made
    assert "[https://a/b.png]" in made
    assert desk.lost["picture"] == 2


def test_each_list_has_its_number_and_depth(desk):
    made = _write(desk, "- a\n\n  3. b\n\n     c\n\n     > d\n- e\n\n> 1. f\n")
    assert [(first, depth) for _, first, depth in desk.lists.values()] == [
        (None, 1), (3, 2), (1, 1)
    ]  # fmt: skip
    assert made.count('<w:numId w:val="1"/>') == 2
    assert "ListContinue" in made
    assert "ListQuote" in made


def test_a_footnote_of_a_footnote_stands_in_brackets(desk):
    assert "footnoteReference" in _write(desk, "a[^n]\n\n[^n]: note")
    assert len(desk.notes) == 1
    made = _write(desk, "a[^n]\n\n[^n]: note", is_note=True)
    assert " [note]" in made
    assert desk.lost["note"] == 1


def test_a_sign_of_no_footnote_is_its_words(desk):
    words = WordWriter(desk, Links())
    document = read_markdown("a[^n]\n\n[^n]: note")
    (para,) = flatten(document.blocks)
    assert "[^n]" in words.item(para)


def test_a_table_keeps_its_bookmarks_in_paragraphs(desk):
    (grid,) = flatten(read_markdown("| a | b |\n|--:|---|\n| c | d |\n").blocks)
    made = WordWriter(desk, Links()).item(grid, opening="<o/>", closing="<c/>")
    assert made.startswith("<w:p><o/></w:p><w:tbl>")
    assert made.endswith("</w:tbl><w:p><c/></w:p>")
    assert '<w:jc w:val="right"/>' in made


@pytest.mark.parametrize(
    ("shape", "style"),
    [
        (Shape(), "BodyText"),
        (Shape(Kind.HEADING, 3), "Heading3"),
        (Shape(Kind.CODE), "Code"),
        (Shape(Kind.BREAK), "SceneBreak"),
        (Shape(quotes=1), "Quote"),
        (Shape(quotes=3), "Quote2"),
        (Shape(depth=1, opens_item=True), "ListParagraph"),
        (Shape(depth=1), "ListContinue"),
        (Shape(depth=1, quotes=1, is_quote_in_item=True), "ListQuote"),
        (Shape(depth=3), "ListContinue3"),
        (Shape(depth=12, quotes=1, is_quote_in_item=True), "ListQuote9"),
    ],
)
def test_every_shape_has_its_style(shape, style):
    assert style_id(shape) == style
