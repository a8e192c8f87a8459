from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import Style
from cocreate.formats.html_styles import classes_of, is_hidden, style_of

BOTH = Style.EMPHASIS | Style.STRONG


def _element(tag, **attributes):
    return etree.Element(tag, attributes)


def test_classes_that_emphasise_are_found():
    sheet = """/* .no {font-style:italic} */ .it, span.other { font-style : Italic; color: red }
    p.b {font-weight:700} .gone{text-decoration:line-through} .plain{font-size:3em} h1 > .x{}"""
    assert classes_of(sheet) == {
        "it": Style.EMPHASIS,
        "other": Style.EMPHASIS,
        "b": Style.STRONG,
        "gone": Style.STRUCK,
    }


def test_a_sheet_that_never_ends_is_read_in_time():
    assert classes_of("{" * 2_000_000) == {}
    assert classes_of("/*" * 1_000_000) == {}
    assert classes_of("{font-style:italic," * 100_000) == {}


@pytest.mark.parametrize(
    ("element", "style"),
    [
        (_element("b"), Style.STRONG),
        (_element("em", style="font-weight: bold"), BOTH),
        (_element("span", **{"class": "it none"}), Style.EMPHASIS),
        (_element("u"), Style.PLAIN),
        (_element("code"), Style.CODE),
    ],
)
def test_an_element_says_how_it_sets_its_words(element, style):
    assert style_of(element, element.tag, {"it": Style.EMPHASIS}) == style


def test_hidden_elements_are_known():
    assert is_hidden(_element("p", hidden=""))
    assert is_hidden(_element("p", style="display:none"))
    assert not is_hidden(_element("p", style="display:block"))
