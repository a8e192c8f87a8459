"""What is taken out comes back with the labels it had, and never with those of other words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.events import Cause, Edited
from cocreate.core.origin import EMPTY, TYPED, Edit, Fragment, plain
from cocreate.metrics.stretches import Label
from cocreate.metrics.taken_out import RECOGNISED, TakenOut
from cocreate.text.spans import Runs

H = Label(frozenset("h"), frozenset("h"))
LONG = "a long passage"


def edited(cause: Cause, source: str | None = None, scene: str = "s") -> Edited:
    return Edited(scene, cause, (), source=source)


def edit(start: int, old: str, new: str) -> Edit:
    return Edit(start, made(old), made(new))


def made(words: str) -> Fragment:
    return plain(words, TYPED) if words else EMPTY


def labelled(number: int, words: str) -> Runs[Label]:
    return ((len(words), Label(frozenset({str(number)}), frozenset({str(number)}))),)


def test_signs_taken_out_one_by_one_come_back_at_once():
    taken = TakenOut()
    for at, sign in ((2, "c"), (1, "b"), (1, "d")):
        taken.note(edited(Cause.TYPING), edit(at, sign, ""), labelled(at, sign))
    undone = edited(Cause.UNDO)
    for others in ("bdc", "bc", "bcde"):
        assert taken.brought_back(undone, edit(1, "", others)) is None
    one, two = labelled(1, "x"), labelled(2, "x")
    assert taken.brought_back(undone, edit(1, "", "bcd")) == (*one, *two, *one)
    assert taken.brought_back(undone, edit(1, "", "bcd")) is None


def test_what_was_undone_cannot_be_done_again_after_another_edit():
    taken = TakenOut()
    taken.note(edited(Cause.UNDO), edit(0, "word", ""), ((4, H),))
    taken.note(edited(Cause.TYPING), edit(0, "", "x"), ())
    assert taken.brought_back(edited(Cause.REDO), edit(0, "", "word")) is None


def test_a_cut_is_known_by_its_clipping_and_by_nothing_else():
    taken = TakenOut()
    taken.note_cut("clip", ((3, H),))
    moved = edited(Cause.MOVE, "clip", scene="t")
    assert taken.brought_back(moved, edit(5, "", "sea")) == ((3, H),)
    assert taken.brought_back(moved, edit(9, "", "sea")) == ((3, H),)
    assert taken.brought_back(moved, edit(9, "", "more than was cut")) is None
    assert taken.brought_back(edited(Cause.MOVE, "other"), edit(5, "", "sea")) is None
    assert taken.brought_back(edited(Cause.TYPING, "clip"), edit(5, "", "sea")) is None


def test_what_the_history_brings_back_is_known_by_its_words_if_they_are_long_enough():
    taken = TakenOut()
    taken.note(edited(Cause.TYPING), edit(0, LONG, ""), ((6, H), (8, Label())))
    restored = edited(Cause.RESTORE)
    assert taken.brought_back(restored, edit(3, "", LONG)) == ((6, H), (8, Label()))
    assert taken.brought_back(restored, edit(3, "", LONG[2:12])) == ((4, H), (6, Label()))
    assert taken.brought_back(restored, edit(3, "", LONG[: RECOGNISED - 1])) is None
    assert taken.brought_back(restored, edit(3, "", "words of another")) is None


def test_a_declaration_is_taken_back_where_it_was_made():
    taken = TakenOut()
    taken.note_declared("s", edit(2, "sea", "sea"), ((3, H),))
    assert taken.undeclared("t", edit(2, "sea", "sea")) is None
    assert taken.undeclared("s", edit(3, "sea", "sea")) is None
    assert taken.undeclared("s", edit(2, "sea", "sea")) == ((3, H),)
    assert taken.undeclared("s", edit(2, "sea", "sea")) is None


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.integers(0, 9), st.integers(0, 4), st.sampled_from(["", "a", "ab", "aa"])),
            st.sampled_from(["undo", "redo"]),
        ),
        max_size=20,
    )
)
def test_undo_and_redo_bring_back_the_very_labels(steps):
    """Beside a list of (sign, number of the edit that brought it), with its own undo."""
    taken = TakenOut()
    text = AttributedText(plain("aaaa", TYPED))
    signs = [("a", 0)] * 4
    labels = list(signs)  # as the program keeps them
    done: list[tuple[Edit, list[tuple[str, int]]]] = []
    undone: list[tuple[Edit, list[tuple[str, int]]]] = []

    def runs(cut):
        return tuple((1, Label(frozenset({str(number)}))) for _, number in cut)

    def do(cause, change, new):
        known = taken.brought_back(edited(cause), change)
        taken.note(edited(cause), change, runs(labels[change.start : change.old_end]))
        text.apply(change)
        signs[change.start : change.old_end] = new
        if cause is not Cause.TYPING:
            numbers = [int(*label.inside) for size, label in known or () for _ in range(size)]
            new = list(zip(change.new.text, numbers, strict=True))
        labels[change.start : change.old_end] = new

    for number, step in enumerate(steps, start=1):
        if isinstance(step, tuple):
            start = min(step[0], len(text))
            end = min(start + step[1], len(text))
            change = Edit(start, text.fragment(start, end), made(step[2]))
            done.append((change, signs[start:end]))
            undone.clear()
            do(Cause.TYPING, change, [(sign, number) for sign in step[2]])
        elif step == "undo" and done:
            change, old = done.pop()
            undone.append((change, signs[change.start : change.new_end]))
            do(Cause.UNDO, change.inverted(), old)
        elif step == "redo" and undone:
            change, new = undone.pop()
            done.append((change, signs[change.start : change.old_end]))
            do(Cause.REDO, change, new)
        assert labels == signs
