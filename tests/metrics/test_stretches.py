"""Stretches: what is inside them, and that they stay as long as their scene."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import EMPTY, TYPED, Contributor, Method, origin, plain
from cocreate.metrics.stretches import Burst, Label, Labels, Stretches, accepted_in

AI = origin(Contributor.AI, Method.ACCEPTED, "h")
H = frozenset({"h"})


def made(length=0):
    text = AttributedText(plain("x" * length, TYPED))
    return text, Stretches(length, Labels())


def do(text, stretches, start, end, new):
    edit = text.replace(start, end, new)
    burst = Burst(stretches)
    burst.do(edit, accepted_in(new.spans))
    burst.enclose_all()


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 4), st.integers(0, 5), st.booleans()),
        max_size=12,
    )
)
@settings(deadline=None)
def test_labels_cover_the_scene_and_every_accepted_character_descends(steps):
    text, stretches = made(5)
    for at, removed, size, is_ai in steps:
        start = min(at, len(text))
        end = min(start + removed, len(text))
        do(
            text,
            stretches,
            start,
            end,
            plain("y" * size, AI if is_ai else TYPED) if size else EMPTY,
        )
    labels = [label for length, label in stretches.runs() for _ in range(length)]
    assert len(labels) == len(text)
    assert all(text.origin_at(at) != AI or labels[at].descends == H for at in range(len(text)))
    assert all(label.descends <= label.inside for label in labels)


def test_typing_inside_inherits_and_at_the_edges_does_not():
    text, stretches = made(2)
    do(text, stretches, 1, 1, plain("ai", AI))
    do(text, stretches, 2, 2, plain("in", TYPED))
    do(text, stretches, 5, 5, plain("r", TYPED))
    do(text, stretches, 1, 1, plain("l", TYPED))
    assert stretches.runs() == [(2, Label()), (4, Label(H, H)), (2, Label())]


def test_an_empty_scene_has_no_labels():
    assert made()[1].runs() == []


def test_a_suggestion_that_is_released_leaves_nothing_behind():
    text, stretches = made(2)
    do(text, stretches, 1, 1, plain("ai", AI))
    stretches.enclose(0, 3, "i")
    stretches.release("h")
    other = frozenset({"i"})
    assert stretches.runs() == [(3, Label(other)), (1, Label())]


def test_what_is_moved_inherits_beside_what_it_brings_and_what_comes_back_does_not():
    brought = ((2, Label(frozenset("i"), frozenset("i"))),)
    for is_moved, ids in ((True, frozenset("hi")), (False, frozenset("i"))):
        text, stretches = made(2)
        do(text, stretches, 1, 1, plain("ai", AI))
        edit = text.replace(2, 2, plain("in", TYPED))
        Burst(stretches).do(edit, [None], brought, is_moved=is_moved)
        assert stretches.cut(2, 4) == ((2, Label(ids, ids)),)


def test_a_burst_goes_on_where_the_one_before_ended():
    text, stretches = made(0)
    do(text, stretches, 0, 0, plain("ai", AI))
    burst = Burst(stretches)
    burst.do(text.replace(0, 2, plain("x", TYPED)), [None])
    Burst(stretches, burst.place).do(text.replace(1, 1, plain("y", TYPED)), [None])
    Burst(stretches).do(text.replace(2, 2, plain("z", TYPED)), [None])
    assert stretches.runs() == [(2, Label(H, H)), (1, Label())]
