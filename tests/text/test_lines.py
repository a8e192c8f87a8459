"""Offsets and lines, against str.split."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text.lines import LineIndex, line_of, start_of_line

texts = st.text("a\n\r\u2028😀", max_size=20)


@given(texts)
@settings(deadline=None)
def test_lines_are_what_lies_between_line_feeds(text):
    index = LineIndex(text)
    lines = text.split("\n")
    assert index.count == len(lines)
    for number, line in enumerate(lines):
        assert text[index.start_of(number) : index.end_of(number)] == line
        assert start_of_line(text, number) == index.start_of(number)


@given(texts)
@settings(deadline=None)
def test_every_offset_stands_in_the_line_that_covers_it(text):
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        line = index.line_of(offset)
        assert line == line_of(text, offset)
        assert index.start_of(line) <= offset <= index.end_of(line)


def test_a_range_of_lines_takes_the_line_feeds_in():
    assert LineIndex("a\nb\nc").range_of(0, 2) == (0, 4)
    assert LineIndex("a\nb\nc").range_of(2, 9) == (4, 5)
    assert LineIndex("a\nb\nc").range_of(2, 1) == (4, 4)


def test_a_line_past_the_last_begins_at_the_end():
    assert start_of_line("a\nb", 7) == 3
    assert LineIndex("a\nb").start_of(7) == 3


def test_an_offset_before_the_text_is_in_the_first_line():
    assert line_of("a\nb", -1) == 0
    assert LineIndex("a\nb").line_of(-1) == 0
