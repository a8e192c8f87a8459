"""One open project: asking, importing, exporting, copying agents."""

from __future__ import annotations

import pytest

from cocreate.ui.export.export_dialog import ExportDialog
from cocreate.ui.open_project import OpenProject
from cocreate.ui.sidebar.sidebar import Tab
from cocreate.ui.status_line import StatusLine
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.change import Change, ChangeKind
from tests.fakes.prompts import FakePrompts


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def opened(desk, scene_ids, prompts, qtbot):
    status = StatusLine()
    qtbot.addWidget(status)
    made = OpenProject(desk, prompts, LIGHT, status)
    qtbot.addWidget(made.view)
    made.view.resize(1100, 640)
    made.view.show()
    yield made
    made.bridge.stop()


def test_it_begins_with_the_first_scene(opened, scene_ids):
    assert opened.wiring.scene == scene_ids[0]
    assert opened.view.editor.hasFocus()


def test_a_project_without_a_scene_gets_its_first(desk, prompts, workspace, qtbot):
    status = StatusLine()
    qtbot.addWidget(status)
    made = OpenProject(desk, prompts, LIGHT, status)
    qtbot.addWidget(made.view)
    assert [scene.title for scene in workspace.state.manuscript()] == ["First scene"]
    made.bridge.stop()


def test_an_agent_reads_the_scene_and_its_notes_arrive(opened, desk, scene_ids, spawner, qtbot):
    opened.view.sidebar.asked.emit("echo-finder", "", False)
    assert opened.view.sidebar.tab() is Tab.THREADS
    assert len(desk.workspace.state.runs) == 1
    spawner.finish()
    (run,) = desk.workspace.state.runs.values()
    assert run.how == "done"
    qtbot.waitUntil(lambda: run.id in opened.view.sidebar.threads._cards)
    opened.view.sidebar.run_again_chosen.emit(run.id)
    assert len(desk.workspace.state.runs) == 2
    opened.do("stop_runs")
    assert desk.runs.live_ids == ()


def test_a_missing_model_is_said_above_the_page(opened):
    opened.ask("line-editor", "", False)
    assert "larger model" in opened.view.notice.sentence()
    agents = {agent.name: agent for agent in opened.desk.roster().agents}
    assert opened.lacks(agents["line-editor"])
    assert not opened.lacks(agents["pacing-reader"])


def test_a_stale_suggestion_is_asked_again(opened, agents, scene_ids, desk):
    hunk = agents.offer(scene_ids[0], "calm", "still")
    opened.wiring.step_hunk(1)
    opened.do("ask_again")
    assert "larger model" in opened.view.notice.sentence()
    desk.review.reject(hunk)
    opened.view.editor.hunks.leave()
    opened.do("ask_again")


def test_files_are_imported_as_scenes(opened, prompts, tmp_path, workspace):
    file = tmp_path / "old.md"
    file.write_text("## Storm\n\nIt rained.\n", encoding="utf-8")
    prompts.will_answer((file,), (), (tmp_path / "missing.md",))
    opened.do("import_files")
    assert workspace.state.manuscript()[-1].title == "Storm"
    assert opened.wiring.scene == workspace.state.order[-1]
    opened.do("import_files")
    assert opened.view.notice.sentence() == ""
    opened.do("import_files")
    assert "missing.md" in opened.view.notice.sentence()


def test_the_export_dialog_opens_and_tells_what_was_written(opened, tmp_path, qtbot):
    opened.do("export")
    (dialog,) = opened.view.findChildren(ExportDialog)
    dialog.set_target(tmp_path / "out.md")
    with qtbot.waitSignal(dialog.exported, timeout=60_000):
        dialog.write()
    assert opened.status.news() == "Written: out.md, out.report.md"


def test_an_agent_is_copied_into_the_writers_folder(opened, preferences, qtbot):
    copy = preferences.user_files.agents_folder / "line-editor.md"
    with qtbot.waitSignal(opened.file_wanted) as told:
        opened.view.sidebar.copy_chosen.emit("line-editor")
    assert told.args == [copy]
    assert copy.is_file()
    with qtbot.waitSignal(opened.file_wanted) as told:
        opened.view.sidebar.folder_chosen.emit()
    assert told.args == [copy.parent]


def test_a_broken_agent_file_is_named_when_the_writer_comes_back(opened, preferences):
    folder = preferences.user_files.agents_folder
    folder.mkdir(parents=True)
    (folder / "mine.md").write_text("---\nname: mine\nneeds: magic\n---\nHello\n")
    opened.reload_agents()
    assert [problem.name for problem in opened.desk.roster().problems] == ["mine"]
    assert opened.view.sidebar.agents._cards.count() == len(opened.desk.roster().agents) + 1
    opened.reload_agents()


def test_saving_says_saved(opened):
    opened.do("save")
    assert opened.status.news() == "Saved"
    opened.do("focus_page")
    opened.bridge.changed.emit(Change(ChangeKind.FIGURES))


def test_trouble_is_said(opened):
    opened.say_trouble("No room on the disk.")
    assert opened.view.notice.sentence() == "No room on the disk."
    opened.set_look(DARK, opened.desk.preferences.settings)


def test_without_a_scene_nobody_is_asked(opened, desk, scene_ids):
    for scene in scene_ids:
        desk.scenes.remove(scene)
    opened.ask("pacing-reader", "", False)
    assert desk.workspace.state.runs == {}
