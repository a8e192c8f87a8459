"""Sentences by the definition of the shares."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg import sentencebreak

from cocreate.text.sentences import sentence_ranges


def test_sentences_end_at_full_stops_and_lines():
    text = "It fell. “Did it?” he said.\n\nYes\n---\n"
    assert [text[a:b] for a, b in sentence_ranges(text)] == [
        "It fell. ",
        "“Did it?” ",
        "he said.\n",
        "Yes\n",
    ]
    assert sentence_ranges("") == ()


sentence_signs = st.text('aAא1.!?",;:—+ \u0301\u00ad\n\r\u2028…。”', max_size=24)


@given(sentence_signs | st.text(max_size=12))
@settings(deadline=None, max_examples=500)
def test_sentences_are_those_of_the_library(text):
    bounds = list(sentencebreak.sentence_boundaries(text))
    expected = [
        (start, end) for start, end in pairwise(bounds) if any(c.isalnum() for c in text[start:end])
    ]
    assert list(sentence_ranges(text)) == expected
