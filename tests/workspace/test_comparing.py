"""Two moments beside each other, and the way back from one to the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.fragments import join
from cocreate.core.origin import TYPED, UNKNOWN_PASTED, Contributor, Method, origin, plain
from cocreate.text.diff import Piece
from cocreate.workspace.comparing import (
    Fate,
    Stood,
    compared,
    restoring,
    restoring_passage,
)

AI = origin(Contributor.AI, Method.ACCEPTED, "s-1")


def applied(now, replacements):
    text = AttributedText(now)
    text.replace_many(list(replacements))
    return text.fragment()


def test_each_scene_has_its_fate():
    before = [Stood("a", "A", plain("calm", TYPED)), Stood("b", "B", plain("gone now", TYPED))]
    before.append(Stood("d", "D", plain("same", TYPED)))
    after = [Stood("c", "C", plain("new", TYPED)), Stood("a", "A2", plain("very calm", TYPED))]
    after.append(Stood("d", "D", plain("same", TYPED)))
    found = compared(before, after)
    assert [(one.title, one.fate) for one in found] == [
        ("C", Fate.ADDED),
        ("A2", Fate.CHANGED),
        ("D", Fate.SAME),
        ("B", Fate.REMOVED),
    ]
    assert found[1].pieces == (Piece("in", "very "), Piece("same", "calm"))
    assert (found[1].words_in, found[1].words_out, found[3].words_out) == (1, 0, 2)


def test_an_empty_scene_has_nothing_to_show():
    assert compared([], [Stood("a", "A", plain("", TYPED))])[0].pieces == ()


def test_a_restored_scene_touches_only_what_changed():
    then = join(plain("The ", TYPED), plain("grey ", AI), plain("sea was calm.", TYPED))
    now = plain("The sea was very calm.", TYPED)
    replacements = restoring(now, then)
    assert [(start, end) for start, end, _ in replacements] == [(4, 4), (12, 17)]
    assert applied(now, replacements) == then


def test_equal_words_that_came_another_way_come_back_with_their_origin():
    then, now = plain("The sea", AI), plain("The sea", TYPED)
    assert applied(now, restoring(now, then)) == then
    assert restoring(then, then) == []


def test_a_passage_comes_back_and_the_rest_stays():
    then = plain("One was here.\nTwo was here.\nThree was here.\n", TYPED)
    now = plain("One is there.\nTwo is there.\nThree is there.\n", TYPED)
    start = then.text.index("Two")
    found = applied(now, restoring_passage(now, then, start, start + len("Two was here.")))
    assert found.text == "One is there.\nTwo was here.\nThree is there.\n"


def test_a_passage_that_is_gone_comes_back_between_its_neighbours():
    lost = join(plain("A middle ", TYPED), plain("line.\n", AI))
    then = join(plain("First line.\n", TYPED), lost, plain("Last line.\n", TYPED))
    now = plain("First line.\nLast line.\n", TYPED)
    replacements = restoring_passage(now, then, 12, 12 + len(lost.text))
    assert applied(now, replacements) == then


def test_of_a_longer_cut_only_the_passage_comes_back():
    then = plain("Start. One two three four. End.", TYPED)
    now = plain("Start. End.", TYPED)
    start = then.text.index("two ")
    found = applied(now, restoring_passage(now, then, start, start + 10))
    assert found.text == "Start. two three End."


ORIGINS = (TYPED, AI, UNKNOWN_PASTED)
FRAGMENTS = st.lists(
    st.tuples(st.text("ab ,\n", min_size=1, max_size=8), st.sampled_from(ORIGINS)), max_size=8
).map(lambda parts: join(*(plain(words, by) for words, by in parts)))


@settings(deadline=None, max_examples=200)
@given(FRAGMENTS, FRAGMENTS)
def test_what_is_restored_is_exactly_what_was(now, then):
    assert applied(now, restoring(now, then)) == then


@settings(deadline=None, max_examples=200)
@given(FRAGMENTS, FRAGMENTS)
def test_the_whole_as_a_passage_is_the_whole(now, then):
    found = applied(now, restoring_passage(now, then, 0, len(then.text)))
    assert then.text in found.text


@settings(deadline=None, max_examples=100)
@given(FRAGMENTS, st.data())
def test_a_passage_that_stands_already_needs_nothing(now, data):
    start = data.draw(st.integers(0, len(now.text)))
    end = data.draw(st.integers(start, len(now.text)))
    assert restoring_passage(now, now, start, end) == []
