"""What the panels of a project say to each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocreate.core.suggestion import HunkOpened, Verdict
from cocreate.ui.sidebar.sidebar import Tab
from tests.workspace.writing import typing


def test_a_scene_is_open_in_every_panel(bench, scene_ids, qtbot):
    bench.view.outline.show_scene(scene_ids[1])
    assert bench.wiring.scene == scene_ids[1]
    assert "Eleven boats" in bench.view.editor.document_text()
    qtbot.waitUntil(lambda: bench.status._words.text().startswith("4 of"))


def test_the_caret_is_where_it_was(bench, scene_ids):
    bench.view.editor.goto(5)
    bench.wiring.step_scene(1)
    bench.wiring.step_scene(-1)
    assert bench.wiring.scene == scene_ids[0]
    assert bench.view.editor.caret() == 5
    bench.wiring.step_scene(-1)
    assert bench.wiring.scene == scene_ids[0]


def test_return_in_the_outline_goes_to_the_page(bench, scene_ids, qtbot):
    bench.view.outline.show_scene(scene_ids[2])
    qtbot.keyClick(bench.view.outline.view, Qt.Key.Key_Return)
    assert bench.view.editor.hasFocus()


def test_a_removed_scene_gives_way_to_its_neighbour(bench, desk, scene_ids):
    desk.scenes.remove(scene_ids[0])
    assert bench.wiring.scene in scene_ids[1:]
    for scene in scene_ids[1:]:
        desk.scenes.remove(scene)
    assert bench.wiring.scene is None
    assert bench.view.editor.document_text() == ""
    desk.scenes.undo()
    assert bench.wiring.scene is not None


def test_a_step_shows_the_suggestion_in_list_and_text(bench, agents, scene_ids, qtbot):
    bench.wiring.step_hunk(1)
    assert bench.status.news() == "No suggestion is waiting."
    one = agents.offer(scene_ids[0], "calm", "still")
    there = agents.offer(scene_ids[1], "Eleven", "Twelve")
    bench.view.sidebar.show_tab(Tab.AGENTS)
    bench.wiring.step_hunk(1)
    assert bench.view.editor.hunks.current == one
    assert bench.wiring.chosen().id == one
    assert bench.view.sidebar.tab() is Tab.SUGGESTIONS
    bench.wiring.accept()
    bench.wiring.step_hunk(1)
    assert bench.wiring.scene == scene_ids[1]
    assert bench.view.editor.hunks.current == there


def test_accepting_in_the_text_and_undoing_by_keyboard(bench, agents, scene_ids, workspace, review):
    hunk = agents.offer(scene_ids[0], "calm", "still")
    bench.wiring.step_hunk(1)
    bench.wiring.accept()
    assert "still" in workspace.scene(scene_ids[0]).text.text()
    assert "still" in bench.view.editor.document_text()
    QTest.keyClick(bench.view.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "calm" in bench.view.editor.document_text()
    assert review.hunk(hunk).verdict is Verdict.PENDING


def test_words_are_changed_at_the_lines(bench, agents, scene_ids, review):
    hunk = agents.offer(scene_ids[0], "calm", "still")
    bench.wiring.step_hunk(1)
    assert bench.wiring.change_words()
    field = bench.view.editor.hunks.field
    field.setPlainText("quiet")
    bench.wiring.accept()
    assert review.hunk(hunk).final == "quiet"
    assert "quiet" in bench.view.editor.document_text()
    assert not bench.wiring.change_words()


def test_choosing_in_the_text_chooses_in_the_list(bench, agents, scene_ids):
    agents.offer(scene_ids[0], "calm", "still")
    two = agents.offer(scene_ids[0], "grey", "pale")
    bench.view.editor.hunk_chosen.emit(two)
    assert bench.view.sidebar.suggestions.chosen().id == two


def test_only_what_the_writer_goes_to_was_opened(bench, agents, scene_ids, workspace, qtbot):
    one = agents.offer(scene_ids[0], "calm", "still")
    two = agents.offer(scene_ids[0], "tired", "weary")
    bench.view.sidebar.show_tab(Tab.SUGGESTIONS)
    qtbot.waitUntil(lambda: bench.view.sidebar.suggestions.chosen() is not None)
    assert opened(workspace) == []
    bench.wiring.step_hunk(1)
    bench.wiring.step_hunk(1)
    bench.wiring.step_hunk(-1)
    assert sorted(opened(workspace)) == sorted([one, two])


def opened(workspace):
    events = [entry.event for entry in workspace.project.ledger.entries()]
    return [event.hunk for event in events if isinstance(event, HunkOpened)]


def test_opening_a_suggestion_puts_the_caret_there(bench, agents, scene_ids, qtbot):
    hunk = agents.offer(scene_ids[1], "boats", "ships")
    page = bench.view.sidebar.suggestions
    page.list.choose(hunk)
    page.list.row_opened.emit(hunk)
    assert bench.wiring.scene == scene_ids[1]
    assert bench.view.editor.caret() == 7
    assert bench.view.editor.hasFocus()


def test_a_note_leads_to_its_words(bench, agents, scene_ids):
    bench.view.sidebar.notes.note_opened.emit(scene_ids[1], 0, 6)
    assert bench.view.editor.selection() == (0, 6)


def test_the_selection_is_what_an_agent_is_asked_about(bench):
    assert bench.wiring.lines_of_selection() is None
    bench.view.editor.goto(0, 17)
    assert bench.wiring.lines_of_selection() == (0, 1)
    bench.view.editor.goto(0, 18)
    assert bench.wiring.lines_of_selection() == (0, 1)
    bench.view.editor.goto(3, 20)
    assert bench.wiring.lines_of_selection() == (0, 2)
    assert "selected" in bench.view.sidebar.composer._about.text()


def test_the_keys_never_decide_another_suggestion_than_the_chosen_one(
    bench, agents, scene_ids, workspace, review
):
    stale = agents.offer(scene_ids[0], "tired", "weary")
    start = workspace.scene(scene_ids[0]).text.text().index("tired")
    workspace.edit(scene_ids[0], start + 1, start + 2, "y", typing())
    one = agents.offer(scene_ids[0], "calm", "still")
    bench.wiring.step_hunk(1)
    assert bench.view.editor.hunks.current == one
    bench.view.sidebar.suggestions.list.choose(stale)
    assert bench.wiring.chosen().id == stale
    bench.commands.do("accept")
    assert review.hunk(one).verdict is Verdict.PENDING


def test_a_loose_suggestion_is_placed_at_the_selection(
    bench, agents, scene_ids, workspace, review, qtbot
):
    loose = agents.offer(scene_ids[0], "storm", "gale")
    with qtbot.waitSignal(bench.wiring.trouble_met):
        bench.wiring.place(loose)
    workspace.edit(scene_ids[0], 0, 0, "storm ", typing())
    bench.view.editor.goto(0, 5)
    bench.wiring.place(loose)
    assert review.hunk(loose).verdict is Verdict.PENDING


def test_with_the_sidebar_hidden_nothing_unseen_is_decided(bench, agents, scene_ids, qtbot):
    agents.offer(scene_ids[0], "calm", "still")
    qtbot.waitUntil(lambda: bench.wiring.chosen() is not None)
    bench.view.toggle_focus_mode()
    assert bench.wiring.chosen() is None
    bench.wiring.step_hunk(1)
    assert bench.wiring.chosen() is not None


def test_what_cannot_be_decided_is_told(bench, agents, scene_ids, review, qtbot):
    hunk = agents.offer(scene_ids[0], "calm", "still")
    review.reject(hunk)
    with qtbot.waitSignal(bench.wiring.trouble_met):
        bench.view.editor.hunk_rewritten.emit(hunk, "x")


def test_leaving_the_sidebar_goes_to_the_page(bench):
    bench.view.sidebar.composer.begin()
    bench.view.sidebar.left.emit()
    assert bench.view.editor.hasFocus()
