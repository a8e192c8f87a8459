"""The history as the writer uses it: step, scrub, play, compare, bring back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from cocreate.base.settings import Settings
from cocreate.core.events import Cause, Edited, Op
from cocreate.core.origin import TYPED, plain
from cocreate.ui.history.history_view import HistoryView
from cocreate.ui.history.looking import Against
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.timeline import Unit
from tests.workspace.writing import typing


def test_it_begins_with_what_stands_now(view, workspace, story):
    assert view.paper.shown() == workspace.scene(story).text.text()
    assert view.looking.seq == view.past.timeline.last_seq
    assert not view.head.restore.isEnabled()


def test_edits_are_stepped_by_arrow_and_by_sign(view, press):
    press(view.strip, Qt.Key.Key_Left)
    before_paste = view.paper.shown()
    assert before_paste.startswith("The grey sea")
    press(view.strip, ",")
    assert not view.paper.shown().endswith("on. ")
    press(view.paper, ".")
    assert view.paper.shown() == before_paste


def test_sittings_and_suggestions_are_stepped(view, press):
    press(view.strip, "[")
    first_of_second = view.looking.seq
    press(view.strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert view.looking.seq < first_of_second
    press(view.strip, Qt.Key.Key_Home)
    press(view.strip, "n")
    assert view.past.timeline.marks_between(0, 1 << 60)
    offered = view.looking.seq
    press(view.strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.looking.seq > offered
    press(view.strip, "p")
    assert view.looking.seq == offered


def test_home_and_end_are_the_ends(view, press, workspace, story):
    press(view.strip, Qt.Key.Key_Home)
    assert (view.looking.seq, view.paper.shown()) == (0, "")
    assert view.head.told()[0] == "Before anything was written"
    press(view.strip, Qt.Key.Key_End)
    assert view.paper.shown() == workspace.scene(story).text.text()


def test_scrubbing_shows_the_place_reached_last(view, qtbot):
    qtbot.mousePress(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(880, 60))
    qtbot.mouseMove(view.strip, QPoint(400, 60))
    qtbot.mouseRelease(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    timeline = view.past.timeline
    view._on_moment_chosen(timeline.times[-2])
    qtbot.waitUntil(lambda: view.looking.seq == timeline.seqs[-2])


def test_it_plays_to_the_end_and_stops(view, qtbot, press, workspace, story):
    press(view.strip, Qt.Key.Key_Home)
    view.player.set_speed(1000)
    press(view.strip, " ")
    assert view.transport.play.text() == "Pause"
    qtbot.waitUntil(lambda: not view.player.is_playing)
    assert view.paper.shown() == workspace.scene(story).text.text()
    assert view.transport.play.text() == "Play"


def test_play_stops_at_the_key_and_when_hidden(view, press):
    view.toggle_playing()
    press(view.paper, " ")
    assert not view.player.is_playing
    view.toggle_playing()
    view.hide()
    assert not view.player.is_playing


def test_speed_is_changed_by_sign(view, press):
    press(view.strip, ">")
    assert view.transport.speed.currentText() == "25×"
    press(view.strip, "<")
    view.transport.speed.setCurrentIndex(0)
    assert view.player.playback.speed == 1


def test_a_moment_is_compared_with_now(view, press):
    press(view.strip, Qt.Key.Key_Left)
    press(view.strip, "c")
    assert view.paper.shown().startswith("TheOne grey sea")
    assert "compared with now: 1 word in, 1 word out" in view.head.told()[1]
    press(view.strip, "c")
    assert view.looking.against is Against.NOTHING


def test_a_moment_is_compared_with_a_marked_one(view, press):
    press(view.strip, Qt.Key.Key_Left)
    press(view.strip, "m")
    press(view.strip, Qt.Key.Key_End)
    press(view.strip, "cc")
    assert view.looking.against is Against.MARKED
    assert view.paper.shown().startswith("TheOne grey sea")
    press(view.strip, "m")
    assert "0 words in" in view.head.told()[1]


def test_comparing_with_a_mark_marks_where_there_is_none(view):
    view.head.against.setCurrentIndex(Against.MARKED)
    assert view.looking.marked == view.looking.seq


def test_a_scene_is_brought_back_and_can_be_undone(view, press, workspace, story, qtbot):
    now = workspace.scene(story).text.fragment()
    press(view.strip, Qt.Key.Key_Left)
    then = view.paper.shown()
    with qtbot.waitSignal(view.restored) as told:
        view.head.restore.click()
    assert told.args == [story]
    assert workspace.scene(story).text.text() == then
    workspace.undo(story)
    assert workspace.scene(story).text.fragment() == now


def test_a_passage_is_brought_back_alone(view, press, workspace, story):
    end = len(workspace.scene(story).text)
    workspace.edit(story, end, end, "And now.", typing())
    view.refresh(Change(ChangeKind.TEXT, story))
    view.goto(view.past.timeline.step(view.looking.seq, Unit.EDIT, -1))
    view.goto(view.past.timeline.step(view.looking.seq, Unit.EDIT, -1))
    view.paper.choose(0, 8)
    assert view.head.restore.text() == "Restore this passage"
    press(view.paper, "r")
    assert workspace.scene(story).text.text().startswith("The grey sea")
    assert workspace.scene(story).text.text().endswith("And now.")


def test_what_cannot_be_brought_back_is_said(view, qtbot):
    with qtbot.waitSignal(view.trouble_met) as told:
        view.restore()
    assert "stands like that now" in told.args[0]


def test_the_whole_manuscript_has_names_above_its_scenes(view, workspace):
    view.head.scenes.setCurrentIndex(0)
    assert view.paper.shown().startswith("Opening\n\nOne grey sea")
    assert "Harbour\n\nEleven boats" in view.paper.shown()
    view.show_scene(None)
    view.paper.choose(0, 30)
    assert not view.head.restore.isEnabled()
    view.restore()


def test_another_scene_has_its_own_edits(view, scene_ids):
    view.show_scene(scene_ids[1])
    assert view.paper.shown() == "Eleven boats came in.\n"
    view.step(Unit.EDIT, -1)
    view.step(Unit.EDIT, -1)
    assert view.looking.seq == 0


def test_what_is_written_since_is_read(view, workspace, story, qtbot):
    workspace.edit(story, 0, 0, "New. ", typing())
    view.refresh(Change(ChangeKind.TEXT, story))
    qtbot.waitUntil(lambda: view.paper.shown().startswith("New. "))
    view.goto(3)
    view.refresh(Change(ChangeKind.SAVED))
    view.refresh(Change(ChangeKind.TEXT, story))
    assert view.looking.seq == 3


def test_what_was_put_aside_is_shown_by_key(view, press, qtbot, rejected, review):
    press(view.strip, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.transport.aside.isChecked()
    view.set_look(DARK, Settings())
    view.transport.aside.setChecked(False)
    assert not view._aside.isVisible()
    view.show_aside(is_shown=True)
    with qtbot.waitSignal(view.revived):
        view._aside.revive()
    assert [hunk.id for hunk in review.open_hunks()] == [rejected]


def test_zoom_fold_and_way_out_are_keys(view, press, qtbot):
    press(view.strip, "+=")
    assert not view.strip.axis.is_whole
    press(view.strip, Qt.Key.Key_Down)
    press(view.strip, Qt.Key.Key_Up)
    press(view.strip, Qt.Key.Key_PageUp)
    press(view.strip, Qt.Key.Key_PageDown)
    press(view.strip, "-")
    press(view.strip, "0")
    assert view.strip.axis.is_whole
    press(view.strip, "f")
    assert not view.strip.axis.folds
    press(view.strip, "y")
    with qtbot.waitSignal(view.left):
        press(view.strip, Qt.Key.Key_Escape)


def test_a_moment_can_be_asked_for_from_outside(past, story, qtbot):
    made = HistoryView(lambda: past, LIGHT, Settings())
    qtbot.addWidget(made)
    made.set_look(DARK, Settings())
    made.refresh(Change(ChangeKind.TEXT))
    made.show()
    made.begin(story, 3)
    assert made.looking.seq == 3
    made.show_scene(story)


def test_a_damaged_ledger_is_told(view, workspace, qtbot):
    wrong = Edited("nowhere", Cause.TYPING, (Op(0, 0, plain("a", TYPED)),))
    workspace.project.ledger.append([(1, "s", wrong)])
    with qtbot.waitSignal(view.trouble_met) as told:
        view.refresh(Change(ChangeKind.TEXT))
    assert "does not fit" in told.args[0]
    assert not view.reader.is_reading


@pytest.mark.parametrize("key", ["edit", "suggestion", "sitting"])
def test_the_buttons_step_too(view, key):
    view.goto_end(is_first=True)
    view.transport.step_chosen.emit(key, 1)
    assert view.looking.seq > 0
