from __future__ import annotations

import pytest
from hypothesis import given, settings

from cocreate.formats.canonical import canonical
from cocreate.formats.document import Document, Heading, ListBlock, Paragraph, Quote, Run
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.markdown_writer import write_markdown
from tests.formats.documents import documents


@given(documents)
@settings(deadline=None, max_examples=80)
def test_what_is_written_is_read_back(document):
    assert canonical(read_markdown(write_markdown(document))) == canonical(document)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# One *two*\n\nWords “and” more.\n\n***\n\n> a\n>\n> b\n",
        "- a\n- b\n  1. c\n\n* d\n\n  e\n\n* f\n",
        "- ___\n- ```py\n  x\n\n  y\n  ```\n",
        "~~~a`b\nx\n~~~\n\n````\n```\n````\n",
        "| a \\| b | c |\n| :-- | :-: |\n| d |  |\n",
        "Word[^n].\n\n[^n]: One.\n\n    Two.\n\n[^m]:\n",
        "## C \\#\n\n#\n",
    ],
)
def test_what_is_canonical_already_stays_as_it_is(text):
    assert write_markdown(read_markdown(text)) == text


def test_lists_side_by_side_stay_two():
    one = ListBlock(None, ((Paragraph((Run("a"),)),),))
    assert write_markdown(Document((one, one, one))) == "- a\n\n* a\n\n- a\n"
    assert write_markdown(Document((Quote(()), Heading(1, ())))) == ">\n\n#\n"
