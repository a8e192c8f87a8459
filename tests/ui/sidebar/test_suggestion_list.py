"""The list of suggestions, on a real project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.core.suggestion import Verdict
from cocreate.ui.sidebar.suggestion_list import Scope, SuggestionList
from cocreate.ui.theme import DARK, LIGHT
from tests.ui.writing_desk import OPENING


@pytest.fixture
def listing(workspace, review, scene_ids, agents, qtbot):
    made = SuggestionList(workspace, review, LIGHT)
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    made.show_scene(scene_ids[0])
    return made


def _ids(listing):
    return [row.hunk.id for row in listing.rows()]


def test_an_empty_list_says_what_to_do(listing):
    assert listing._empty.isVisible()
    assert "Ask an agent" in listing._empty._sentence.text()
    assert listing.chosen() is None
    assert listing.follower() is None


def test_suggestions_of_the_scene_stand_in_the_order_of_the_text(listing, agents, scene_ids):
    late = agents.offer(scene_ids[0], "was coming", "came")
    early = agents.offer(scene_ids[0], "calm", "still")
    loose = agents.offer(scene_ids[0], "nowhere", "x")
    agents.offer(scene_ids[1], "Eleven", "Twelve")
    listing.update_rows()
    assert _ids(listing) == [early, late, loose]
    assert [row.place for row in listing.rows()] == ["line 1", "line 3", "no place"]
    assert listing.chosen().hunk.id == early
    assert listing._count.text() == "2 to decide, 1 stale or loose"


def test_the_whole_manuscript_names_the_scenes(listing, agents, scene_ids):
    agents.offer(scene_ids[1], "Eleven", "Twelve")
    listing.update_rows()
    assert "1 waiting in other scenes" in listing._empty._sentence.text()
    listing.set_scope(Scope.PROJECT)
    assert listing.rows()[0].place == "Harbour, line 1"


def test_decided_ones_can_be_found_again(listing, agents, scene_ids, review):
    one = agents.offer(scene_ids[0], "calm", "still")
    two = agents.offer(scene_ids[0], "grey", "pale")
    listing.set_scope(Scope.ASIDE)
    assert "Nothing decided" in listing._empty._title.text()
    review.reject(one, "no")
    review.accept(two)
    listing.update_rows()
    assert {row.verdict for row in listing.rows()} == {"rejected", "accepted"}
    listing._field.setText("STILL")
    assert _ids(listing) == [one]
    assert listing._count.text() == "1 suggestion"
    listing._field.setText("zzz")
    assert listing._empty._title.text() == "Nothing found"


def test_words_narrow_open_ones_too(listing, agents, scene_ids):
    agents.offer(scene_ids[0], "calm", "still")
    two = agents.offer(scene_ids[0], "grey", "pale")
    listing.search()
    assert listing._field.hasFocus()
    listing._field.setText("pal")
    assert _ids(listing) == [two]


def test_stepping_begins_at_the_caret_and_wraps(listing, agents, scene_ids, workspace):
    one = agents.offer(scene_ids[0], "calm", "still")
    two = agents.offer(scene_ids[0], "grey", "pale")
    three = agents.offer(scene_ids[0], "very tired", "worn")
    listing.update_rows()
    seen = []
    for by in (1, 1, 1, -1):
        listing.step(by, 0)
        seen.append(listing.chosen().hunk.id)
    assert seen == [one, three, two, three]
    assert listing.follower() == two


def test_the_first_step_goes_to_what_is_behind_the_caret(listing, agents, scene_ids):
    one = agents.offer(scene_ids[0], "calm", "still")
    two = agents.offer(scene_ids[0], "grey", "pale")
    listing.update_rows()
    listing.step(1, 30)
    assert listing.chosen().hunk.id == two
    listing.step(1, 30)
    assert listing.chosen().hunk.id == one


def test_stepping_goes_on_in_other_scenes(listing, agents, scene_ids, qtbot):
    listing.step(1, 0)
    there = agents.offer(scene_ids[1], "Eleven", "Twelve")
    with qtbot.waitSignal(listing.rows_changed):
        listing.step(1, 0)
    assert listing.chosen().hunk.id == there


def test_choosing_widens_what_is_listed(listing, agents, scene_ids, qtbot):
    here = agents.offer(scene_ids[0], "calm", "still")
    there = agents.offer(scene_ids[2], "Nobody", "None")
    listing.update_rows()
    with qtbot.waitSignal(listing.row_chosen) as told:
        listing.choose(there)
    assert told.args == [there]
    listing.choose("s-99")
    assert listing.chosen().hunk.id == there
    assert here in _ids(listing)


def test_return_opens(listing, agents, scene_ids, qtbot):
    one = agents.offer(scene_ids[0], "calm", "still")
    listing.update_rows()
    with qtbot.waitSignal(listing.row_opened) as told:
        qtbot.keyClick(listing.view, Qt.Key.Key_Return)
    assert told.args == [one]


def test_verdicts_are_said(listing, agents, scene_ids, review, workspace):
    one = agents.offer(scene_ids[0], "calm", "still")
    review.accept_edited(one, "quiet")
    listing.set_scope(Scope.ASIDE)
    assert listing.rows()[0].verdict == "accepted with changes"
    assert listing.rows()[0].hunk.verdict is Verdict.EDITED
    listing.set_theme(DARK)


def test_the_chosen_row_stays_in_view_when_the_list_gets_less_room(listing, agents, scene_ids):
    hunks = [agents.offer(scene_ids[0], word, "x") for word in OPENING.split()]
    listing.update_rows()
    listing.choose(hunks[-1])
    listing.resize(360, 240)
    view = listing.view
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
