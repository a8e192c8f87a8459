from __future__ import annotations

from cocreate.formats.document import Document, Run
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.rtf_flow import Flow, Shape


def _flow(*items):
    flow = Flow()
    for shape, words in items:
        flow.shape = shape
        flow.add(Run(words), None)
        flow.end_paragraph()
    return write_markdown(Document(flow.done()))


def _item(depth, *, is_numbered=False):
    return Shape(depth=depth, is_numbered=is_numbered)


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


def test_a_flow_without_words_is_empty():
    flow = Flow()
    flow.end_paragraph()
    flow.end_row()
    assert flow.done() == ()
