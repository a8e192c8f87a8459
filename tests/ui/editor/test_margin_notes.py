from __future__ import annotations

import pytest

from cocreate.core.events import NoteOffered, RunStarted
from cocreate.ui.editor.margin_notes import MarginNotes


@pytest.fixture
def noted(desk):
    scene = desk.open("The sea was calm.\nNobody spoke.")
    text = desk.text()
    start = text.index("calm")
    desk.workspace.record(
        RunStarted("run-9", "reader", "First reader", "feedback", "test/model", scene, ""),
        NoteOffered("n-1", "run-9", scene, "reader", start, start + 4, "calm", "How calm?", 1),
        NoteOffered("n-2", "run-9", scene, "reader", -1, -1, "gone", "Where is it?", None),
    )
    return scene


def test_notes_stand_where_their_words_stand(desk, noted):
    notes = MarginNotes()
    notes.load(desk.workspace.scene(noted))
    assert [note.id for note in notes.between(0, 17)] == ["n-1"]
    assert notes.between(18, 30) == []
    desk.edit(0, 0, "So: ")
    assert [note.id for note in notes.between(16, 16)] == ["n-1"]
    assert notes


def test_without_a_scene_there_are_none():
    notes = MarginNotes()
    notes.load(None)
    assert not notes


def test_a_note_shows_on_the_page_until_it_is_put_away(desk, noted):
    with_note = desk.view.grab().toImage()
    desk.review.dismiss_note(desk.workspace.scene(noted).notes["n-1"])
    assert desk.view.grab().toImage() != with_note
