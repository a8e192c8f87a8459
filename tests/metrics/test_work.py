"""Everything put in and taken out; undo and moves beside it."""

from __future__ import annotations

from cocreate.core.events import Cause, Op, SceneRemoved, SceneRestored
from cocreate.core.origin import (
    EMPTY,
    TYPED,
    UNKNOWN_IMPORTED,
    UNKNOWN_PASTED,
    Contributor,
    Method,
    plain,
)
from cocreate.metrics.work import Work, WorkRow, WorkTally, work_of
from tests.metrics.ledgers import Told, accepted

HUMAN = (Contributor.HUMAN, Method.TYPED)
AI = (Contributor.AI, Method.ACCEPTED)
IMPORTED = (Contributor.UNKNOWN, Method.IMPORTED)


def test_what_is_removed_has_the_origin_it_had():
    told = Told("The old sea.", UNKNOWN_IMPORTED)
    told.rewrite("old", "grey")
    told.write(0, "So. ")
    assert work_of(told.walk()) == Work(
        (WorkRow(*HUMAN, 8, 0), WorkRow(*IMPORTED, 12, 3)),
    )


def test_undo_and_redo_stand_beside_the_work():
    told = Told("The sea was calm.")
    told.suggest("h", "The sea was calm.", "The grey sea was calm.")
    told.undo()
    told.undo(redo=True)
    work = work_of(told.walk())
    assert work.rows == (WorkRow(*HUMAN, 17, 0), WorkRow(*AI, 5, 0))
    assert (work.undone_inserted, work.undone_removed) == (5, 5)


def test_a_cut_and_its_paste_into_another_scene_are_one_move():
    told = Told("The sea was calm. It fell.")
    told.scene("t")
    words = told.fragment("The sea was calm.")
    told.edit(Op(0, 17, EMPTY), cause=Cause.MOVE, source="clip")
    told.edit(Op(0, 0, words), cause=Cause.MOVE, scene="t", source="clip")
    work = work_of(told.walk())
    assert work.rows == (WorkRow(*HUMAN, 26, 0),)
    assert (work.moves, work.moved_characters) == (1, 17)


def test_a_cut_that_is_never_pasted_is_removed():
    told = Told("one two")
    told.edit(Op(0, 4, EMPTY), cause=Cause.MOVE, source="clip")
    assert work_of(told.walk()) == Work((WorkRow(*HUMAN, 7, 4),))


def test_a_drag_is_one_move_and_what_a_paste_replaces_is_removed():
    told = Told("one two")
    told.edit(Op(4, 3, EMPTY), Op(0, 0, plain("two", TYPED)), cause=Cause.MOVE, source="a")
    told.edit(Op(0, 3, plain("one", TYPED)), cause=Cause.MOVE, source="b")
    work = work_of(told.walk())
    assert work.rows == (WorkRow(*HUMAN, 7, 3),)
    assert (work.moves, work.moved_characters) == (2, 6)


def test_pastes_and_accepted_words_have_their_own_rows():
    told = Told()
    told.edit(Op(0, 0, plain("abc", UNKNOWN_PASTED)), cause=Cause.PASTE)
    told.edit(Op(3, 0, accepted("de", None)), cause=Cause.LOG)
    rows = work_of(told.walk()).rows
    assert [(row.contributor, row.inserted) for row in rows] == [
        (Contributor.AI, 2),
        (Contributor.UNKNOWN, 3),
    ]


def test_removing_a_scene_removes_its_text_and_bringing_it_back_is_undone():
    told = Told("seven c")
    told.add(SceneRemoved("s"))
    told.add(SceneRestored("s", 0))
    work = work_of(told.walk())
    assert work.rows == (WorkRow(*HUMAN, 7, 7),)
    assert work.undone_inserted == 7


def test_nothing_done_is_no_work():
    assert WorkTally().result() == Work()
