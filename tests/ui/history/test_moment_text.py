"""Scenes put together for the paper."""

from __future__ import annotations

from cocreate.core.origin import TYPED, plain
from cocreate.text.diff import pieces
from cocreate.ui.history.looks import Look
from cocreate.ui.history.moment_text import as_it_stood, beside
from cocreate.workspace.comparing import Difference, Fate, Stood, compared

ONE = Stood("a", "One", plain("calm", TYPED))
TWO = Stood("b", "Two", plain("grey", TYPED))


def test_scenes_stand_under_their_names():
    shown = as_it_stood([ONE, TWO], titled=True)
    assert shown.text == "One\n\ncalm\n\nTwo\n\ngrey"
    assert sum(stretch.length for stretch in shown.stretches) == len(shown.text)
    assert [shown.text[part.start : part.end] for part in shown.segments] == ["calm", "grey"]
    assert shown.start_of("b") == len(shown.text) - 4
    assert shown.start_of("c") is None


def test_a_range_belongs_to_one_scene_or_none():
    shown = as_it_stood([ONE, TWO], titled=True)
    first = shown.segments[0]
    assert shown.segment_at(first.start, first.end) is first
    assert shown.segment_at(first.start, first.end + 1) is None


def test_one_scene_alone_has_no_name_above_it():
    shown = as_it_stood([ONE], titled=False)
    assert (shown.text, shown.segments[0].content) == ("calm", ONE.content)
    assert shown.first_change() is None


def test_differences_name_what_became_of_each_scene():
    new = Stood("c", "Three", plain("new", TYPED))
    changed = Stood("b", "Two", plain("green", TYPED))
    shown = beside(compared([ONE, TWO], [changed, new]), titled=True)
    assert shown.text.startswith("Two\n\ngreygreen\n\nThree (came in)\n\nnew")
    assert shown.text.endswith("One (is gone)\n\ncalm")
    assert shown.first_change() == (5, 9)
    assert {stretch.look for stretch in shown.stretches} >= {Look.IN, Look.OUT, Look.TITLE}


def test_scenes_that_are_the_same_are_only_named():
    same = compared([ONE], [ONE])
    assert beside(same, titled=True).text == "One (the same)\n\n"
    assert beside(same, titled=False).text == "calm"
    by_hand = Difference("a", "One", Fate.CHANGED, pieces("a b", "a c"))
    assert beside([by_hand], titled=False).text == "a bc"
