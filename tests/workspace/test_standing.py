"""The manuscript at one event."""

from __future__ import annotations

from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    Exported,
    Op,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
)
from cocreate.core.keyframes import Shelf
from cocreate.core.origin import TYPED, plain
from cocreate.workspace.standing import BEGINNING, Standing, is_text_event


def stand(*events):
    standing = Standing(Shelf())
    for seq, event in enumerate(events, start=1):
        standing.apply(Entry(seq, seq, "s", event))
    return standing


ADDED = SceneAdded("a", "One", "Opening", 0, plain("calm", TYPED))
EXPORTED = Exported("markdown", "none", "b.md", "", "")
TYPED_MORE = Edited("a", Cause.TYPING, (Op(4, 0, plain(" sea", TYPED)),))


def test_it_goes_on_by_what_changes_text_and_order():
    standing = stand(ADDED, TYPED_MORE, EXPORTED)
    assert standing.scene("a").text.text() == "calm sea"
    assert (standing.order, standing.state.seq) == (("a",), 3)
    assert is_text_event(ADDED)
    assert not is_text_event(EXPORTED)
    assert standing.scene("b") is None


def test_a_keyframe_brings_it_all_back():
    standing = stand(ADDED, TYPED_MORE, SceneRemoved("a"))
    frame = standing.keyframe(BEGINNING)
    standing.load(BEGINNING)
    assert standing.scene("a") is None
    standing.load(frame)
    assert standing.order == ()
    assert standing.scene("a").is_removed
    assert standing.scene("a").text.text() == "calm sea"


def test_what_was_not_looked_at_is_set_aside_as_it_was():
    standing = stand(ADDED)
    first = standing.keyframe(BEGINNING)
    standing.load(first)
    second = standing.keyframe(first)
    assert second.frozen == first.frozen
    assert second.places is first.places


def test_names_and_places_are_part_of_it():
    standing = stand(ADDED, SceneChanged("a", "Two", "Closing", 0))
    assert standing.keyframe(BEGINNING).places == {"a": ("Two", "Closing", False)}
