from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.chunks import LIMIT, LIMIT_RUNS, Chunk, divide, united
from cocreate.core.origin import TYPED, Fragment, Span
from tests.core.models import AI, fragment_of, fragments, labelled


def _chunk(fragment: Fragment) -> Chunk:
    lengths = [span.length for span in fragment.spans]
    return Chunk(fragment.text, lengths, [span.origin for span in fragment.spans])


def _whole(chunk: Chunk) -> Fragment:
    return Fragment(chunk.text, tuple(chunk.spans(0, len(chunk.text))))


@settings(deadline=None)
@given(labelled, fragments, st.data())
def test_a_splice_gives_back_what_stood_there(model, new, data):
    start = data.draw(st.integers(0, len(model)))
    end = data.draw(st.integers(start, len(model)))
    chunk = _chunk(fragment_of(model))
    old = chunk.splice(start, end, new)
    assert old == fragment_of(model[start:end])
    assert chunk.newlines == chunk.text.count("\n")
    chunk.splice(start, start + len(new.text), old)
    assert _whole(chunk) == fragment_of(model)


@settings(deadline=None)
@given(labelled, labelled)
def test_two_chunks_united_hold_both(one, two):
    assert _whole(united(_chunk(fragment_of(one)), _chunk(fragment_of(two)))) == fragment_of(
        one + two
    )


def test_a_long_text_is_divided_into_chunks_of_bearable_size():
    spans = [Span(1, TYPED if at % 2 else AI) for at in range(2_000)] + [Span(50_000, AI)]
    text = "ab" * 26_000
    chunks = divide(text, spans)
    assert "".join(chunk.text for chunk in chunks) == text
    assert not any(chunk.is_oversize for chunk in chunks)
    assert all(len(chunk.text) <= LIMIT for chunk in chunks)
    assert all(len(chunk.lengths) <= LIMIT_RUNS for chunk in chunks)


def test_nothing_is_divided_into_no_chunk():
    assert divide("", ()) == []


def test_a_character_outside_has_no_origin():
    chunk = _chunk(fragment_of([("a", AI)]))
    assert chunk.origin_at(0) == AI
    with pytest.raises(IndexError):
        chunk.origin_at(1)
