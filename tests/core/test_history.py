from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.history import (
    History,
    HunkPairs,
    Step,
    hunks_redone,
    hunks_undone,
    inverses,
    paired,
)
from cocreate.core.origin import EMPTY, TYPED, UNKNOWN_PASTED, Contributor, Edit, plain
from cocreate.core.rebase import HunkIndex, rebase_hunks
from cocreate.core.settle import settle, stretch
from cocreate.core.suggestion import Hunk, Verdict
from tests.core.models import AI, fragments

WORDS = "The sea was calm.\nThe sky was grey.\nNobody spoke.\n"


class Desk:
    """The smallest scene that can be edited, decided and undone: what the workspace does live."""

    def __init__(self, hunks=()):
        self.text = AttributedText(plain(WORDS, TYPED))
        self.hunks = HunkIndex({hunk.id: hunk for hunk in hunks})
        self.history = History()
        self.at = 0.0

    def state(self):
        return self.text.fragment(), dict(self.hunks)

    def edit(self, *replacements, label="typing", joins=True, decide=None):
        edits: list[Edit] = []
        pairs: HunkPairs = ()
        for start, end, new in reversed(replacements):
            edit = self.text.replace(start, end, new)
            pairs = paired(pairs, edits, rebase_hunks(self.hunks, edit))
            edits.append(edit)
        if decide is not None:
            before = self.hunks[decide.id]
            self.hunks[decide.id] = decide
            pairs = paired(pairs, edits, [(before, decide)])
        self.history.record(Step(tuple(edits), label, self.at, 0, 0, pairs), joins=joins)

    def accept(self, id_):
        hunk = self.hunks[id_]
        edits = settle(hunk, self.text.slice(hunk.start, hunk.end), hunk.new)
        start, end = stretch(hunk, edits)
        decided = replace(hunk, start=start, end=end, verdict=Verdict.ACCEPTED)
        many = [(edit.start, edit.end, edit.new) for edit in edits]
        self.edit(*many, label="accept", joins=False, decide=decided)

    def reject(self, id_):
        decided = replace(self.hunks[id_], verdict=Verdict.REJECTED)
        self.edit(label="reject", joins=False, decide=decided)

    def undo(self):
        step = self.history.undo()
        if step is not None:
            for edit in inverses(step):
                self.text.apply(edit)
                rebase_hunks(self.hunks, edit)
            for hunk in hunks_undone(step, self.hunks):
                self.hunks[hunk.id] = hunk
        return step

    def redo(self):
        step = self.history.redo()
        if step is not None:
            for edit in step.edits:
                self.text.apply(edit)
                rebase_hunks(self.hunks, edit)
            for hunk in hunks_redone(step, self.hunks):
                self.hunks[hunk.id] = hunk
        return step


def open_and_verdicts(hunks):
    """Stretches of what is decided may differ where a burst became one edit; verdicts may not."""
    return [hunk if hunk.is_open else hunk.verdict for hunk in hunks.values()]


def a_hunk(id_, start, end, new):
    return Hunk(id_, "r", "s", "agent", "m", Contributor.AI, start, end, WORDS[start:end], new)


def some_hunks():
    return [
        a_hunk("word", 4, 7, "ocean"),
        a_hunk("line", 18, 18, "A gull cried.\n"),
        a_hunk("sentence", 18, 35, "The grey sky was low."),
        a_hunk("overlap", 4, 11, "sea is"),
        a_hunk("point", 10, 10, "xx"),
    ]


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_undoing_all_brings_back_text_origins_and_hunks_and_redoing_all_as_well(data):
    desk = Desk(some_hunks())
    first = desk.state()
    for _ in range(data.draw(st.integers(1, 12))):
        desk.at += data.draw(st.sampled_from([0.1, 2.0]))
        kind = data.draw(
            st.sampled_from(["type", "type", "back", "key", "accept", "reject", "many"])
        )
        size = len(desk.text)
        at = data.draw(st.integers(0, size))
        last = desk.history._done[-1].edits if desk.history._done else ()
        if last and data.draw(st.booleans()):
            at = min(size, last[-1].new_end)
        if kind == "type":
            end = min(size, at + data.draw(st.sampled_from([0, 0, 0, 4])))
            desk.edit((at, end, plain(data.draw(st.sampled_from("ab\n")), TYPED)))
        elif kind == "back":
            desk.edit((max(0, at - 1), at, EMPTY))
        elif kind == "key":
            desk.edit((at, min(size, at + 1), EMPTY))
        elif kind == "many":
            end = min(size, at + 5)
            more = [(end, min(size, end + 2), data.draw(fragments))]
            desk.edit((at, at, plain("!", AI)), *more, label="replace", joins=False)
        else:
            id_ = data.draw(st.sampled_from(sorted(desk.hunks)))
            if desk.hunks[id_].verdict is Verdict.PENDING:
                getattr(desk, kind)(id_)
    last_state = desk.state()
    while desk.undo():
        pass
    assert desk.state() == first
    while desk.redo():
        pass
    text, hunks = desk.state()
    assert text == last_state[0]
    assert open_and_verdicts(hunks) == open_and_verdicts(last_state[1])


def test_undoing_an_acceptance_makes_the_hunk_pending_again():
    desk = Desk(some_hunks()[:2])
    desk.accept("word")
    assert desk.text.slice(0, 9) == "The ocean"
    assert desk.hunks["word"].verdict is Verdict.ACCEPTED
    assert desk.history.undo_label == "accept"
    desk.undo()
    assert desk.hunks["word"] == some_hunks()[0]
    assert desk.hunks["line"] == some_hunks()[1]
    assert desk.text.fragment() == plain(WORDS, TYPED)
    assert desk.history.redo_label == "accept"
    desk.redo()
    assert desk.hunks["word"].verdict is Verdict.ACCEPTED
    assert desk.text.origin_at(4).source == "word"


def test_a_hunk_that_an_acceptance_made_stale_comes_back_pending():
    desk = Desk(some_hunks())
    desk.accept("word")
    assert desk.hunks["overlap"].verdict is Verdict.STALE
    desk.undo()
    assert desk.hunks["overlap"] == some_hunks()[3]


def test_a_hunk_that_came_after_the_step_moves_with_its_undoing():
    desk = Desk()
    desk.edit((0, 0, plain("Now. ", TYPED)))
    desk.hunks["late"] = replace(a_hunk("late", 4, 7, "ocean"), start=9, end=12)
    desk.undo()
    assert (desk.hunks["late"].start, desk.hunks["late"].end) == (4, 7)


def test_a_hunk_decided_elsewhere_since_is_left_alone():
    desk = Desk(some_hunks()[:1])
    desk.edit((5, 6, EMPTY))
    desk.hunks["word"] = replace(desk.hunks["word"], verdict=Verdict.REJECTED)
    desk.undo()
    assert desk.hunks["word"].verdict is Verdict.REJECTED


def test_typing_without_a_pause_is_one_step():
    desk = Desk()
    for at, sign in enumerate("quiet"):
        desk.at += 0.3
        desk.edit((at, at, plain(sign, TYPED)))
    step = desk.undo()
    assert step is not None
    assert step.edits == (Edit(0, EMPTY, plain("quiet", TYPED)),)
    assert desk.text.text() == WORDS
    assert not desk.history.can_undo
    assert desk.history.can_redo


def test_typing_over_a_selection_goes_on_as_one_step():
    desk = Desk()
    desk.edit((0, 3, plain("A", TYPED)))
    desk.edit((1, 1, plain(" ", TYPED)))
    step = desk.undo()
    assert step is not None
    assert step.edits == (Edit(0, plain("The", TYPED), plain("A ", TYPED)),)


def test_deleting_backwards_and_forwards_is_one_step_each():
    desk = Desk()
    desk.edit((6, 7, EMPTY))
    desk.edit((5, 6, EMPTY))
    desk.edit((5, 6, EMPTY))
    step = desk.undo()
    assert step is not None
    assert step.edits == (Edit(5, plain("ea ", TYPED), EMPTY),)


TYPED_A = (0, 0, plain("a", TYPED))


def steps_after(second, pause=0.2, first=TYPED_A, label="typing"):
    desk = Desk()
    desk.edit(first)
    desk.at += pause
    desk.edit(second, label=label)
    count = 0
    while desk.undo():
        count += 1
    return count


def test_a_pause_a_jump_another_origin_or_kind_begins_a_new_step():
    typed = plain("b", TYPED)
    assert steps_after((1, 1, typed)) == 1
    assert steps_after((1, 1, typed), pause=1.0) == 2
    assert steps_after((3, 3, typed)) == 2
    assert steps_after((1, 1, plain("b", UNKNOWN_PASTED))) == 2
    assert steps_after((0, 1, EMPTY)) == 2
    assert steps_after((1, 1, typed), label="paste") == 2
    assert steps_after((9, 10, EMPTY), first=(3, 4, EMPTY)) == 2
    assert steps_after((1, 3, typed)) == 2


def test_a_broken_burst_is_not_joined():
    desk = Desk()
    desk.edit((0, 0, plain("a", TYPED)))
    desk.history.break_burst()
    desk.edit((1, 1, plain("b", TYPED)))
    desk.edit((2, 2, plain("c", TYPED)), joins=False)
    desk.edit((3, 3, plain("d", TYPED)))
    assert len(desk.history._done) == 4


def test_something_new_ends_what_could_be_redone():
    desk = Desk()
    desk.edit((0, 0, plain("a", TYPED)))
    desk.undo()
    desk.edit((0, 0, plain("b", TYPED)))
    assert not desk.history.can_redo
    assert desk.redo() is None
    assert desk.history.redo_label is None


def test_a_cleared_history_has_nothing_to_undo():
    desk = Desk()
    assert desk.undo() is None
    assert desk.history.undo_label is None
    desk.edit((0, 0, plain("a", TYPED)))
    desk.history.clear()
    assert not desk.history.can_undo


def test_a_hunk_that_was_not_there_is_neither_put_back_nor_taken_away():
    hunk = some_hunks()[0]
    step = Step((), "offer", 0.0, 0, 0, paired((), (), [(None, hunk), (None, None)]))
    assert hunks_undone(step, {"word": hunk}) == []
    assert hunks_redone(step, {"word": hunk}) == []
