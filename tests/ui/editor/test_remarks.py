from __future__ import annotations

from cocreate.core.events import MatchFound, NoteOffered
from cocreate.ui.editor.remarks import remarks_at
from cocreate.workspace.change import Change, ChangeKind


def test_reasons_and_notes_are_told_with_the_agents_name(desk):
    scene = desk.open("The sea was calm.")
    desk.agents.offer(scene, "sea was", "sea lay")
    desk.workspace.record(NoteOffered("n-1", "run-1", scene, "x", 4, 7, "sea", "Which?", 1))
    desk.workspace.record(NoteOffered("n-2", "no-run", scene, "reader", 4, 7, "sea", "Why?", 1))
    desk.view.refresh(Change(ChangeKind.HUNKS, scene))
    told = remarks_at(desk.workspace.state, desk.view._overlay, 5)
    assert told == ["Line-Editor: Because.", "Line-Editor: Which?", "reader: Why?"]
    assert remarks_at(desk.workspace.state, desk.view._overlay, 14) == []


def test_words_like_an_agents_are_told_until_the_writer_has_answered(desk):
    scene = desk.open("The sea was calm.")
    hunk = desk.agents.offer(scene, "nowhere", "The sea was calm.")
    desk.workspace.record(MatchFound("m-1", scene, hunk, 0, 16, 8))
    told = remarks_at(desk.workspace.state, desk.view._overlay, 5)
    assert told == ["Line-Editor: offered nearly these words before. Retyped?"]
