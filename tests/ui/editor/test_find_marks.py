"""Marks of what was looked for."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from cocreate.core.origin import EMPTY, TYPED, Edit, plain
from cocreate.ui.editor.find_marks import FindMarks
from cocreate.ui.theme import LIGHT


@pytest.fixture
def marks():
    made = FindMarks()
    made.load([2, 10, 20], 3)
    return made


def _edit(start: int, old: str, new: str) -> Edit:
    return Edit(start, plain(old, TYPED), plain(new, TYPED))


@pytest.mark.parametrize(
    ("edit", "starts"),
    [
        (_edit(0, "", "xx"), [4, 12, 22]),
        (_edit(2, "", "xx"), [4, 12, 22]),
        (_edit(3, "", "x"), [11, 21]),
        (_edit(5, "", "x"), [2, 11, 21]),
        (_edit(0, "ab", ""), [0, 8, 18]),
        (_edit(4, "abcdefgh", "x"), [13]),
        (_edit(25, "a", "xyz"), [2, 10, 20]),
        (_edit(10, "abc", "abcd"), [2, 21]),
    ],
)
def test_marks_move_with_edits_and_go_with_their_words(marks, edit, starts):
    marks.follow([edit])
    assert marks.between(0, 100) == starts


def test_very_many_edits_are_not_followed(marks):
    marks.follow([Edit(0, EMPTY, EMPTY)] * 30)
    assert not marks
    marks.follow([_edit(0, "", "x")])
    assert len(marks) == 0


def test_only_marks_that_touch_a_range_are_given(marks):
    assert marks.between(4, 10) == [2]
    assert marks.between(5, 10) == []
    assert marks.between(11, 21) == [10, 20]


def test_marks_are_painted_behind_the_words(desk):
    desk.open("the sea and the sea")
    before = desk.view.grab().toImage()
    desk.view.mark_finds((), 0)
    desk.view.mark_finds([4, 16], 3)
    marked = desk.view.grab().toImage()
    colour = QColor(LIGHT.found)
    seen = sum(
        marked.pixelColor(x, y) == colour
        for x in range(0, marked.width(), 2)
        for y in range(0, marked.height() // 3, 2)
    )
    assert seen > 20
    desk.view.mark_finds((), 0)
    assert desk.view.grab().toImage() == before
