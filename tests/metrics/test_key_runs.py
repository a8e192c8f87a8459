"""Keys read as joined replacements give every figure that single keys give."""

from __future__ import annotations

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.chain import join_entry, split
from cocreate.core.events import Cause, Edited, Entry, NoteDismissed, NoteOffered, Op
from cocreate.core.origin import EMPTY, TYPED, Contributor, Method, Origin, origin, plain
from cocreate.core.replay import apply, may_join_keys, walk
from cocreate.core.state import ProjectState
from cocreate.metrics.echo_tally import EchoTally
from cocreate.metrics.effort import times_of
from cocreate.metrics.lineage import LineageTally
from cocreate.metrics.work import WorkTally
from cocreate.reports.days import days_of
from tests.metrics.ledgers import Told

FIRST = "The sea was calm. It fell, and nothing moved on the grey water."
OFFER = "a cold wind rose over the dunes and the gulls"
AI_LOG = origin(Contributor.AI, Method.ACCEPTED)
BY = [TYPED, TYPED, AI_LOG, origin(Contributor.TOOL, Method.ACCEPTED, "fix")]

burst = st.tuples(
    st.just("keys"),
    st.integers(0, 200),
    st.lists(
        st.tuples(
            st.sampled_from(["in", "in", "out", "offer", "jump"]),
            st.integers(1, 12),
            st.sampled_from(BY),
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([Cause.TYPING, Cause.TYPING, Cause.LOG, Cause.RESTORE]),
)
step = st.one_of(
    burst,
    st.tuples(st.just("suggest"), st.integers(0, 200), st.integers(0, 12)),
    st.tuples(st.just("note"), st.integers(0, 200), st.integers(1, 6)),
    st.tuples(st.just("undo")),
)


class Writer:
    """Tells a ledger, and keeps its state beside it."""

    def __init__(self) -> None:
        self.told = Told(FIRST)
        self.state = ProjectState()
        self.last: tuple[Op, ...] = ()
        self.take()

    def take(self) -> None:
        """Fold what was told since."""
        for entry in self.told.entries[self.state.seq :]:
            edits = apply(self.state, entry)
            if isinstance(entry.event, Edited):
                self.last = tuple(Op(e.start, len(e.new.text), e.old) for e in reversed(edits))

    def do(self, what: str, *how) -> None:
        """Do one step."""
        getattr(self, what)(*how)
        self.take()

    def keys(self, at: int, moves: list[tuple[str, int, Origin]], cause: Cause) -> None:
        length = len(self.state.scenes["s"].text)
        caret = min(at, length)
        ops: list[Op] = []
        for what, count, by in moves:
            if what == "jump":
                caret = count * 7919 % (length + 1)
            elif what == "out":
                gone = min(count, caret)
                ops += [Op(caret - back, 1, EMPTY) for back in range(1, gone + 1)]
                caret, length = caret - gone, length - gone
            else:
                words = OFFER if what == "offer" else "some words!"[:count]
                ops += [Op(caret + n, 0, plain(sign, by)) for n, sign in enumerate(words)]
                caret, length = caret + len(words), length + len(words)
        if ops:
            self.told.edit(*ops, cause=cause)

    def suggest(self, at: int, size: int) -> None:
        text = self.state.scenes["s"].text.text()
        old = text[at % (len(text) or 1) :][:size]
        name = f"h{len(self.told.entries)}"
        if old:
            self.told.suggest(name, old, f"{old[:2]}{OFFER}{old[2:]}")

    def note(self, at: int, size: int) -> None:
        text = self.state.scenes["s"].text.text()
        at = at % (len(text) or 1)
        name = f"n{len(self.told.entries)}"
        if text[at : at + size]:
            quote = text[at : at + size]
            self.told.add(NoteOffered(name, "r", "s", "a", at, at + len(quote), quote, OFFER, None))
            self.told.add(NoteDismissed(name, "s", True))

    def undo(self) -> None:
        if self.last:
            self.told.edit(*self.last, cause=Cause.UNDO)


def figures(entries: list[Entry], *, is_coarse: bool) -> tuple[tuple[object, ...], int]:
    """What the tallies say of a ledger as it is read back, and how many edits they saw."""
    state, seen = ProjectState(), 0
    work, lineage, echoes = WorkTally(), LineageTally(), EchoTally()
    joins = partial(may_join_keys, state)

    def read():
        for entry in entries:
            header, payloads = split(entry)
            may = is_coarse and joins(str(header.get("doc", "")), int(str(header.get("del", 0))))
            yield join_entry(header, payloads, is_coarse=may)

    kept = []
    for entry, edits, _ in walk(read(), state):
        kept.append(entry)
        seen += len(edits)
        for tally in (work, lineage, echoes):
            tally.take(entry, edits, state)
    scene = state.scenes["s"]
    told = (scene.text.text(), scene.text.spans(), dict(scene.hunks), scene.notes)
    tallied = (work.result(), lineage.result(state), echoes.result(state))
    return (*told, *tallied, days_of(kept, times_of(kept, 120))), seen


@settings(deadline=None, max_examples=80)
@given(st.lists(step, max_size=9))
def test_joined_keys_give_the_same_figures(steps):
    writer = Writer()
    for what in steps:
        writer.do(*what)
    fine, _ = figures(writer.told.entries, is_coarse=False)
    coarse, _ = figures(writer.told.entries, is_coarse=True)
    assert coarse == fine


def test_a_typed_sentence_is_seen_as_one_edit_and_what_an_ai_typed_as_single_ones():
    writer = Writer()
    writer.do("keys", 0, [("offer", 1, TYPED)], Cause.TYPING)
    writer.do("keys", 0, [("in", 5, AI_LOG)], Cause.LOG)
    assert figures(writer.told.entries, is_coarse=False)[1] == 1 + len(OFFER) + 5
    assert figures(writer.told.entries, is_coarse=True)[1] == 1 + 1 + 5
