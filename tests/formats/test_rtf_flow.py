from __future__ import annotations

from cocreate.formats.document import Document, Run, Style
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.rtf_flow import Flow, Shape
from cocreate.formats.rtf_lists import BULLET, NO_SIGN


def _flow(*items):
    flow = Flow()
    for shape, words in items:
        flow.shape = shape
        flow.add(Run(words), None)
        flow.end_paragraph()
    return write_markdown(Document(flow.done()))


def _item(depth, *, is_numbered=False):
    return Shape(depth=depth, first=1 if is_numbered else BULLET)


def test_items_are_gathered_into_lists_by_depth_and_kind():
    text = _flow(
        (_item(1), "deep"),
        (_item(0), "a"),
        (_item(1, is_numbered=True), "b"),
        (_item(0), "c"),
        (_item(0, is_numbered=True), "d"),
        (Shape(level=2, depth=0), "Head"),
    )
    assert "* a\n  1. b\n* c\n" in text
    assert "1. d\n" in text
    assert text.startswith("- deep\n")
    assert text.endswith("## Head\n")


def test_a_list_goes_on_counting_behind_other_words_and_deeper_ones_begin_anew():
    one, deep = _item(0, is_numbered=True), _item(1, is_numbered=True)
    text = _flow((one, "a"), (deep, "b"), (Shape(), "c"), (one, "d"), (deep, "e"))
    assert text == "1. a\n   1. b\n\nc\n\n2. d\n   1. e\n"


def test_an_item_without_a_sign_is_a_paragraph():
    assert _flow((_item(0), "a"), (Shape(depth=0, first=NO_SIGN), "b")) == "- a\n\nb\n"


def test_a_heading_is_strong_by_itself():
    for words, made in ((("a", Style.STRONG),), "# a\n"), (
        (("a", Style.STRONG), ("b", Style.PLAIN)), "# **a**b\n"
    ):  # fmt: skip
        flow = Flow()
        flow.shape = Shape(level=1)
        for text, style in words:
            flow.add(Run(text, style=style), None)
        flow.end_paragraph()
        assert write_markdown(Document(flow.done())) == made


def test_a_flow_without_words_is_empty():
    flow = Flow()
    flow.end_paragraph()
    flow.end_row()
    assert flow.done() == ()
