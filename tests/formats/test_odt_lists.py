from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import ListBlock, Paragraph, Run
from cocreate.formats.odt_lists import ListCounts, goes_on, joined
from cocreate.formats.odt_styles import Styles
from tests.formats.odt_samples import SPACES, STYLES


def _list(attributes="", start=""):
    item = f'<text:list-item text:start-value="{start}"/>'
    return etree.fromstring(f"<text:list {SPACES} {attributes}><text:x/>{item}</text:list>")


def _items(*items, first=None):
    made = (item if isinstance(item, tuple) else (Paragraph((Run(item),)),) for item in items)
    return ListBlock(first, tuple(made))


@pytest.fixture
def counts():
    return ListCounts(Styles(etree.fromstring(f"<x {SPACES}>{STYLES}</x>")))


def test_a_list_begins_with_what_its_style_says_unless_it_goes_on(counts):
    more = _list('text:continue-numbering="true"')
    assert counts.first(_list(), "L", 1) == 3
    assert counts.first(more, "L", 1) == 3
    counts.count("L", 1, 7)
    assert counts.first(more, "L", 1) == 7
    assert counts.first(_list('text:continue-list="x"'), "L", 1) == 7
    assert counts.first(_list(), "L", 1) == 3


def test_an_item_may_say_its_number(counts):
    assert counts.first(_list(start="5"), "L", 1) == 5
    assert counts.first(_list(start="\u00b2"), "L", 1) == 3
    assert counts.first(_list(start="5"), "L", 2) is None
    assert counts.first(etree.fromstring("<list/>"), "L", 1) == 3


def test_only_some_lists_go_on():
    assert [goes_on(_list(name)) for name in (
        "", 'text:continue-numbering="false"', 'text:continue-numbering="true"',
    )] == [False, False, True]  # fmt: skip


def test_a_list_of_nothing_but_lists_stands_in_the_item_before():
    deep = _items("b", first=1)
    whole = joined(_items("a"), _items((deep,)), continues=False)
    assert whole is not None
    assert whole.items == ((*_items("a").items[0], deep),)


def test_a_list_that_goes_on_right_behind_is_one_list():
    assert joined(_items("a"), _items("b"), continues=True) == _items("a", "b")
    assert joined(_items("a"), _items("b"), continues=False) is None
    assert joined(_items("a"), _items("b", first=1), continues=True) is None
    assert joined(Paragraph((Run("a"),)), _items("b"), continues=True) is None
    assert joined(None, _items("b"), continues=True) is None
