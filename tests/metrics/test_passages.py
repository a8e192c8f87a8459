"""Cutting a text at blank lines, and knowing when that must not be done."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.metrics.passages import passages


@given(st.text("a \n\t", max_size=30))
@settings(deadline=None)
def test_passages_cover_the_text_and_end_behind_blank_lines(text):
    cut, known = passages(text, {})
    assert cut.ends == tuple(sorted(set(cut.ends)))
    assert (cut.ends[-1] if cut.ends else 0) == len(text)
    assert all(text[:end].rstrip(" \t").endswith("\n") for end in cut.ends[:-1])
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
