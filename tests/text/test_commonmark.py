"""The watched parser: what an inline content and the leaf blocks are made of."""

from __future__ import annotations

import pytest

from cocreate.text.commonmark import Blocks, Inline, read_inline


def test_emphasis_code_and_links_are_told_apart():
    found = read_inline("*a* **b** `c` [d](e) <xx:f>", {})
    assert found.emphasis == [(1, 2)]
    assert found.strong == [(6, 7)]
    assert found.code == [(11, 12)]
    assert found.links == [(14, 20), (21, 27)]


def test_strong_inside_emphasis_is_both():
    found = read_inline("***a** b*", {})
    assert (found.strong, found.emphasis) == ([(3, 4)], [(1, 8)])


def test_marks_without_a_partner_are_words():
    assert sorted(read_inline("*a", {}).words) == [(0, 1), (1, 2)]


def test_a_reference_is_a_link_where_its_definition_is_known():
    assert read_inline("[a]", {}).links == []
    known: dict[str, object] = {"references": {"A": {"href": "u", "title": ""}}}
    assert read_inline("[a]", known).links == [(0, 3)]
    assert read_inline("![a]", known).words == [(2, 3)]


def test_nothing_is_made_of_nothing():
    assert read_inline("", {}) == Inline()
    assert Blocks("").inline == []


@pytest.mark.parametrize("text", ["> a\n> b", "- a\n  b", "  a\n  b", "\ta\nb", "- > a\nb"])
def test_each_line_of_a_paragraph_knows_where_it_stands(text):
    for content, segments in Blocks(text).inline:
        for low, high, place in segments:
            assert text[place : place + high - low] == content[low:high]
