"""What goes, what comes, and a little of what stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import TYPED, Contributor, plain
from cocreate.core.suggestion import Hunk
from cocreate.text.diff import WordEdit, word_edits
from cocreate.ui.sidebar.diff_words import Around, around, diff_html, edit_sentence, snippet
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
    assert found[0].text == "…word word word word "
    assert [piece.kind for piece in found] == ["same", "out", "in", "same"]


def test_a_single_word_is_shown_in_its_line():
    text = AttributedText(plain("One.\nThe sea was calm that morning.\nTwo.", TYPED))
    hunk = replace(_hunk("calm", "still"), start=17, end=21)
    found = around(text, hunk)
    assert found == Around("The sea was ", " that morning.")
    assert [(piece.kind, piece.text) for piece in snippet(hunk, found)] == [
        ("same", "The sea was "),
        ("out", "calm"),
        ("in", "still"),
        ("same", " that morning."),
    ]
    assert "The sea was" in diff_html(hunk, LIGHT, found)


def test_a_long_line_is_cut_around_the_suggestion_at_words_ends():
    words = "word " * 20
    text = AttributedText(plain(words + "calm " + words, TYPED))
    found = around(text, replace(_hunk("calm", "still"), start=100, end=104))
    assert found.before.startswith("…word")
    assert found.after.endswith("word…")
    assert around(text, replace(_hunk("calm", "still"), start=-1, end=-1)) == Around()


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
