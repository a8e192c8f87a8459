"""Graphemes and words by the definitions of the shares."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text import count
from cocreate.text.count import (
    count_characters,
    count_words,
    grapheme_ranges,
    graphemes,
    leaves_word_count,
    outside,
    shown_graphemes,
    visible,
    word_ranges,
)

texts = st.text(max_size=20) | st.text("ab \n-\u2060é\u0301🚀\u200d", max_size=20)


@st.composite
def texts_with_markup(draw):
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, tuple(zip(cuts[::2], cuts[1::2], strict=False))


@given(texts)
@settings(deadline=None, max_examples=200)
def test_graphemes_are_extended_clusters_and_leave_nothing_out(text):
    assert list(graphemes(text)) == regex.findall(r"\X", text)
    assert "".join(graphemes(text)) == text


def test_no_sign_taken_for_simple_joins_its_neighbour():
    simple = [sign for sign in map(chr, range(0x20, 0xD800)) if count._SIMPLE.fullmatch(sign)]
    assert len(simple) > 30_000
    assert regex.fullmatch(r"[\p{GCB=Other}\p{GCB=Control}]+", "".join(simple))
    assert len(regex.findall(r"\X", "".join(simple))) == len(simple)


@given(texts_with_markup())
@settings(deadline=None, max_examples=200)
def test_words_are_what_splitting_the_visible_text_gives(case):
    text, markup = case
    shown = visible(text, markup)
    expected = [word for word in shown.split() if any(c.isalnum() for c in word)]
    ranges = word_ranges(text, markup)
    kept = [
        "".join(text[low:high] for low, high in outside(start, end, markup))
        for start, end in ranges
    ]
    assert kept == expected
    assert count_words(text, markup) == len(expected)


@given(texts_with_markup())
@settings(deadline=None)
def test_shown_graphemes_are_outside_markup_and_not_white(case):
    text, markup = case
    shown = list(shown_graphemes(text, markup))
    assert shown == [
        (start, end)
        for start, end in grapheme_ranges(text)
        if not text[start:end].isspace() and not any(a <= start < b for a, b in markup)
    ]
    assert count_characters(text, markup) == len(shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("The sea was calm.", 4),
        ("well-known — and so", 3),
        ("one\u2060—\u2060two", 1),
        ("one—two", 1),
        ("... 7 !", 1),
        ("\u2060", 0),
    ],
)
def test_a_word_holds_a_letter_or_digit_and_dashes_do_not_divide_it(text, expected):
    assert count_words(text) == expected


def test_markup_inside_a_word_does_not_divide_it():
    text = "**bold**face"
    assert word_ranges(text, ((0, 2), (6, 8))) == ((2, 12),)


def test_an_emoji_of_many_code_points_is_one_character():
    assert count_characters("👩‍🚀 é\n") == 2


@settings(max_examples=300, deadline=None)
@given(*[st.text("a1 \n—\u2060", max_size=5)] * 4)
def test_where_it_says_so_the_number_of_words_stays(before, old, new, behind):
    if leaves_word_count(before[-1:], old, new, behind[:1]):
        assert count_words(before + new + behind) == count_words(before + old + behind)


def test_most_keys_leave_the_number_of_words():
    for left, old, new, right in [("a", "", "b", " "), (" ", "", "\n", "a"), ("a", "b", "", "")]:
        assert leaves_word_count(left, old, new, right)
    for left, old, new, right in [("a", "", " ", "b"), (" ", "", "b", " "), ("—", "", "a", "")]:
        assert not leaves_word_count(left, old, new, right)
