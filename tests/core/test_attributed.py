from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.fragments import is_sound
from cocreate.core.origin import EMPTY, TYPED, Edit, Fragment, Span, plain
from tests.core.models import AI, AI_2, fragment_of, fragments, labelled, model_of
from tests.notation import read, show

BIG = 16_000


def _agrees(text: AttributedText, model) -> None:
    words = "".join(sign for sign, _ in model)
    whole = text.fragment()
    assert is_sound(whole)
    assert whole == fragment_of(model)
    assert text.text() == words
    assert len(text) == len(words)
    starts = [0, *(at + 1 for at, sign in enumerate(words) if sign == "\n")]
    assert text.line_count == len(starts)
    lines = words.split("\n")
    for line in {0, len(starts) // 2, len(starts) - 1}:
        assert text.line_start(line) == starts[line]
        assert text.line_text(line) == lines[line]
        assert text.line_of(starts[line]) == line
    assert text.line_of(len(words)) == len(starts) - 1


@settings(deadline=None, max_examples=60)
@given(labelled, st.data())
def test_it_agrees_with_one_origin_for_each_character(model, data):
    text = AttributedText(fragment_of(model))
    versions = [text.version]
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(model)))
        end = data.draw(st.integers(start, len(model)))
        new = data.draw(labelled)
        before = fragment_of(model[start:end])
        edit = text.replace(start, end, fragment_of(new))
        assert edit == Edit(start, before, fragment_of(new))
        model = model[:start] + new + model[end:]
        _agrees(text, model)
        versions.append(text.version)
    assert versions == sorted(set(versions))


@settings(deadline=None, max_examples=10)
@given(st.data())
def test_it_agrees_in_many_chunks(data):
    by = data.draw(st.permutations([TYPED, AI, AI_2]))
    every = data.draw(st.sampled_from([1, 7, 5000]))
    model = [("\n" if at % 61 == 0 else "x", by[at // every % 3]) for at in range(BIG)]
    text = AttributedText(fragment_of(model))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(model)))
        length = data.draw(st.sampled_from([0, 1, 3, 4_000, 9_000, 25_000]))
        end = min(len(model), start + length)
        size = data.draw(st.sampled_from([0, 1, 300, 12_000]))
        new = data.draw(labelled) + [("y", AI)] * size
        text.replace(start, end, fragment_of(new))
        model = model[:start] + new + model[end:]
    _agrees(text, model)
    start = data.draw(st.integers(0, len(model)))
    end = data.draw(st.integers(start, len(model)))
    assert text.fragment(start, end) == fragment_of(model[start:end])
    assert list(text.iter_spans(start, end)) == list(fragment_of(model[start:end]).spans)
    if start < len(model):
        assert text.origin_at(start) == model[start][1]


@settings(deadline=None, max_examples=60)
@given(labelled, st.data())
def test_many_replacements_are_as_one_after_the_other(model, data):
    text = AttributedText(fragment_of(model))
    places = sorted(data.draw(st.lists(st.integers(0, len(model)), max_size=8)))
    many = [
        (start, end, data.draw(fragments))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    expected = list(model)
    for start, end, new in reversed(many):
        expected[start:end] = model_of(new)
    first = text.fragment()
    edits = text.replace_many(many)
    _agrees(text, expected)
    again = AttributedText(first)
    for edit in edits:
        again.apply(edit)
    assert again.fragment() == text.fragment()
    for edit in reversed(edits):
        text.apply(edit.inverted())
    assert text.fragment() == first


@settings(deadline=None, max_examples=60)
@given(labelled, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10), fragments)))
def test_undoing_all_edits_gives_the_first_text_and_origins(model, steps):
    text = AttributedText(fragment_of(model))
    edits = []
    for wanted, length, new in steps:
        start = min(wanted, len(text))
        edits.append(text.replace(start, min(start + length, len(text)), new))
    last = text.fragment()
    for edit in reversed(edits):
        text.apply(edit.inverted())
    assert text.fragment() == fragment_of(model)
    for edit in edits:
        text.apply(edit)
    assert text.fragment() == last


@settings(deadline=None)
@given(labelled, labelled, st.data())
def test_relabelling_changes_origins_only(model, other, data):
    text = AttributedText(fragment_of(model))
    start = data.draw(st.integers(0, len(model)))
    end = data.draw(st.integers(start, min(len(model), start + len(other))))
    spans = fragment_of(other[: end - start]).spans
    text.relabel(start, end, spans)
    labels = [by for _, by in model]
    labels[start:end] = [by for _, by in other[: end - start]]
    assert text.fragment() == fragment_of(
        [(sign, by) for (sign, _), by in zip(model, labels, strict=True)]
    )


def test_an_empty_text_has_one_line_and_no_spans():
    text = AttributedText()
    assert (len(text), text.text(), text.spans(), text.line_count) == (0, "", (), 1)
    assert text.fragment() == EMPTY
    assert text.line_text(0) == ""
    assert text.line_of(0) == 0


def test_typing_beside_accepted_words_keeps_both_origins():
    text = AttributedText(read("The [a#hunk-1:grey ]sea"))
    text.replace(4, 4, plain("x", TYPED))
    text.replace(10, 10, plain("y", TYPED))
    assert show(text.fragment()) == "The x[a#hunk-1:grey ]ysea"


def test_spans_are_maximal_where_a_removal_brings_equals_together():
    text = AttributedText(read("The [a#hunk-1:grey ]sea"))
    text.replace(4, 9, EMPTY)
    assert text.spans() == (Span(7, TYPED),)


def test_a_slice_is_the_same_before_and_after_the_text_is_asked_for():
    text = AttributedText(plain("a" * 20_000 + "b" * 10, TYPED))
    text.replace(20_000, 20_000, plain("!", AI))
    assert text.slice(19_999, 20_002) == "a!b"
    assert len(text.text()) == 20_011
    assert text.slice(19_999, 20_002) == "a!b"


def test_a_book_taken_out_whole_leaves_an_empty_text():
    text = AttributedText(plain("word\n" * 200_000, TYPED))
    edit = text.replace(0, len(text), EMPTY)
    assert text.fragment() == EMPTY
    assert text.line_count == 1
    text.apply(edit.inverted())
    assert text.line_count == 200_001
    assert text.spans() == (Span(1_000_000, TYPED),)


def test_a_whole_chunk_can_go_and_come_back():
    text = AttributedText(plain("x\n" * 10_000, TYPED))
    edit = text.replace(4096, 8192, EMPTY)
    assert (len(text), text.line_count) == (20_000 - 4096, 10_001 - 2048)
    assert text.line_start(5_000) == 10_000
    text.apply(edit.inverted())
    assert text.fragment() == plain("x\n" * 10_000, TYPED)


def test_deleting_key_by_key_leaves_no_dust():
    text = AttributedText(plain("line\n" * 8_000, TYPED))
    while len(text) > 3:
        text.replace(1, min(len(text), 1 + 97), EMPTY)
        assert text.line_start(text.line_count - 1) <= len(text)
    for at in reversed(range(len(text))):
        text.replace(at, at + 1, EMPTY)
    assert text.text() == ""
    text.replace(0, 0, plain("new", AI))
    assert show(text.fragment()) == "[a#hunk-1:new]"


def test_growing_key_by_key_keeps_lines_and_origins():
    text = AttributedText()
    for at in range(20_000):
        text.replace(
            at // 2, at // 2, plain("\n" if at % 50 == 0 else "x", AI if at % 2 else TYPED)
        )
    words = text.text()
    assert len(words) == 20_000
    assert text.line_count == words.count("\n") + 1
    assert sum(span.length for span in text.spans()) == 20_000


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 4), (4, 4)])
def test_a_range_outside_is_refused_and_nothing_changes(start, end):
    text = AttributedText(plain("abc", TYPED))
    for ask in (text.slice, text.fragment, text.iter_spans):
        with pytest.raises(IndexError):
            ask(start, end)
    with pytest.raises(IndexError):
        text.replace(start, end, EMPTY)
    assert (text.text(), text.version) == ("abc", 0)


def test_characters_and_lines_outside_are_refused():
    text = AttributedText(plain("a\nb", TYPED))
    for offset in (-1, 3):
        with pytest.raises(IndexError):
            text.origin_at(offset)
    for line in (-1, 2):
        with pytest.raises(IndexError):
            text.line_start(line)
    with pytest.raises(IndexError):
        text.line_of(4)


def test_a_fragment_whose_spans_do_not_cover_it_is_refused():
    with pytest.raises(ValueError, match="cover"):
        AttributedText(Fragment("abc", (Span(2, TYPED),)))
    text = AttributedText(plain("abc", TYPED))
    with pytest.raises(ValueError, match="cover"):
        text.replace(0, 0, Fragment("", (Span(2, TYPED),)))
    assert text.text() == "abc"


def test_an_edit_about_other_words_is_refused():
    text = AttributedText(plain("abc", TYPED))
    with pytest.raises(ValueError, match="other words"):
        text.apply(Edit(1, plain("x", TYPED), EMPTY))
    assert text.text() == "abc"


def test_overlapping_replacements_are_refused_before_anything_changes():
    text = AttributedText(plain("abcdef", TYPED))
    with pytest.raises(ValueError, match="overlaps"):
        text.replace_many([(0, 3, EMPTY), (2, 4, EMPTY)])
    with pytest.raises(IndexError):
        text.replace_many([(0, 3, EMPTY), (5, 7, EMPTY)])
    assert text.text() == "abcdef"
