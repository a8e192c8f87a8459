from __future__ import annotations

from cocreate.core.events import NoteOffered
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
