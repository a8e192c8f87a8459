from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from cocreate.ui.editor.offsets import (
    BLOCK_LIMIT,
    BlockIndex,
    head,
    is_overlong,
    rendered,
    shown,
    soft_break,
    units,
)

prose = st.text(alphabet="ab\n é😀👨‍👩ש\u0301", max_size=60)


def loaded(text: str) -> tuple[QTextDocument, BlockIndex]:
    document = QTextDocument()
    rendering = rendered(text)
    document.setPlainText(rendering.text)
    index = BlockIndex(document)
    index.load(rendering)
    return document, index


def test_plain_text_needs_no_counting(qapp):
    document, index = loaded("one\ntwo")
    assert index.is_plain
    assert (index.offset(5), index.position(5), index.count) == (5, 5, 2)
    assert index.start(document.lastBlock()) == 4


@settings(deadline=None)
@given(text=prose)
def test_every_offset_has_its_position_and_back(qapp, text):
    _, index = loaded(text)
    for offset in range(len(text) + 1):
        position = index.position(offset)
        assert position == units(text[:offset])
        assert index.offset(position) == offset


@settings(deadline=None)
@given(before=prose, new=prose, after=prose)
def test_splicing_is_as_good_as_loading(qapp, before, new, after):
    document, index = loaded(f"{before}\nold\n{after}")
    first = before.count("\n") + 1
    document.setPlainText(f"{before}\n{new}\n{after}")
    lines = new.split("\n")
    index.splice(first, 1, lines, [False] * len(lines))
    _, fresh = loaded(f"{before}\n{new}\n{after}")
    assert index.count == fresh.count
    assert [index.surplus(n) for n in range(index.count)] == [
        fresh.surplus(n) for n in range(index.count)
    ]
    assert index.behind(0) == fresh.behind(0)


def test_inside_a_pair_the_offset_before_it_counts(qapp):
    _, index = loaded("a😀b")
    assert index.offset(2) == 1


def test_a_position_behind_the_end_belongs_to_the_last_block(qapp):
    _, index = loaded("😀\nab")
    assert index.offset(9) == 4


def test_soft_breaks_are_no_characters(qapp):
    text = "word " * 9000
    document, index = loaded(text)
    assert document.blockCount() == 3
    assert index.is_soft(0)
    assert not index.is_soft(2)
    second = document.findBlockByNumber(1)
    assert index.offset(second.position()) == len(document.firstBlock().text())
    assert index.position(len(document.firstBlock().text())) == second.position()
    assert index.soft_length(0) == len(document.firstBlock().text()) + 1
    assert index.softs(1, 3) == [index.soft_length(1), 0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a" * 40_000, BLOCK_LIMIT),
        ("a" * (BLOCK_LIMIT - 5) + " " + "b" * 30_000, BLOCK_LIMIT - 4),
        ("a" * BLOCK_LIMIT + "\u0301" * 3 + "a" * 100, BLOCK_LIMIT),
        ("a" * (BLOCK_LIMIT - 2) + "b\u0301\u0301\u0301" + "a" * 100, BLOCK_LIMIT - 2),
    ],
)
def test_a_soft_break_stands_behind_a_space_and_in_no_grapheme(text, place):
    found = soft_break(text)
    assert found <= BLOCK_LIMIT
    if text[place : place + 1] != "\u0301":
        assert found == place
    assert text[found] != "\u0301"


def test_only_what_qt_cannot_hold_is_replaced():
    assert shown("a\u00a0b\u2028c") == "a\u00a0b\u2028c"
    assert shown("a\rb\u2029c\ufdd1d\ud800") == "a\u240db\u2028c\ufffdd\ufffd"


def test_units_and_heads_count_pairs():
    assert (units("abc"), units("a😀")) == (3, 3)
    assert (head("abc", 2), head("abc", 9), head("a😀b", 3), head("a😀b", 2)) == (2, 3, 2, 1)


def test_a_block_is_overlong_well_above_the_limit(qapp):
    document, _ = loaded("a" * BLOCK_LIMIT)
    assert not is_overlong(document.firstBlock())
    document.setPlainText("a" * (2 * BLOCK_LIMIT))
    assert is_overlong(document.firstBlock())
