"""Words by origin, counted around an edit as exactly as over the whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.fragments import join
from cocreate.core.origin import EMPTY, TYPED, UNKNOWN_PASTED, Contributor, Method, origin, plain
from cocreate.workspace.word_classes import NOTHING, around, difference, summed, word_classes

AI = origin(Contributor.AI, Method.ACCEPTED, "s-1")
TOOL = origin(Contributor.TOOL, Method.ACCEPTED, "s-2")


def test_words_count_by_whose_they_are():
    text = join(
        plain("two words ", TYPED),
        plain("three of AI ", AI),
        plain("fixed ", TOOL),
        plain("pasted", UNKNOWN_PASTED),
    )
    assert word_classes(text) == (2, 0, 3, 1, 1)


def test_a_word_of_two_hands_is_mixed():
    assert word_classes(join(plain("grey", AI), plain("ish sea", TYPED))) == (1, 1, 0, 0, 0)


def test_signs_alone_are_no_words():
    assert word_classes(plain("— * ... 7", TYPED)) == (1, 0, 0, 0, 0)
    assert word_classes(join(plain("— ", AI), plain("so", TYPED))) == (1, 0, 0, 0, 0)
    assert word_classes(plain("", TYPED)) == NOTHING


def test_a_range_is_widened_to_its_words():
    text = AttributedText(plain("one two three", TYPED))
    assert around(text, 5, 6) == (4, 7)
    assert around(text, 3, 4) == (0, 7)
    assert around(text, 4, 4) == (4, 7)


ORIGINS = (TYPED, AI, UNKNOWN_PASTED)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_counting_around_edits_gives_what_counting_all_gives(data):
    text = AttributedText(plain("the sea was calm", TYPED))
    counts = word_classes(text.fragment())
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 6)))
        words = data.draw(st.text("ab .\n", max_size=6))
        new = plain(words, data.draw(st.sampled_from(ORIGINS)))
        change = difference(text, text.replace(start, end, new))
        counts = summed(counts, change)
        assert counts == word_classes(text.fragment())


def test_most_keys_are_told_by_their_neighbours():
    text = AttributedText(plain("the sea", TYPED))
    for start, end, words in [(7, 7, "s"), (8, 8, " "), (9, 9, "\n"), (3, 3, ","), (7, 8, "")]:
        assert difference(text, text.replace(start, end, plain(words, TYPED))) is NOTHING
    assert difference(text, text.replace(1, 1, plain(" ", TYPED))) == (1, 0, 0, 0, 0)
    assert difference(text, text.replace(0, 1, plain("T", AI))) == (-1, 0, 1, 0, 0)
    assert difference(text, text.replace(0, 1, EMPTY)) == (0, 0, -1, 0, 0)
