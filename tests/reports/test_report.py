from __future__ import annotations

from dataclasses import replace

from cocreate.core.origin import Method
from cocreate.reports.report import FIXED_SENTENCE, LIMITS
from tests.reports.samples import AI, HUMAN, UNKNOWN, imported, novel, share, untouched


def test_a_headline_needs_half_of_the_text_to_be_observed():
    half = share((HUMAN, Method.TYPED, 1, 1), (UNKNOWN, Method.PASTED, 1, 1))
    assert replace(novel(), surviving=half).has_headline
    assert not imported().has_headline
    assert not untouched().has_headline


def test_words_count_the_mixed_ones():
    made = share((HUMAN, Method.TYPED, 9, 3), (AI, Method.ACCEPTED, 3, 1), mixed=2)
    assert made.words == 6
    assert made.of(HUMAN) == 9


def test_the_limits_begin_with_the_fixed_sentence_and_claim_nothing():
    assert LIMITS[0] == FIXED_SENTENCE
    words = " ".join(LIMITS).lower()
    assert not any(claim in words for claim in ("certified", "ai-free", "court", "detects"))
