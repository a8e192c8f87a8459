from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.docx_opened import (
    OpenedDocx,
    child,
    child_value,
    descendants,
    is_on,
    link_of,
    name_of,
    value_of,
)
from cocreate.formats.safe_zip import open_zip
from tests.formats.docx_files import R, W, p, write_docx

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize("space", [W, STRICT])
def test_elements_are_read_whatever_their_namespace(space):
    root = etree.fromstring(
        f'<w:a xmlns:w="{space}"><!-- x --><w:b w:val="1"/><w:c w:val="off"/><w:d/></w:a>'
    )
    assert [name_of(found) for found in root] == ["", "b", "c", "d"]
    assert child_value(root, "b") == "1"
    assert child_value(root, "x") == ""
    assert child(None, "b") is None
    assert [is_on(child(root, name)) for name in "bcdx"] == [True, False, True, False]
    assert len(list(descendants(root, "b"))) == 1
    assert value_of(root) == ""


def test_links_are_read_whatever_their_namespace():
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    for space in (R, strict):
        assert link_of(etree.fromstring(f'<a xmlns:r="{space}" r:id="x"/>')) == "x"
    assert link_of(etree.fromstring("<a/>")) == ""


def test_what_is_not_there_is_nothing(tmp_path):
    path = write_docx(tmp_path / "a.docx", p("x"), links="<Other/>")
    with open_zip(path) as archive:
        opened = OpenedDocx(archive)
        assert opened.beside("styles") is None
        assert opened.told("title") == ""
        assert opened.mark == ""
        assert opened.count_beside("header") == 0
        assert name_of(opened.body) == "body"


def test_a_link_may_lead_to_a_part_that_is_missing(tmp_path):
    link = f'<Relationship Id="s" Type="{R}/styles" Target="../word/gone.xml"/>'
    with open_zip(write_docx(tmp_path / "a.docx", p("x"), links=link)) as archive:
        assert OpenedDocx(archive).beside("styles") is None
