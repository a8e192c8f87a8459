from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.fragments import cut, is_sound, join, merged, spans_total
from cocreate.core.origin import EMPTY, TYPED, Fragment, Span, plain
from tests.core.models import AI, fragment_of, fragments, labelled


@settings(deadline=None)
@given(labelled, st.data())
def test_split_anywhere_and_rejoined_it_is_the_same(model, data):
    whole = fragment_of(model)
    at = data.draw(st.integers(0, len(model)))
    one, two = cut(whole, 0, at), cut(whole, at, len(model))
    assert one == fragment_of(model[:at])
    assert two == fragment_of(model[at:])
    assert join(one, two) == whole
    assert spans_total(one.spans) + spans_total(two.spans) == len(whole.text)


@settings(deadline=None)
@given(st.lists(fragments, max_size=5))
def test_joined_fragments_are_sound(pieces):
    whole = join(*pieces)
    assert is_sound(whole)
    assert whole.text == "".join(piece.text for piece in pieces)


def test_a_cut_outside_is_refused():
    for start, end in ((-1, 1), (2, 1), (0, 4)):
        with pytest.raises(ValueError, match="outside"):
            cut(plain("abc", TYPED), start, end)


def test_empty_spans_vanish():
    assert list(merged([Span(0, AI), Span(1, TYPED), Span(0, AI), Span(2, TYPED)])) == [
        Span(3, TYPED)
    ]


def test_a_fragment_is_unsound_when_spans_fall_short_or_repeat():
    assert is_sound(EMPTY)
    assert not is_sound(Fragment("abc", (Span(2, TYPED),)))
    assert not is_sound(Fragment("abc", (Span(2, TYPED), Span(1, TYPED))))
    assert not is_sound(Fragment("ab", (Span(2, TYPED), Span(0, AI))))
