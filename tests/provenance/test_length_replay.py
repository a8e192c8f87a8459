"""Playing a history by lengths alone gives what the words give, for any history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core import chain
from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    Event,
    HunkDecided,
    HunkOffered,
    Op,
    OriginsDeclared,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
)
from cocreate.core.manuscript import join_scenes
from cocreate.core.origin import (
    TYPED,
    UNKNOWN_IMPORTED,
    UNKNOWN_PASTED,
    Contributor,
    Fragment,
    Method,
    Span,
    origin,
    plain,
)
from cocreate.core.replay import replay, walk
from cocreate.core.suggestion import Verdict
from cocreate.metrics.share import code_points
from cocreate.metrics.work import work_of
from cocreate.provenance.verifier import loaded

verify: Any = loaded()
AI = origin(Contributor.AI, Method.ACCEPTED, "h-1")
OURS = (TYPED, UNKNOWN_PASTED, AI)
CAUSES = (Cause.TYPING, Cause.PASTE, Cause.MOVE, Cause.UNDO, Cause.ACCEPT, Cause.LOG)
STEP = st.tuples(
    st.sampled_from(["edit", "keys", "back", "declare", "remove", "restore", "place", "add"]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(0, 12),
    st.integers(0, 5),
)
SIGNS = "ab\n🌊é"


def history(steps: Iterable[tuple[str, float, float, int, int]]) -> list[Event]:
    """Return events that fit together, as steps ask for them."""
    events: list[Event] = [SessionBegan("window")]
    sizes: dict[str, int] = {}
    gone: set[str] = set()
    for what, one, two, number, kind in steps:
        name = f"s{int(one * len(sizes)) % max(1, len(sizes))}"
        if what == "add" or not sizes:
            name = f"s{len(sizes)}"
            words = (SIGNS * 4)[:number]
            events.append(SceneAdded(name, "", name, kind, plain(words, UNKNOWN_IMPORTED)))
            sizes[name] = len(words)
        elif what == "remove" and name not in gone:
            gone.add(name)
            events.append(SceneRemoved(name))
        elif what == "restore" and name in gone:
            gone.remove(name)
            events.append(SceneRestored(name, kind))
        elif what == "place":
            events.append(SceneChanged(name, "II", name, kind))
        elif what == "declare" and sizes[name]:
            start = int(two * sizes[name])
            words = "x" * min(number, sizes[name] - start)
            by = origin(Contributor.HUMAN, Method.DECLARED)
            events.append(OriginsDeclared(name, start, plain(words, by), "why"))
        else:
            events.append(_edit(what, name, sizes, (two, number, kind)))
    return events


def _edit(what: str, name: str, sizes: dict[str, int], how: tuple[float, int, int]) -> Edited:
    two, number, kind = how
    cause, by = CAUSES[kind], OURS[kind % 3]
    start = int(two * sizes[name])
    if what == "keys":
        ops = [Op(start + at, 0, plain(SIGNS[at % 5], by)) for at in range(number)]
    elif what == "back":
        ops = [Op(start - 1 - at, 1, Fragment("", ())) for at in range(min(number, start))]
    else:
        removed = min(kind, sizes[name] - start)
        words = (SIGNS * 4)[:number]
        half = number // 2
        spans = tuple(
            Span(length, origin)
            for length, origin in ((half, TYPED), (number - half, AI))
            if length
        )
        ops = [Op(start, removed, Fragment(words, spans))]
    sizes[name] += sum(len(op.inserted.text) - op.removed for op in ops)
    return Edited(name, cause, tuple(ops), 0, f"clip-{kind}" if cause is Cause.MOVE else None)


def played(events: Iterable[Event], *, has_words: bool) -> Any:  # the program's own class
    found = verify.History(has_words=has_words)
    for seq, event in enumerate(events, start=1):
        header, payloads = chain.split(Entry(seq, seq, "sitting", event))
        opened = {name: chain.unpack(payload) for name, payload in payloads.items()}
        found.take(verify.Event(seq, dict(header), b"", opened.get("pos"), opened.get("text")))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, max_size=30))
def test_lengths_give_the_origins_and_the_work_that_the_words_give(steps: list[Any]):
    events = history(steps)
    entries = [Entry(seq, seq, "sitting", event) for seq, event in enumerate(events, start=1)]
    state, done = replay(entries), work_of(walk(entries))
    found = played(events, has_words=False)
    assert found.order == state.order
    for scene in state.scenes.values():
        told = [
            [span.length, span.origin.contributor, span.origin.method, span.origin.source]
            for span in scene.text.spans()
        ]
        assert found.spans(scene.id) == told
    spans = [span for scene in state.manuscript() for span in scene.text.spans()]
    assert found.characters() == code_points(spans)
    assert found.worked() == {
        (row.contributor, row.method): (row.inserted, row.removed) for row in done.rows
    }
    undone = found.work.undone
    assert (undone["inserted"], undone["removed"]) == (done.undone_inserted, done.undone_removed)
    assert (found.work.moves, found.work.moved) == (done.moves, done.moved_characters)
    with_words = played(events, has_words=True)
    assert with_words.text() == join_scenes(scene.text.text() for scene in state.manuscript())


def test_decisions_are_counted_by_the_last_word():
    offered = HunkOffered(
        "h", "r", "s0", "a", "m", Contributor.AI, 0, 1, "a", "b", "", None, Verdict.PENDING
    )
    events = [
        *history([("add", 0, 0, 4, 0)]),
        offered,
        HunkDecided("h", "s0", Verdict.REJECTED, 0, 1),
        HunkDecided("h", "s0", Verdict.EDITED, 0, 1, is_partial=True),
    ]
    assert played(events, has_words=False).hunks == {"h": ("edited", True)}


def test_words_that_do_not_fit_their_places_are_refused():
    history = verify.History(has_words=True)
    assert history._fitting("", 2) == "\ufffd\ufffd"
    with pytest.raises(ValueError, match="fewer or more"):
        history._fitting("abc", 2)
    with pytest.raises(ValueError, match="fewer or more"):
        history._fitting("", verify.LIMIT_FILLED - 1)  # so many signs would fill the memory
    with pytest.raises(ValueError, match="no kind"):
        verify.History(has_words=False)._number("robot", "typed", None)
