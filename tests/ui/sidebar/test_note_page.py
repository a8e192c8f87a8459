"""Margin notes of a real project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.ui.sidebar.note_page import NoteCard, NotePage
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.opening import open_project
from cocreate.workspace.review import Review


@pytest.fixture
def page(workspace, review, scene_ids, qtbot):
    made = NotePage(workspace, review, LIGHT)
    qtbot.addWidget(made)
    workspace.changes.listen(made.refresh)
    made.resize(360, 600)
    made.show()
    made.show_scene(scene_ids[0])
    return made


def _cards(page):
    layout = page._cards
    return [layout.itemAt(at).widget() for at in range(layout.count())]


def test_without_notes_it_says_who_writes_them(page):
    assert page._empty.isVisible()


def test_a_note_leads_to_its_words(page, agents, scene_ids, qtbot):
    agents.note(scene_ids[0], "very, very", "Twice.")
    qtbot.waitUntil(lambda: len(_cards(page)) == 1)
    (card,) = _cards(page)
    assert isinstance(card, NoteCard)
    with qtbot.waitSignal(page.note_opened) as told:
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert told.args == [scene_ids[0], 26, 36]


def test_a_note_is_put_away_by_keyboard(page, agents, scene_ids, qtbot, review):
    agents.note(scene_ids[0], "very, very", "Twice.")
    agents.note(scene_ids[0], "", "No dialogue yet.")
    agents.note(scene_ids[0], "no such words", "Lost.")
    qtbot.waitUntil(lambda: len(_cards(page)) == 3)
    card = next(card for card in _cards(page) if "Twice" in card.accessibleName())
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Up)
    qtbot.keyClick(card, Qt.Key.Key_Down)
    qtbot.keyClick(card, Qt.Key.Key_A)
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert [note.note for note in review.notes(scene_ids[0])] == ["No dialogue yet.", "Lost."]
    with qtbot.assertNotEmitted(page.note_opened):
        _cards(page)[0]._on_open()


def test_notes_are_counted_and_follow_the_scene(page, agents, scene_ids, qtbot):
    with qtbot.waitSignal(page.notes_counted, check_params_cb=lambda count: count == 1):
        agents.note(scene_ids[0], "calm", "Calm?")
    with qtbot.waitSignal(page.notes_counted) as told:
        page.show_scene(scene_ids[1])
    assert told.args == [0]
    page.show_scene(scene_ids[1])
    page.set_theme(DARK)


def test_a_read_only_project_keeps_its_notes(page, agents, scene_ids, workspace, clock, ids, qtbot):
    agents.note(scene_ids[0], "calm", "Calm?")
    workspace.save()
    second = open_project(workspace.path, clock=clock, ids=ids)
    other = NotePage(second, Review(second), LIGHT)
    qtbot.addWidget(other)
    other.show_scene(scene_ids[0])
    with qtbot.waitSignal(other.trouble_met):
        _cards(other)[0].dismissed.emit(other._shown[0].id)
    assert len(_cards(other)) == 1
    second.close()
