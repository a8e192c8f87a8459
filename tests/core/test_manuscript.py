from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocreate.core.manuscript import (
    Chapter,
    chapters,
    inserted,
    join_scenes,
    moved,
    removed,
    scene_offsets,
    unique_title,
)


def test_a_scene_is_put_in_at_its_position_or_at_the_nearer_end():
    assert inserted(["a", "b"], "x", 1) == ["a", "x", "b"]
    assert inserted(["a", "b"], "x", 9) == ["a", "b", "x"]
    assert inserted(["a", "b"], "x", -1) == ["x", "a", "b"]


def test_a_moved_scene_stands_at_its_new_position():
    assert moved(["a", "b", "c"], "a", 2) == ["b", "c", "a"]
    assert moved(["a", "b", "c"], "c", 0) == ["c", "a", "b"]
    assert moved(["a"], "x", 0) == ["x", "a"]
    assert removed(["a", "b"], "a") == ["b"]


def test_neighbouring_scenes_of_one_title_are_a_chapter():
    scenes = [("a", "One"), ("b", "One"), ("c", ""), ("d", "One")]
    assert chapters(scenes) == (
        Chapter("One", ("a", "b")),
        Chapter("", ("c",)),
        Chapter("One", ("d",)),
    )


def test_a_repeated_title_gets_a_number():
    assert unique_title("x", []) == "x"
    assert unique_title("x", ["x"]) == "x (2)"
    assert unique_title("x", ["x", "x (2)", "x (3)"]) == "x (4)"


def test_one_line_feed_comes_between_scenes_that_do_not_end_in_one():
    assert join_scenes(["a", "b\n", "c"]) == "a\nb\nc"
    assert join_scenes(["", "b"]) == "\nb"
    assert join_scenes([]) == ""


@given(st.lists(st.text("ab\n", max_size=5)))
def test_each_scene_begins_at_its_offset(texts):
    whole = join_scenes(texts)
    offsets = scene_offsets(texts)
    assert len(offsets) == len(texts)
    for offset, text in zip(offsets, texts, strict=True):
        assert whole[offset : offset + len(text)] == text
