from __future__ import annotations

import pytest

from cocreate.formats.rtf_lists import BULLET, NO_SIGN, Lists, old_list
from cocreate.formats.rtf_tokens import grouped


def _group(text):
    return grouped(text.encode()).groups[0]


@pytest.fixture
def lists():
    made = Lists()
    made.read_kinds(
        _group(
            "{\\listtable{\\list{\\listlevel\\levelnfc0\\levelstartat4}{\\listlevel\\levelnfc23}"
            "{\\listlevel\\levelnfc0\\levelnfcn255}{\\listname x;}\\listid-5}{\\other}}"
        )
    )
    return made


def _named(lists, others=""):
    lists.read_lists(_group("{\\x{\\listoverride\\listid-5" + others + "\\ls1}}"))
    return [lists.first(1, depth) for depth in range(4)]


def test_each_level_says_how_it_is_numbered(lists):
    assert _named(lists) == [4, BULLET, NO_SIGN, BULLET]


def test_a_list_may_begin_otherwise_than_its_kind(lists):
    start = "{\\lfolevel\\listoverridestartat\\levelstartat9}"
    assert _named(lists, start * 4) == [9, BULLET, NO_SIGN, BULLET]
    whole = "{\\lfolevel\\listoverrideformat{\\listlevel\\levelnfc23}}"
    assert _named(lists, whole)[0] == BULLET


def test_numbers_stay_within_what_a_list_may_have(lists):
    assert _named(lists, "{\\lfolevel\\levelstartat-7}")[0] == 0
    assert _named(lists, "{\\lfolevel\\levelstartat9999999999}")[0] == 99_999_999


def test_a_list_that_is_not_there_has_bullets(lists):
    assert lists.first(9, 0) == BULLET
    lists.read_lists(_group("{\\x{\\listoverride\\listid99\\ls2}}"))
    assert lists.first(2, 0) == BULLET


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("\\pnlvlbody\\pndec\\pnstart3", 3),
        ("\\pnlvl1\\pnucrm", 1),
        ("\\pnlvlblt\\pnf1", BULLET),
        ("\\pnlvlcont\\pndec", NO_SIGN),
    ],
)
def test_lists_of_older_programs_are_known(words, first):
    assert old_list(_group("{\\pn" + words + "}")) == first
