"""Edits do not launder: the worked cases of lineage."""

from __future__ import annotations

from time import process_time

import pytest

from cocreate.core.events import Cause, HunkDecided, HunkOffered, Op
from cocreate.core.origin import EMPTY, TYPED, Contributor, Method, origin, plain
from cocreate.core.suggestion import Verdict
from cocreate.metrics.lineage import Kept, Lineage, lineage_of
from tests.metrics.ledgers import Told, accepted

PARAGRAPH = " ".join(f"word{number}" for number in range(40)) + "."


def test_an_accepted_word_is_offered_and_kept():
    told = Told("The sea was calm. It fell.")
    told.suggest("h", "The sea was calm.", "The grey sea was calm.")
    assert lineage_of(told.walk()) == Lineage(2, 1, (Kept("h", "s", 1, 1),))


def test_an_undone_acceptance_leaves_nothing_and_redo_brings_it_back():
    told = Told("The sea was calm.")
    told.suggest("h", "The sea was calm.", "The grey sea was calm.")
    told.undo()
    undone = lineage_of(told.walk())
    assert (undone.with_ai, undone.suggestions[0].kept_words) == (0, 0)
    told.undo(redo=True)
    assert lineage_of(told.walk()) == Lineage(1, 1, (Kept("h", "s", 1, 1),))


def test_a_rewritten_paragraph_is_kept_in_part_and_descends_from_ai_as_a_whole():
    told = Told("x\n")
    told.suggest("h", "x\n", f"x\n{PARAGRAPH}\n")
    for number in range(12, 40):
        told.rewrite(f"word{number}", f"mine{number}")
    lineage = lineage_of(told.walk())
    assert lineage.suggestions == (Kept("h", "s", 40, 12),)
    assert (lineage.sentences, lineage.with_ai) == (2, 1)


def test_a_sentence_rewritten_word_by_word_still_descends_from_ai():
    told = Told("x\n")
    told.suggest("h", "x\n", "x\nA cold wind rose.\n")
    for old, new in [("A", "The"), ("cold", "warm"), ("wind", "air"), ("rose", "sank")]:
        told.rewrite(old, new)
    assert lineage_of(told.walk()) == Lineage(2, 1, (Kept("h", "s", 4, 0),))


def test_words_removed_and_typed_anew_in_one_burst_replace_what_stood_there():
    told = Told("x\n")
    told.suggest("h", "x\n", "x\nGone.\n")
    at = told.text().index("Gone")
    steps = [Op(at + 3 - n, 1, EMPTY) for n in range(4)]
    told.edit(*steps, Op(at, 0, plain("My", TYPED)), Op(at + 2, 0, plain(" own", TYPED)))
    assert lineage_of(told.walk()).with_ai == 1


def test_what_is_typed_at_the_edges_or_elsewhere_does_not_descend():
    told = Told("One here.\n")
    told.suggest("h", "One here.\n", "One here.\nAI said.\n")
    told.write(len("One here.\nAI said.\n"), "Mine, behind.\n")
    told.write(0, "Mine, before.\n")
    lineage = lineage_of(told.walk())
    assert (lineage.sentences, lineage.with_ai) == (4, 1)


def test_what_is_typed_strictly_inside_descends():
    told = Told("x\n")
    told.suggest("h", "x\n", "x\nIt rose. It fell.\n")
    told.write(told.text().index("It fell"), "Mine stands between. ")
    lineage = lineage_of(told.walk())
    assert (lineage.sentences, lineage.with_ai) == (4, 3)


def test_the_stretch_of_a_hunk_reaches_from_its_first_word_to_its_last():
    told = Told("The sea was calm and still.")
    told.suggest("h", told.text(), "The grey sea was calm and very still.")
    told.write(told.text().index("was calm"), "end. Inside it. Then ")
    told.write(len(told.text()), " Outside.")
    assert lineage_of(told.walk()).suggestions == (Kept("h", "s", 2, 2),)
    assert [lineage_of(told.walk()).sentences, lineage_of(told.walk()).with_ai] == [4, 3]


def test_a_cut_and_pasted_passage_keeps_what_it_descends_from():
    told = Told("x\n")
    told.suggest("h", "x\n", "x\nIt rose up high.\n")
    told.rewrite("rose up", "sank down")
    told.rewrite("It", "Sea")
    told.rewrite("high", "low")
    told.scene("t")
    words = told.fragment("Sea sank down low.")
    at = told.text().index("Sea sank")
    told.edit(Op(at, len(words.text), EMPTY), cause=Cause.MOVE, source="c")
    told.edit(Op(0, 0, words), cause=Cause.MOVE, scene="t", source="c")
    lineage = lineage_of(told.walk())
    assert (lineage.sentences, lineage.with_ai) == (2, 1)


def test_offered_words_are_all_that_the_accepted_edits_put_in():
    told = Told("The sea was calm.")
    told.offer("h", "The sea was calm.", "The cold grey sea was calm.")
    told.accept("h", "The warm grey sea was calm.")
    assert lineage_of(told.walk()).suggestions == (Kept("h", "s", 2, 1),)


def test_a_word_cut_short_is_no_longer_verbatim():
    told = Told("x ")
    told.suggest("h", "x ", "x walked ")
    told.rewrite("walked", "walk")
    told.undo()
    assert lineage_of(told.walk()).suggestions == (Kept("h", "s", 1, 1),)
    told.edit(Op(told.text().index("ed"), 2, EMPTY))
    assert lineage_of(told.walk()).suggestions == (Kept("h", "s", 1, 0),)


def test_a_tools_fix_is_listed_but_is_no_ai():
    told = Told("The see was calm.")
    told.offer("never decided", "calm", "still")
    told.suggest("h", "The see was calm.", "The sea was calm.", Contributor.TOOL)
    assert lineage_of(told.walk()) == Lineage(1, 0, (Kept("h", "s", 1, 1),))


def test_words_of_an_ai_in_a_played_log_descend_without_a_suggestion():
    told = Told()
    told.edit(Op(0, 0, plain("Mine here. ", TYPED)), cause=Cause.LOG)
    told.edit(Op(11, 0, accepted("It rose. ", "gpt")), cause=Cause.LOG)
    told.edit(Op(20, 0, plain("Mine again. ", TYPED)), cause=Cause.LOG)
    told.edit(Op(32, 0, accepted("It fell.", "gpt")), cause=Cause.LOG)
    told.edit(Op(11, 2, plain("She", TYPED)), cause=Cause.LOG)
    lineage = lineage_of(told.walk())
    assert (lineage.sentences, lineage.with_ai, lineage.suggestions) == (4, 2, ())


def test_a_word_of_two_suggestions_belongs_to_neither():
    told = Told()
    halves = [accepted("half", "h"), accepted("moon", "i")]
    told.edit(Op(0, 0, halves[0]), Op(4, 0, halves[1]), cause=Cause.ACCEPT)
    told.add(
        HunkOffered(
            "h", "r", "s", "agent", "m", Contributor.AI, 0, 4, "", "half", "", 1, Verdict.ACCEPTED
        )
    )
    assert lineage_of(told.walk()) == Lineage(1, 1, (Kept("h", "s", 0, 0),))


def test_what_the_writer_declares_as_an_ais_is_one():
    told = Told("Mine stands here. ")
    pasted = plain("This came from elsewhere.", origin(Contributor.AI, Method.DECLARED))
    told.edit(Op(18, 0, pasted), cause=Cause.PASTE)
    assert lineage_of(told.walk()) == Lineage(2, 1)


def test_removing_words_of_ones_own_leaves_no_trace():
    told = Told("Mine stood here. ")
    told.suggest("h", "Mine stood here. ", "Mine stood here. It rose. ")
    told.edit(Op(0, 17, EMPTY), cause=Cause.MOVE, source="c")
    told.edit(Op(9, 0, plain("Mine stood here. ", TYPED)), cause=Cause.MOVE, source="c")
    assert lineage_of(told.walk()).with_ai == 1


@pytest.mark.parametrize("first", ["", "One. Two.\n\n# Three\n"])
def test_without_ai_nothing_descends_from_it(first):
    told = Told(first)
    assert lineage_of(told.walk()).with_ai == 0
    assert lineage_of([]) == Lineage()


def test_a_long_log_is_followed_in_little_time():
    told = Told()
    told.edit(Op(0, 0, accepted("It rose. " * 50, None)), cause=Cause.LOG)
    for number in range(2_000):
        told.edit(Op(number % 400, 0, plain("a", TYPED)), cause=Cause.LOG)
    began = process_time()
    lineage_of(told.walk())
    assert process_time() - began < 3.0


def test_an_acceptance_done_again_encloses_no_more_than_it_did_at_first():
    told = Told("One two three.")
    told.offer("h", "One two three.", "One big two huge three.")
    told.accept("h", "Mine big two huge three.")
    hunk = told.state().scenes["s"].hunks["h"]
    pending = HunkDecided("h", "s", Verdict.PENDING, 0, 14)
    accepted_again = HunkDecided("h", "s", Verdict.EDITED, hunk.start, hunk.end, hunk.final)
    for is_redo, decision in ((False, pending), (True, accepted_again)):
        told.undo(redo=is_redo)
        told.add(decision)
    told.write(told.text().index("ne"), "nnet. Mi")
    assert lineage_of(told.walk()).with_ai == 1


def test_a_passage_that_is_dragged_encloses_nothing_anew():
    told = Told("x. Mine. y. End of it.")
    told.suggest("h", "x", "One")
    words = told.fragment("One. Mine. ")
    told.edit(Op(0, 0, words), cause=Cause.MOVE, source="copy")
    moved = told.fragment("One. Mine. One. Mine. ")
    size, end = len(moved.text), len(told.text())
    told.edit(Op(end, 0, moved), Op(0, size, EMPTY), cause=Cause.MOVE, source="drag")
    at = told.text().index("Mine.")
    told.write(at, "Own. ")
    assert lineage_of(told.walk()) == Lineage(6, 2, (Kept("h", "s", 1, 1),))
