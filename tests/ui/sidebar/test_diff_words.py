"""What goes, what comes, and a little of what stays."""

from __future__ import annotations

import pytest

from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Hunk
from cocreate.text.diff import WordEdit, word_edits
from cocreate.ui.sidebar.diff_words import diff_html, edit_sentence, snippet
from cocreate.ui.theme import DARK, LIGHT


def _hunk(old: str, new: str) -> Hunk:
    return Hunk("s-1", "r", "sc", "a", "m", Contributor.AI, 0, len(old), old, new)


def test_words_of_an_agent_are_escaped():
    html = diff_html(_hunk("calm", "<img src=x>"), LIGHT)
    assert "<img" not in html
    assert "&lt;" in html
    assert "line-through" in html
    assert "underline" in html


def test_both_looks_have_their_colours():
    hunk = _hunk("The sea was calm.", "The grey sea was calm.")
    assert LIGHT.added in diff_html(hunk, LIGHT)
    assert DARK.added in diff_html(hunk, DARK)


def test_a_huge_hunk_is_shown_whole_without_a_comparison():
    html = diff_html(_hunk("a " * 4000, "b " * 4000), LIGHT)
    assert html.count("line-through") == 1


def test_a_row_begins_shortly_before_the_change():
    old = "word " * 30 + "calm. " + "more " * 60
    found = snippet(_hunk(old, old.replace("calm", "still")))
    assert found[0].text.startswith("…")
    assert len(found[0].text) == 25
    assert [piece.kind for piece in found] == ["same", "out", "in", "same"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("calm sea", "still sea", "“calm” → “still”"),
        ("the sea", "the grey sea", "+ “grey”"),
        ("the grey sea", "the sea", "− “grey”"),
    ],
)
def test_one_word_edit_is_said_in_words(old, new, sentence):
    (edit,) = word_edits(old, new)
    assert edit_sentence(old, edit) == sentence


def test_white_space_is_made_visible():
    assert edit_sentence("ab", WordEdit(1, 1, "\n ")) == "+ “¶␣”"
