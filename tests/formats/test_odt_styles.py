from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import Style
from cocreate.formats.odt_styles import Role, Styles
from tests.formats.odt_samples import SPACES, STYLES

NAMED = """<office:styles><style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"><style:text-properties
fo:font-style="italic"/></style:style><style:style style:name="S9" style:family="paragraph"
style:display-name="Heading 3"/><style:style style:name="Loop" style:family="text"
style:parent-style-name="Loop"/></office:styles>"""


@pytest.fixture
def styles():
    named = etree.fromstring(f"<x {SPACES}>{NAMED}</x>")
    own = etree.fromstring(f"<x {SPACES}>{STYLES}</x>")
    return Styles(named, own)


@pytest.mark.parametrize(
    ("name", "role", "level"),
    [
        ("Title", Role.TITLE, 0),
        ("P1", Role.QUOTE, 0),
        ("S9", Role.HEADING, 3),
        ("Heading_20_1", Role.HEADING, 1),
        ("Mine", Role.HEADING, 2),
        ("Preformatted_20_Text", Role.CODE, 0),
        ("Horizontal_20_Line", Role.BREAK, 0),
        ("P2", Role.BODY, 0),
        ("", Role.BODY, 0),
    ],
)
def test_a_paragraph_is_what_its_style_is_made_from(styles, name, role, level):
    assert styles.role(name) == (role, level)


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("B", Style.STRONG),
        ("I", Style.EMPHASIS),
        ("Emphasis", Style.EMPHASIS),
        ("Strong_20_Emphasis", Style.STRONG),
        ("Source_20_Text", Style.CODE),
        ("Loop", Style.PLAIN),
        ("", Style.PLAIN),
    ],
)
def test_words_are_set_as_their_style_and_its_parents_say(styles, name, style):
    assert styles.of_words(name) == style


def test_a_paragraph_set_by_hand_sets_its_words(styles):
    assert styles.of_paragraph("P2") == Style.EMPHASIS
    assert styles.of_paragraph("Quotations") == Style.PLAIN
    assert styles.of_paragraph("none") == Style.PLAIN


def test_a_list_knows_its_numbers(styles):
    assert [styles.first_number("L", level) for level in (1, 2, 3)] == [3, None, None]
    assert styles.first_number("none", 1) is None
