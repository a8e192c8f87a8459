"""Keys are written down in runs; read back one by one, or joined where nobody can tell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.chain import join_entry, split, unpack
from cocreate.core.events import (
    Cause,
    Edited,
    Entry,
    Event,
    HunkOffered,
    NoteOffered,
    Op,
    SceneAdded,
)
from cocreate.core.origin import EMPTY, TYPED, UNKNOWN_PASTED, Contributor, Origin, plain
from cocreate.core.replay import apply
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Verdict

TEXT = "The sea was calm.\nNo wind.\nNothing moved."
key = st.tuples(
    st.sampled_from(["in", "in", "in", "out", "jump", "delete"]),
    st.sampled_from(["a", "\n", "🌊", "sea"]),
    st.sampled_from([TYPED, TYPED, UNKNOWN_PASTED]),
    st.integers(0, len(TEXT)),
)


def pressed(keys: list[tuple[str, str, Origin, int]], *, may_remove: bool) -> tuple[Op, ...]:
    """What pressing the keys does to TEXT."""
    ops, caret, length = [], 4, len(TEXT)
    for what, signs, by, place in keys:
        if what == "in":
            ops.append(Op(caret, 0, plain(signs, by)))
            caret, length = caret + len(signs), length + len(signs)
        elif what == "jump":
            caret = min(place, length)
        elif may_remove and what == "out" and caret:
            caret, length = caret - 1, length - 1
            ops.append(Op(caret, 1, EMPTY))
        elif may_remove and what == "delete" and caret < length:
            length -= 1
            ops.append(Op(caret, 1, EMPTY))
    return tuple(ops)


def offers(places: list[tuple[int, int, str, Verdict]]) -> list[Event]:
    return [
        HunkOffered(
            str(number),
            "r",
            "s",
            "a",
            "m",
            Contributor.AI,
            min(one, other),
            max(one, other),
            TEXT[min(one, other) : max(one, other)],
            new,
            "",
            None,
            verdict,
        )
        for number, (one, other, new, verdict) in enumerate(places)
    ]


def after(events: list[Event], edited: Edited, *, is_coarse: bool) -> ProjectState:
    state = ProjectState()
    for number, event in enumerate([SceneAdded("s", "", "S", 0, plain(TEXT, TYPED)), *events], 1):
        apply(state, Entry(number, 0, "x", event))
    written = split(Entry(state.seq + 1, 0, "x", edited))
    apply(state, join_entry(*written, is_coarse=is_coarse))
    return state


def told(state: ProjectState) -> tuple[object, ...]:
    scene = state.scenes["s"]
    return scene.text.text(), scene.text.spans(), dict(scene.hunks), scene.notes


places = st.lists(
    st.tuples(
        st.integers(0, len(TEXT)),
        st.integers(0, len(TEXT)),
        st.sampled_from(["new", "new\n", ""]),
        st.sampled_from([Verdict.PENDING, Verdict.ACCEPTED, Verdict.STALE]),
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=120)
@given(st.lists(key, max_size=30))
def test_keys_come_back_one_by_one(keys: list[tuple[str, str, Origin, int]]):
    entry = Entry(1, 0, "x", Edited("s", Cause.TYPING, pressed(keys, may_remove=True)))
    assert join_entry(*split(entry)) == entry


@settings(deadline=None, max_examples=120)
@given(st.lists(key, max_size=30), places)
def test_joined_keys_give_the_same_text_origins_and_suggestions(
    keys: list[tuple[str, str, Origin, int]], where: list[tuple[int, int, str, Verdict]]
):
    edited = Edited("s", Cause.TYPING, pressed(keys, may_remove=True))
    fine = after(offers(where), edited, is_coarse=False)
    assert told(after(offers(where), edited, is_coarse=True)) == told(fine)


@settings(deadline=None, max_examples=80)
@given(st.lists(key, max_size=30), st.integers(0, 30), st.integers(0, 8))
def test_keys_that_take_nothing_out_leave_notes_where_single_keys_do(
    keys: list[tuple[str, str, Origin, int]], start: int, size: int
):
    end = start + size
    note = NoteOffered("n", "r", "s", "a", start, end, TEXT[start:end], "Hm.", None)
    edited = Edited("s", Cause.TYPING, pressed(keys, may_remove=False))
    fine = after([note], edited, is_coarse=False)
    assert told(after([note], edited, is_coarse=True)) == told(fine)


def test_a_run_of_keys_takes_one_row():
    keys = tuple(Op(at, 0, plain(sign, TYPED)) for at, sign in enumerate("Calm sea"))
    back = tuple(Op(at, 1, EMPTY) for at in (7, 6, 5))
    ops = (*keys, *back, Op(2, 1, EMPTY), Op(2, 1, EMPTY))
    _, payloads = split(Entry(1, 0, "x", Edited("s", Cause.TYPING, ops)))
    rows = unpack(payloads["pos"])[-1]
    assert rows == [[["human", "typed", None]], [0, -8, 0], [7, -3], [2, -1], [2, -1]]


def test_rows_of_the_first_kind_are_still_read():
    entry = Entry(1, 0, "x", Edited("s", Cause.TYPING, (Op(3, 0, plain("a", TYPED)),)))
    header, payloads = split(entry)
    old = b'\x00["typing",0,[[["human","typed",null]],[3,0,1,0]]]'
    assert unpack(payloads["pos"]) != unpack(old)
    assert join_entry(header, {**payloads, "pos": old}) == entry
    assert join_entry(header, {**payloads, "pos": old}, is_coarse=True) == entry


def test_keys_whose_words_are_gone_keep_their_number():
    keys = tuple(Op(at, 0, plain(sign, TYPED)) for at, sign in enumerate("Calm"))
    header, payloads = split(Entry(1, 0, "x", Edited("s", Cause.TYPING, keys)))
    for is_coarse, number in ((False, 4), (True, 1)):
        event = join_entry(header, {"pos": payloads["pos"]}, is_coarse=is_coarse).event
        assert isinstance(event, Edited)
        assert "".join(op.inserted.text for op in event.ops) == "\ufffd" * 4
        assert len(event.ops) == number
