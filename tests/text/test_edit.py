"""Laws of one replacement."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text.edit import TextEdit, apply, common_prefix, common_suffix, compose, invert, trim

words = st.text("ab\n😀", max_size=8)


@st.composite
def texts_with_edit(draw, text=None):
    text = draw(words) if text is None else text
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, TextEdit(start, text[start:end], draw(words))


@st.composite
def texts_with_two_edits(draw):
    text, first = draw(texts_with_edit())
    _, second = draw(texts_with_edit(text=apply(text, first)))
    return text, first, second


@given(texts_with_edit())
@settings(deadline=None)
def test_an_edit_and_its_inverse_leave_the_text_as_it_was(case):
    text, edit = case
    assert apply(apply(text, edit), invert(edit)) == text
    assert edit.is_nothing == (apply(text, edit) == text and edit.removed == edit.inserted)


@given(texts_with_two_edits())
@settings(deadline=None, max_examples=300)
def test_a_composed_edit_does_what_the_two_did(case):
    text, first, second = case
    both = compose(first, second)
    if both is None:
        assert second.old_end < first.start or second.start > first.new_end
    else:
        assert apply(text, both) == apply(apply(text, first), second)


@given(texts_with_edit())
@settings(deadline=None)
def test_a_trimmed_edit_does_the_same_and_shares_no_end(case):
    text, edit = case
    small = trim(edit)
    assert apply(text, small) == apply(text, edit)
    if small.removed and small.inserted:
        assert small.removed[0] != small.inserted[0]
        assert small.removed[-1] != small.inserted[-1]
    assert small.new_end - small.old_end == edit.new_end - edit.old_end


def test_typing_behind_typing_is_one_edit():
    assert compose(TextEdit(3, "", "a"), TextEdit(4, "", "b")) == TextEdit(3, "", "ab")


def test_an_edit_for_another_text_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        apply("abc", TextEdit(1, "x", "y"))


def test_an_edit_past_the_end_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        apply("abc", TextEdit(9, "", "y"))


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
@settings(deadline=None)
def test_common_ends_are_as_long_as_they_can_be(one, other):
    head, tail = common_prefix(one, other), common_suffix(one, other)
    assert one[:head] == other[:head]
    assert one[head : head + 1] != other[head : head + 1] or head == min(len(one), len(other))
    assert one[len(one) - tail :] == other[len(other) - tail :]
