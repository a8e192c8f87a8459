"""Where each stretch of text came in, against a model that labels every character."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.workspace.trail import Came, Trail


def test_a_typed_word_inside_an_older_one():
    trail = Trail()
    trail.add(1, "a", 0, 0, 10)
    trail.add(2, "a", 4, 0, 3)
    assert trail.came("a", 0, 13) == [Came(0, 4, 1), Came(4, 7, 2), Came(7, 13, 1)]
    assert trail.came("a", 5, 6) == [Came(5, 6, 2)]


def test_another_scene_is_another_trail():
    trail = Trail()
    trail.add(1, "a", 0, 0, 3)
    trail.add(2, "b", 0, 0, 9)
    assert trail.came("a", 0, 3) == [Came(0, 3, 1)]


def test_what_no_event_brought_was_there_before():
    trail = Trail()
    assert trail.came("a", 2, 4) == [Came(2, 4, 0)]
    assert trail.came("a", 2, 2) == []


def test_columns_and_names_can_be_put_in_from_outside():
    one, other = Trail(), Trail()
    one.add(1, "a", 0, 0, 3)
    other.names += one.names
    other.extend(one.columns)
    other.renumber()
    assert other.came("a", 0, 3) == [Came(0, 3, 1)]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_it_agrees_with_a_label_on_every_character(data):
    trail = Trail()
    labels: list[int] = []
    for seq in range(1, data.draw(st.integers(1, 25))):
        start = data.draw(st.integers(0, len(labels)))
        removed = data.draw(st.integers(0, min(6, len(labels) - start)))
        inserted = data.draw(st.integers(0, 6))
        labels[start : start + removed] = [seq] * inserted
        trail.add(seq, "a", start, removed, inserted)
    start = data.draw(st.integers(0, len(labels)))
    end = data.draw(st.integers(start, len(labels)))
    found = trail.came("a", start, end)
    assert [piece.seq for piece in found for _ in range(piece.end - piece.start)] == labels[
        start:end
    ]
