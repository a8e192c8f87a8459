"""Cutting a text at blank lines, and knowing when that must not be done."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.metrics.passages import LONG, passages, segment_ends


@given(st.text("a \n\t", max_size=30))
@settings(deadline=None)
def test_passages_cover_the_text_and_end_behind_blank_lines(text):
    cut, known = passages(text, {})
    assert "".join(cut.parts) == text
    assert all(cut.parts)
    assert all(part.endswith("\n") for part in cut.parts[:-1])
    assert passages(text, known) == (cut, known)


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n```\nb",
        "> ~~~\n\nb",
        "a\n\n<!-- b\n\nc",
        "<script>\n\nc",
        "- a\n\n    b",
        "- a\n\n\tb",
        "- a\n\n  # b\n     c",
        "[a]: u\n\n[a]",
        "a\r\n\r\nb\n\nc",
    ],
)
def test_what_reaches_further_keeps_passages_together(text):
    assert not passages(text, {})[0].are_apart


@pytest.mark.parametrize(
    "text", ["", "a", "```", "a\n\nb", "[a](u)\n\nb", "<b>\n\nc", "# a\n\n- b"]
)
def test_prose_is_read_passage_by_passage(text):
    assert passages(text, {})[0].are_apart


def test_a_long_passage_is_cut_between_words_and_never_in_markup():
    passage = "word " * 3_000
    markup = ((LONG - 100, LONG + 900), (9_000, 9_002))
    ends = segment_ends(passage, markup)
    assert ends[-1] == len(passage)
    assert ends[0] > LONG + 900
    assert len(ends) == 3
    assert all(passage[end - 1].isalnum() and passage[end] == " " for end in ends[:-1])
    assert not any(low < end < high for low, high in markup for end in ends)


def test_a_long_passage_without_a_gap_stays_whole():
    assert segment_ends("x" * 20_000, ()) == [20_000]
    assert segment_ends("x" * 20_000, ((5_000, 6_000),)) == [20_000]
