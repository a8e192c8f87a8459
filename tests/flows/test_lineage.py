"""Edits do not launder, and do not smear either: by keys on the real page, read from the report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.workspace.past import Past
from cocreate.workspace.replacing import Replacing, Wanted
from tests.flows.desk import HUMAN, Desk

GREY = "Grey dawn over the sea."
OWN = "My own night over land."


def rewritten(desk: Desk, offered: str, own: str) -> str:
    """Accept words, then type others over all of them; return the suggestion's id."""
    desk.write("x")
    hunk = desk.accepted("x", offered)
    start = desk.text(desk.scene).index(offered)
    desk.write_over(start, start + len(offered), own)
    return hunk


def delete(desk: Desk, start: int, end: int) -> None:
    desk.select(start, end)
    desk.press(Qt.Key.Key_Delete)
    desk.pass_time(3)


def test_a_short_word_that_is_deleted_and_brought_back_still_descends(desk: Desk):
    hunk = rewritten(desk, "Grey", "Dark")
    desk.write(".")
    delete(desk, 0, 4)
    desk.undo()
    assert desk.spans() == [("Dark.", *HUMAN)]
    assert desk.lineage() == (1, 1)
    [kept] = desk.report()["lineage"]["suggestions"]
    assert (kept["id"], kept["offered_words"], kept["kept_words"]) == (hunk, 1, 0)


def test_a_word_erased_sign_by_sign_comes_back_with_what_it_descends_from(desk: Desk):
    rewritten(desk, "Grey", "Dark")
    desk.select(4, 4)
    for _ in range(4):
        desk.press(Qt.Key.Key_Backspace)
        desk.pass_time(0.1)
    assert desk.lineage() == (0, 0)
    desk.undo()
    assert desk.text(desk.scene) == "Dark"
    assert desk.lineage() == (1, 1)


def test_equal_words_come_back_each_with_its_own_descent(desk: Desk):
    rewritten(desk, "Grey", "Dark")
    delete(desk, 0, 4)
    desk.write("Dark")
    desk.pass_time(3)
    assert desk.lineage() == (1, 0)
    desk.undo(2)
    assert desk.lineage() == (1, 1)
    desk.redo(2)
    assert (desk.text(desk.scene), desk.lineage()) == ("Dark", (1, 0))


@pytest.mark.parametrize("own", ["Dark.", OWN])
def test_what_is_cut_and_pasted_keeps_its_descent(desk: Desk, own: str):
    rewritten(desk, GREY, own)
    desk.choose_all()
    desk.cut()
    desk.new_scene("Elsewhere")
    desk.paste()
    assert desk.lineage() == (1, 1)


def test_what_is_dragged_keeps_its_descent(desk: Desk):
    desk.write("One.  Two.")
    desk.write("x", 5)
    desk.accepted("x", "Grey.")
    desk.write_over(5, 10, "Dark.")
    desk.select(5, 11)
    assert desk.drag(0)
    assert desk.text(desk.scene) == "Dark. One. Two."
    assert desk.lineage() == (3, 1)


def test_a_copy_descends_like_what_was_copied(desk: Desk):
    rewritten(desk, GREY, OWN)
    first = desk.scene
    desk.choose_all()
    desk.copy()
    desk.new_scene("Elsewhere")
    desk.paste()
    assert desk.lineage() == (2, 2)
    desk.scenes.remove(first)
    assert desk.lineage() == (1, 1)


def test_a_copy_in_the_same_scene_descends_too(desk: Desk):
    rewritten(desk, GREY, OWN)
    desk.choose_all()
    desk.copy()
    for place in (0, 0, 2 * len(OWN)):
        desk.select(place, place)
        desk.paste()
    assert desk.text(desk.scene) == OWN * 4
    desk.new_scene("Elsewhere")
    desk.write("Mine.")
    found = desk.report()["lineage"]
    assert found["sentences"] - found["with_ai"] == 1


def test_a_copy_of_ones_own_words_descends_from_nothing(desk: Desk):
    desk.write(f"{OWN} ")
    desk.write("x")
    desk.accepted("x", GREY)
    desk.select(0, len(OWN))
    desk.copy()
    desk.new_scene("Elsewhere")
    desk.paste()
    assert desk.lineage() == (3, 1)


def test_what_the_history_brings_back_keeps_its_descent(desk: Desk):
    rewritten(desk, GREY, OWN)
    desk.workspace.close_burst()
    past = Past(desk.workspace)
    then = desk.workspace.scene(desk.scene).text.fragment()
    delete(desk, 0, len(OWN))
    desk.write("Else.")
    desk.pass_time(3)
    past.restore_scene(desk.scene, then)
    assert desk.text(desk.scene) == OWN
    assert desk.lineage() == (1, 1)


@pytest.mark.parametrize(
    ("offered", "own", "sentences"),
    [
        ("The grey sea was calm and still as glass. " * 8, "One wrote. Two came. Three.", 3),
        (GREY, "Own line.\nOther line.\nThird line.", 3),
        (GREY, "A long sentence that goes on and on, and tells nothing new to anyone. " * 5, 5),
    ],
)
def test_all_that_is_typed_over_words_in_one_burst_descends(
    desk: Desk, offered: str, own: str, sentences: int
):
    rewritten(desk, offered.strip(), own.strip())
    assert desk.lineage() == (sentences, sentences)


def test_what_is_typed_after_a_pause_does_not_descend(desk: Desk):
    rewritten(desk, GREY, "Own.")
    desk.write(" Next one.\nAnd on.")
    assert desk.lineage() == (3, 1)


def test_own_words_pasted_over_an_agents_descend(desk: Desk):
    desk.write("Mine alone. x")
    desk.accepted("x", GREY)
    desk.select(0, 12)
    desk.cut()
    desk.choose_all()
    desk.paste()
    assert desk.text(desk.scene) == "Mine alone. "
    assert desk.lineage() == (1, 1)
    desk.undo(2)
    assert desk.lineage() == (2, 1)


def test_words_whose_replacement_was_taken_back_descend_from_nothing(desk: Desk):
    desk.write("The blue sea.")
    desk.accepted("blue", "grey")
    assert desk.lineage() == (1, 1)
    desk.undo()
    assert desk.text(desk.scene) == "The blue sea."
    assert desk.lineage() == (1, 0)


def test_an_acceptance_taken_back_leaves_no_stretch(desk: Desk):
    desk.write("One two three four.")
    desk.accepted("One two three four.", "One big two three huge four.")
    desk.undo()
    desk.write(". Mine", 7)
    assert desk.text(desk.scene) == "One two. Mine three four."
    assert desk.lineage() == (2, 0)


def test_an_acceptance_done_again_sets_its_stretch_again(desk: Desk):
    desk.write("One two three four.")
    desk.accepted("One two three four.", "One big two three huge four.")
    desk.undo()
    desk.redo()
    desk.write(". Mine alone. Then", len("One big two"))
    assert desk.lineage() == (3, 3)


def test_words_of_one_suggestion_replaced_far_apart_claim_nothing_between(desk: Desk):
    desk.write("x")
    desk.accepted("x", "Colour here colour.")
    desk.write(" Mine one. Mine two.")
    desk.pass_time(3)
    desk.select(12, 19)
    desk.cut()
    end = len(desk.text(desk.scene))
    desk.write(" ", end)
    desk.paste()
    replaced = Replacing(desk.workspace).replace_all([desk.scene], Wanted("colour"), "COLOUR")
    assert replaced.places == 2
    before = desk.lineage()
    desk.write("Mine new. ", desk.text(desk.scene).index("Mine two"))
    assert desk.lineage() == (before[0] + 1, before[1])


def test_all_words_changed_before_acceptance_are_offered_words_all_the_same(desk: Desk):
    desk.write("Draft.")
    hunk = desk.suggest("Draft.", "Dawn.")
    desk.review.accept_edited(hunk, "Dusk.")
    [kept] = desk.report()["lineage"]["suggestions"]
    assert (kept["offered_words"], kept["kept_words"]) == (1, 0)


def test_taking_words_out_offers_none(desk: Desk):
    desk.write("The calm sea.")
    desk.accepted("The calm sea.", "The sea.")
    [kept] = desk.report()["lineage"]["suggestions"]
    assert (kept["offered_words"], kept["kept_words"]) == (0, 0)
    assert desk.lineage() == (1, 0)
