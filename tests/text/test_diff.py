"""Differences of two texts: laws, and the cases the attribution rules turn on."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text.diff import (
    LineHunk,
    Piece,
    WordEdit,
    apply_word_edits,
    line_hunks,
    pieces,
    similarity,
    tokens,
    word_edits,
)

prose = st.lists(
    st.sampled_from(
        ["the", "sea", "was", "calm", " ", " ", "  ", "\n", ".", ",", "don't", "海", "é"]
    ),
    max_size=16,
).map("".join)
wild = st.text(max_size=12)
texts = st.one_of(prose, prose, wild)


@given(texts, texts)
@settings(deadline=None, max_examples=300)
def test_all_edits_together_give_exactly_the_new_text(old, new):
    edits = word_edits(old, new)
    assert apply_word_edits(old, edits) == new
    assert all(first.end < second.start for first, second in pairwise(edits))
    assert all(old[edit.start : edit.end] != edit.new for edit in edits)


@given(texts, texts)
@settings(deadline=None)
def test_pieces_read_as_the_old_text_and_as_the_new(old, new):
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.kind != "in") == old
    assert "".join(p.text for p in found if p.kind != "out") == new


@given(texts)
@settings(deadline=None)
def test_tokens_leave_nothing_out(text):
    assert "".join(tokens(text)) == text
    assert word_edits(text, text) == ()


@given(prose, prose)
@settings(deadline=None)
def test_line_hunks_turn_one_text_into_the_other(old, new):
    lines = old.splitlines(keepends=True)
    for hunk in reversed(line_hunks(old, new)):
        lines[hunk.old_start : hunk.old_end] = hunk.new_lines
    assert "".join(lines) == new


def test_an_inserted_word_brings_the_space_behind_it():
    assert word_edits("The sea was calm.", "The grey sea was calm.") == (WordEdit(4, 4, "grey "),)


def test_a_removed_word_takes_the_space_behind_it():
    assert word_edits("The grey sea was calm.", "The sea was calm.") == (WordEdit(4, 9, ""),)


def test_a_changed_word_is_replaced_whole():
    assert word_edits("The colour of it", "The color of it") == (WordEdit(4, 10, "color"),)


def test_a_changed_mark_leaves_its_word_alone():
    assert word_edits("It was calm.", "It was calm!") == (WordEdit(11, 12, "!"),)


def test_words_around_changed_words_and_the_spaces_between_stay():
    assert word_edits("a grey sea lay", "a cold lake lay") == (
        WordEdit(2, 6, "cold"),
        WordEdit(7, 10, "lake"),
    )


def test_words_at_the_end_come_with_the_space_before_them():
    assert word_edits("all calm", "all calm and still") == (WordEdit(8, 8, " and still"),)


def test_a_changed_stretch_of_white_space_is_one_edit():
    assert word_edits("one\n\ntwo", "one two") == (WordEdit(3, 5, " "),)
    assert word_edits("one two", "one  two") == (WordEdit(3, 4, "  "),)


def test_a_word_with_an_apostrophe_is_one_word():
    assert word_edits("I don't know", "I do know") == (WordEdit(2, 7, "do"),)


def test_signs_of_a_script_without_spaces_change_one_by_one():
    assert word_edits("海は静か", "海も静か") == (WordEdit(1, 2, "も"),)


def test_an_emoji_sequence_is_never_cut():
    assert word_edits("a 👩‍🚀 b", "a 👩‍🌾 b") == (WordEdit(2, 5, "👩‍🌾"),)


def test_pieces_name_what_goes_before_what_comes():
    assert pieces("a grey sea", "a cold sea") == (
        Piece("same", "a "),
        Piece("out", "grey"),
        Piece("in", "cold"),
        Piece("same", " sea"),
    )


def test_a_line_hunk_counts_lines_from_nought():
    assert line_hunks("a\nb\nc", "a\nx\ny\nc") == (LineHunk(1, 2, ("x\n", "y\n")),)


def test_similarity_runs_from_nothing_in_common_to_equal():
    assert similarity("", "") == 1.0
    assert similarity("one two", "one two") == 1.0
    assert similarity("one", "two") == 0.0
    assert 0.5 < similarity("one two three", "one six three") < 1.0


def test_two_different_texts_of_a_hundred_kilobytes_take_no_long_time():
    words = ["sea", "ship", "whale", "the", "a", "of", "and", "wind", "old", "captain"]
    old = " ".join(f"{words[n * 7 % 10]}{n % 911}" for n in range(14_000))
    new = " ".join(f"{words[n * 3 % 10]}{n % 877}" for n in range(14_000))
    began = process_time()
    edits = word_edits(old, new)
    assert process_time() - began < 2.0
    assert apply_word_edits(old, edits) == new
