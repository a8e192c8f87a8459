from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import ProjectDamagedError
from cocreate.core.attributed import AttributedText
from cocreate.core.chain import join_entry, split
from cocreate.core.events import (
    CallMade,
    Cause,
    ConsentGiven,
    Edited,
    Entry,
    Exported,
    HunkDecided,
    HunkOffered,
    NoteDismissed,
    NoteOffered,
    Op,
    OriginsDeclared,
    ProjectCreated,
    ProjectNamed,
    RunStarted,
    RunStopped,
    SceneAdded,
    SceneChanged,
    SceneRemoved,
    SceneRestored,
    SessionBegan,
    SessionEnded,
)
from cocreate.core.history import (
    History,
    HunkPairs,
    Step,
    hunks_redone,
    hunks_undone,
    inverses,
    paired,
)
from cocreate.core.origin import (
    EMPTY,
    TYPED,
    UNKNOWN_PASTED,
    Contributor,
    Edit,
    Method,
    origin,
    plain,
)
from cocreate.core.rebase import rebase_hunks, rebase_notes
from cocreate.core.replay import apply, apply_written, decided, replay, walk
from cocreate.core.settle import settle, stretch
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Verdict
from cocreate.core.usage import Money, Usage
from tests.core.models import fragments
from tests.notation import read, show

WORDS = "The sea was calm.\nThe sky was grey.\nNobody spoke.\n"


class Live:
    """A project edited live: text, hunks and undo by hand, and every event written down."""

    def __init__(self):
        self.state = ProjectState()
        self.entries: list[Entry] = []
        self.history = History()
        self.write(SessionBegan("window"))
        self.write(SceneAdded("s", "", "One", 0, plain(WORDS, TYPED)))

    @property
    def scene(self):
        return self.state.scenes["s"]

    def entry(self, event):
        entry = Entry(len(self.entries) + 1, 1000 * len(self.entries), "sitting", event)
        self.entries.append(entry)
        return entry

    def write(self, event):
        apply(self.state, self.entry(event))

    def rebase(self, edits):
        pairs: HunkPairs = ()
        for at, edit in enumerate(edits):
            pairs = paired(pairs, edits[:at], rebase_hunks(self.scene.hunks, edit))
            rebase_notes(self.scene.notes, edit)
        return pairs

    def written(self, edits, cause):
        ops = tuple(Op(edit.start, len(edit.old.text), edit.new) for edit in edits)
        apply_written(self.state, self.entry(Edited("s", cause, ops, 5)))

    def edit(self, *replacements, cause=Cause.TYPING, decision=None):
        edits = self.scene.text.replace_many(list(replacements))
        pairs = self.rebase(edits)
        self.written(edits, cause)
        if decision is not None:
            before = self.scene.hunks[decision.hunk]
            self.write(decision)
            pairs = paired(pairs, edits, [(before, self.scene.hunks[decision.hunk])])
        step = Step(edits, cause, float(len(self.entries)) / 3, 0, 0, pairs)
        self.history.record(step, joins=cause is Cause.TYPING)

    def accept(self, id_):
        hunk = self.scene.hunks[id_]
        edits = settle(hunk, self.scene.text.slice(hunk.start, hunk.end), hunk.new)
        decision = HunkDecided(id_, "s", Verdict.ACCEPTED, *stretch(hunk, edits))
        many = [(edit.start, edit.end, edit.new) for edit in edits]
        self.edit(*many, cause=Cause.ACCEPT, decision=decision)

    def step(self, *, back):
        step = self.history.undo() if back else self.history.redo()
        if step is None:
            return
        edits = inverses(step) if back else step.edits
        for edit in edits:
            self.scene.text.apply(edit)
        self.rebase(edits)
        self.written(edits, Cause.UNDO if back else Cause.REDO)
        due = hunks_undone if back else hunks_redone
        for hunk in due(step, self.scene.hunks):
            self.write(
                HunkDecided(hunk.id, "s", hunk.verdict, hunk.start, hunk.end, hunk.final, hunk.why)
            )


def an_offer(id_, start, end, new, old):
    return HunkOffered(
        id_, "r", "s", "agent", "m", Contributor.AI, start, end, old, new, "", None, Verdict.PENDING
    )


def do_something(live, data, number):
    text = live.scene.text
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 6)))
    kinds = ["type", "type", "offer", "note", "accept", "undo", "redo", "declare", "many"]
    kind: str = data.draw(st.sampled_from(kinds))
    match kind:
        case "type":
            live.edit((start, end, data.draw(fragments)))
        case "offer":
            live.write(an_offer(f"h{number}", start, end, "new\n", text.slice(start, end)))
        case "note":
            quote = text.slice(start, end)
            live.write(NoteOffered(f"n{number}", "r", "s", "a", start, end, quote, "Why?", 1))
        case "accept":
            pending = [hunk.id for hunk in live.scene.hunks.values() if hunk.is_open]
            if pending:
                live.accept(data.draw(st.sampled_from(pending)))
        case "undo":
            live.step(back=True)
        case "redo":
            live.step(back=False)
        case "declare":
            declared = origin(Contributor.HUMAN, Method.DECLARED)
            content = plain(text.slice(start, end), declared)
            live.write(OriginsDeclared("s", start, content, "mine"))
            live.history.clear()
        case _:
            live.edit(
                (start, start, plain("!", TYPED)),
                (end, end, plain("?", TYPED)),
                cause=Cause.REPLACE,
            )


def assert_same(one: ProjectState, two: ProjectState) -> None:
    assert one.order == two.order
    assert one.sessions == two.sessions
    assert one.seq == two.seq
    for id_, scene in one.scenes.items():
        other = two.scenes[id_]
        assert scene.text.fragment() == other.text.fragment()
        assert dict(scene.hunks) == dict(other.hunks)
        assert scene.notes == other.notes


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_folding_the_events_gives_what_live_editing_gave(data):
    live = Live()
    for number in range(data.draw(st.integers(1, 12))):
        do_something(live, data, number)
    assert_same(replay(live.entries), live.state)
    stored = [join_entry(*split(entry)) for entry in live.entries]
    assert_same(replay(stored), live.state)


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_the_edits_of_a_walk_lead_from_each_moment_to_the_next(data):
    live = Live()
    for number in range(data.draw(st.integers(1, 6))):
        do_something(live, data, number)
    text = AttributedText()
    for entry, edits, state in walk(live.entries):
        for edit in edits:
            text.apply(edit)
        if "s" in state.scenes:
            assert text.fragment() == state.scenes["s"].text.fragment()
        again = replay(live.entries, until=entry.seq)
        assert again.seq == entry.seq
        if "s" in state.scenes:
            assert again.scenes["s"].text.fragment() == text.fragment()


def fold(*events, state=None):
    state = state or ProjectState()
    for event in events:
        apply(state, Entry(state.seq + 1, 1000 * (state.seq + 1), "sitting", event))
    return state


def scene(id_, position=99):
    return SceneAdded(
        id_, "Chapter", id_.upper(), position, plain("text of " + id_, UNKNOWN_PASTED)
    )


def test_before_the_first_event_there_is_an_empty_project():
    assert replay([Entry(1, 0, "x", scene("a"))], until=0) == ProjectState()


def test_a_project_has_the_title_and_writer_last_given():
    state = fold(ProjectCreated("One", "Ann", "1.0"))
    assert (state.title, state.writer) == ("One", "Ann")
    fold(ProjectNamed("Two", "Ben"), Exported("md", "none", "f.md", "", ""), state=state)
    assert (state.title, state.writer, state.seq) == ("Two", "Ben", 3)


def test_scenes_are_added_moved_renamed_removed_and_restored():
    state = fold(scene("a"), scene("b"), scene("c", 0))
    assert state.order == ["c", "a", "b"]
    fold(SceneChanged("c", "Last", "C again", 2), state=state)
    assert state.order == ["a", "b", "c"]
    assert (state.scenes["c"].title, state.scenes["c"].chapter) == ("C again", "Last")
    fold(SceneRemoved("a"), SceneChanged("a", "", "A again", 0), state=state)
    assert state.order == ["b", "c"]
    assert state.scenes["a"].is_removed
    fold(SceneRestored("a", 1), state=state)
    assert [one.title for one in state.manuscript()] == ["B", "A again", "C again"]
    assert not state.scenes["a"].is_removed
    assert state.scenes["a"].text.text() == "text of a"


def test_an_empty_scene_makes_no_edit():
    state = ProjectState()
    assert apply(state, Entry(1, 0, "x", SceneAdded("a", "", "A", 0, EMPTY))) == ()
    first = apply(state, Entry(2, 0, "x", scene("b")))
    assert first == (Edit(0, EMPTY, plain("text of b", UNKNOWN_PASTED)),)


def test_a_burst_is_applied_key_by_key():
    ops = (Op(0, 0, read("a")), Op(1, 0, read("b")), Op(0, 1, EMPTY))
    state = fold(SceneAdded("s", "", "S", 0, read("[i:old]")), Edited("s", Cause.TYPING, ops))
    assert show(state.scenes["s"].text.fragment()) == "b[i:old]"


def test_a_run_has_its_asking_its_calls_and_its_end():
    state = fold(
        RunStarted("r", "agent", "Agent", "line_edit", "m", "s", "shorter", (1, 2)),
        CallMade("r", "p", "m", Usage(10, 2), 50, Money(3, "USD"), "2026-11-01", "table"),
        RunStopped("r", "done", "", "answer"),
        ConsentGiven("p", "api.example.org"),
    )
    run = state.runs["r"]
    assert (run.ask, run.lines, run.session) == ("shorter", (1, 2), "sitting")
    assert (run.began_ms, run.ended_ms, run.how, run.answer) == (1000, 3000, "done", "answer")
    call = state.calls[0]
    assert (call.cost, call.at_ms, call.session) == (Money(3, "USD"), 2000, "sitting")
    assert state.consents == {"p"}


def test_a_sitting_lasts_until_its_last_action_and_then_until_its_end():
    state = fold(SessionBegan("window"), scene("s"))
    fold(Edited("s", Cause.TYPING, (), duration_ms=700), state=state)
    sitting = state.sessions["sitting"]
    assert (sitting.began_ms, sitting.last_ms, sitting.ended_ms) == (1000, 3700, 0)
    fold(SessionEnded(90, 5.0, 3.0, 1.0, 0.5, 0.5, 12, 4), state=state)
    assert (sitting.ended_ms, sitting.active_s, sitting.idle_limit_s) == (4000, 5.0, 90)
    assert (sitting.words_added, sitting.words_removed) == (12, 4)


def test_a_note_is_offered_and_put_away():
    note = NoteOffered("n", "r", "s", "a", 0, 4, "text", "Which one?", 1)
    state = fold(scene("s"), note, NoteDismissed("n", "s", True))
    assert state.scenes["s"].notes["n"].is_dismissed
    fold(NoteDismissed("n", "s", False), state=state)
    assert not state.scenes["s"].notes["n"].is_dismissed


def test_a_declaration_changes_origins_and_leaves_suggestions_alone():
    state = fold(
        SceneAdded("s", "", "S", 0, read("[p:my old draft]")), an_offer("h", 3, 6, "new", "old")
    )
    fold(OriginsDeclared("s", 3, read("[d:old]"), "from my diary"), state=state)
    assert show(state.scenes["s"].text.fragment()) == "[p:my ][d:old][p: draft]"
    assert state.scenes["s"].hunks["h"].is_open
    fold(OriginsDeclared("s", -1, EMPTY, ""), state=state)


def test_a_decision_tells_its_time_until_it_is_taken_back():
    state = fold(scene("s"), an_offer("h", 0, 4, "words", "text"))
    hunk = state.scenes["s"].hunks["h"]
    assert (hunk.offered_ms, hunk.decided_ms) == (2000, 0)
    accepted = HunkDecided("h", "s", Verdict.EDITED, 0, 5, "words,", "", True)
    hunk = decided(hunk, accepted, 7000)
    assert (hunk.verdict, hunk.final, hunk.decided_ms) == (Verdict.EDITED, "words,", 7000)
    assert decided(hunk, replace(accepted, end=6), 9000).decided_ms == 7000
    pending = decided(hunk, HunkDecided("h", "s", Verdict.PENDING, 0, 4), 9000)
    assert (pending.verdict, pending.final, pending.decided_ms) == (Verdict.PENDING, None, 0)


def test_an_event_that_was_read_and_does_not_fit_is_damage_and_a_live_one_is_a_bug():
    entry = Entry(1, 0, "x", SceneRemoved("nowhere"))
    with pytest.raises(ProjectDamagedError, match="Event 1 does not fit"):
        replay([entry])
    with pytest.raises(KeyError):
        apply(ProjectState(), entry)
