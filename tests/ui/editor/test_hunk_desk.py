from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.workspace.change import Change, ChangeKind


@pytest.fixture
def offered(desk):
    scene = desk.open("one two three four\n" * 40 + "last words")
    first = desk.agents.offer(scene, "last", "final")
    desk.view.refresh(Change(ChangeKind.HUNKS, scene))
    return first


def test_showing_one_brings_it_into_view(desk, offered):
    assert desk.view.hunks.show(offered)
    assert desk.view.hunks.current == offered
    desk.view.grab()
    visible = [placed.text for placed in desk.view._visible()]
    assert "last words" in visible


def test_one_that_is_not_open_is_not_shown(desk, offered):
    assert not desk.view.hunks.show("never heard of")
    desk.review.reject(offered)
    assert not desk.view.hunks.show(offered)


def test_a_decided_one_is_put_down(desk, offered):
    desk.view.hunks.show(offered)
    desk.review.reject(offered)
    assert desk.view.hunks.current == ""


def test_one_that_undo_and_redo_decide_again_before_a_painting_is_put_down(desk, offered):
    desk.review.accept(offered)
    desk.view.undo()
    desk.view.hunks.show(offered)
    desk.view.redo()
    assert desk.view.hunks.current == ""


def test_one_that_turns_stale_is_put_down(desk, offered):
    desk.view.hunks.show(offered)
    at = desk.text().index("last") + 1
    desk.edit(at, at, "x")
    assert desk.view.hunks.current == ""


def test_without_one_at_hand_there_is_nothing_to_edit(desk):
    desk.open("one")
    assert not desk.view.hunks.edit()
    assert desk.view.next_hunk() == ""
    assert desk.view.previous_hunk() == ""


def test_the_field_follows_its_words_and_the_page(desk, offered, qtbot):
    desk.view.hunks.show(offered)
    desk.view.grab()
    assert desk.view.hunks.edit()
    desk.view.grab()
    field = desk.view.hunks.field
    low = field.height()
    qtbot.keyClicks(field, "many words " * 30)
    desk.view.grab()
    assert field.height() > low
    desk.view.resize(600, 500)
    desk.view.grab()
    assert field.width() < 600
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert desk.view.hunks.current == offered
    assert not field.isVisible()


def test_the_card_follows_the_width(desk, offered):
    desk.view.hunks.show(offered)
    desk.view.resize(420, 500)
    desk.view.grab()
    assert desk.view.hunks.current == offered


def test_typing_elsewhere_needs_no_new_painting(desk, offered):
    change = Change(ChangeKind.TEXT, desk.scene)
    assert not desk.view.hunks.refresh(change)
    assert not desk.view.hunks.refresh(Change(ChangeKind.RUNS, desk.scene))
    assert desk.view.hunks.refresh(Change(ChangeKind.HUNKS, desk.scene))
