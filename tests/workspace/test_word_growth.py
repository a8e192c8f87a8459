from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import TYPED, Fragment, plain
from cocreate.text.count import count_words
from cocreate.workspace.word_growth import word_growth


def text_of(words: str) -> AttributedText:
    return AttributedText(plain(words, TYPED))


def put(words: str) -> Fragment:
    return plain(words, TYPED)


def test_a_letter_within_a_word_adds_none():
    assert word_growth(text_of("The sea"), [(1, 1, put("x"))]) == 0


def test_a_space_within_a_word_adds_one_and_taking_it_out_takes_one():
    assert word_growth(text_of("The sea"), [(5, 5, put(" "))]) == 1
    assert word_growth(text_of("The sea"), [(3, 4, put(""))]) == -1


def test_a_dash_alone_is_no_word():
    assert word_growth(text_of("The sea"), [(7, 7, put(" —"))]) == 0


def test_a_word_longer_than_the_view_changes_nothing_when_it_grows():
    assert word_growth(text_of("a" * 1000), [(500, 500, put("b"))]) == 0


def test_two_replacements_far_apart_in_one_long_word_are_counted_each():
    assert word_growth(text_of("a" * 1000), [(1, 1, put("b")), (900, 900, put(" "))]) == 1


_TEXT = st.text(alphabet="ab1 \n—'", max_size=40)


@settings(max_examples=300, deadline=None)
@given(_TEXT, st.data())
def test_it_is_the_difference_of_the_two_counts(words: str, data: st.DataObject):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(words)), max_size=6)))
    cuts = cuts[: len(cuts) // 2 * 2]
    pairs = [
        (cuts[at], cuts[at + 1], put(data.draw(_TEXT.map(lambda text: text[:4]))))
        for at in range(0, len(cuts), 2)
    ]
    text = text_of(words)
    growth = word_growth(text, pairs)
    text.replace_many(pairs)
    assert growth == count_words(text.text()) - count_words(words)
