from __future__ import annotations

from cocreate.core.events import Cause, Edited, Entry, Op, SceneAdded, SceneRemoved
from cocreate.core.origin import EMPTY, TYPED, plain
from cocreate.core.replay import apply
from cocreate.core.state import ProjectState
from cocreate.workspace.last_stood import LastStood, Stretch

WORDS = "a lamp turned"


def added(text: str, scene: str = "s") -> SceneAdded:
    return SceneAdded(scene, "", scene, 0, plain(text, TYPED))


def out(start: int, removed: int, new: str = "") -> Edited:
    return Edited("s", Cause.TYPING, (Op(start, removed, plain(new, TYPED) if new else EMPTY),))


def last(*events) -> Stretch | None:
    look, state = LastStood(WORDS), ProjectState()
    for seq, event in enumerate(events, 1):
        entry = Entry(seq, seq, "t", event)
        look.take(state, entry)
        apply(state, entry)
    return look.finish(state)


def test_words_are_found_just_before_they_went():
    text = f"Beyond the pier {WORDS} slowly."
    assert last(added(text), out(0, 1, "b"), out(20, 3), out(0, 20)) == Stretch("s", 16, 29, 2)
    keys = tuple(Op(28 - back, 1, EMPTY) for back in range(13))
    assert last(added(text), Edited("s", Cause.TYPING, keys)) == Stretch("s", 16, 29, 1)
    assert last(added(text), SceneRemoved("s")) == Stretch("s", 16, 29, 1)


def test_words_that_stand_are_found_where_they_are_now():
    text = f"So {WORDS}."
    assert last(added(text), out(4, 6), added(text, "t")) == Stretch("t", 3, 16, 3)


def test_words_that_never_stood_are_not_found():
    assert last(added("Nobody spoke."), out(0, 6)) is None
    assert last() is None
