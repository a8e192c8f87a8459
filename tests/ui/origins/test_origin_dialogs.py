"""What the menus do about where words came from, on a whole project."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from cocreate.core.events import Cause
from cocreate.core.origin import UNKNOWN_PASTED, Contributor
from cocreate.ui.open_project import OpenProject
from cocreate.ui.origins.away_dialog import AwayDialog
from cocreate.ui.origins.declare_dialog import DeclareDialog
from cocreate.ui.origins.forget_dialog import ForgetDialog
from cocreate.ui.origins.matches_dialog import MatchesDialog
from cocreate.ui.origins.mirror_dialog import MirrorDialog
from cocreate.ui.origins.origin_dialogs import OriginDialogs
from cocreate.ui.status_line import StatusLine
from cocreate.ui.theme import LIGHT
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.desk import Desk
from cocreate.workspace.opening import open_project
from tests.fakes.prompts import FakePrompts
from tests.workspace.writing import type_text

OFFER = "Beyond the pier a lamp turned slowly over water that nobody had crossed since autumn."


@pytest.fixture
def opened(desk, scene_ids, qtbot):
    status = StatusLine()
    qtbot.addWidget(status)
    made = OpenProject(desk, FakePrompts(), LIGHT, status)
    qtbot.addWidget(made.view)
    made.view.resize(1100, 640)
    made.view.show()
    yield made
    made.bridge.stop()


@pytest.fixture
def dialogs(desk, opened):
    return OriginDialogs(desk, FakePrompts(), lambda: LIGHT, opened.view)


def shown(opened: OpenProject, kind: type[QDialog]):
    (dialog,) = (each for each in opened.view.findChildren(kind) if each.isVisible())
    return dialog


def test_the_words_selected_are_declared(opened, workspace, scene_ids):
    how = Write(Cause.PASTE, UNKNOWN_PASTED, "paste", "test", "paste-1")
    workspace.edit(scene_ids[0], 0, 0, "Pasted words. ", how)
    opened.view.editor.goto(0, 13)
    opened.do("declare")
    dialog = shown(opened, DeclareDialog)
    dialog.fill(Contributor.HUMAN, "My notebook.")
    dialog.declare()
    assert workspace.scene(scene_ids[0]).text.origin_at(0).method.value == "declared"
    assert opened.view.editor.document_text() == workspace.scene(scene_ids[0]).text.text()
    opened.view.editor.undo()
    assert workspace.scene(scene_ids[0]).text.origin_at(0).method.value == "pasted"


def test_what_cannot_be_declared_is_said_without_a_dialog(opened):
    opened.view.editor.goto(0, 3)
    opened.do("declare")
    assert not opened.view.findChildren(DeclareDialog)
    assert "typed here" in opened.view.notice.sentence()


def test_matches_are_asked_about_and_lead_to_their_words(opened, workspace, agents, scene_ids):
    agents.offer(scene_ids[0], "The sea was calm.", OFFER)
    workspace.changes.tell(Change(ChangeKind.HUNKS, scene_ids[0]))
    type_text(workspace, scene_ids[1], OFFER)
    opened.desk.echoes.check()
    assert "agent" in opened.status._news.text()
    opened.do("matches")
    dialog = shown(opened, MatchesDialog)
    match = dialog.current
    dialog._go.click()
    assert opened.wiring.scene == scene_ids[1]
    assert opened.view.editor.selection() == (match.start, match.end)


def test_a_file_changed_elsewhere_is_told_above_the_page(opened, desk, tmp_path: Path):
    desk.mirror.start(tmp_path / "mirror")
    path = tmp_path / "mirror" / "001 Opening.md"
    path.write_text(path.read_text("utf-8").replace("calm", "wild"), "utf-8")
    desk.mirror.look()
    assert "001 Opening.md" in opened.view.notice.sentence()
    opened.do("mirror")
    assert isinstance(shown(opened, MirrorDialog), MirrorDialog)
    assert len(opened.view.findChildren(OriginDialogs)) == 1


def test_words_selected_in_the_text_or_in_its_history_are_asked_to_be_forgotten(
    opened, dialogs, scene_ids
):
    opened.wiring.open_scene(scene_ids[0])
    opened.view.editor.goto(4, 7)
    dialogs.do("forget")
    assert shown(opened, ForgetDialog)._words.toPlainText() == "sea"
    shown(opened, ForgetDialog).reject()
    opened.do("history")
    history = opened.view.instead
    history.paper.selectAll()
    made = dialogs.forget()
    assert "The sea was calm." in made._words.toPlainText()
    assert opened.view.instead is None
    made.reject()
    opened.view.editor.show_scene("")
    assert dialogs.forget()._words.toPlainText() == ""


def test_time_away_is_asked_for(opened, dialogs):
    dialogs.do("away")
    assert shown(opened, AwayDialog)._list.count() == 0


def test_a_reader_can_neither_forget_nor_enter_time(opened, desk):
    workspace = desk.workspace
    reading = open_project(workspace.path, clock=workspace.clock, ids=workspace.ids)
    assert reading.is_read_only
    held = Desk(reading, desk.preferences, desk.spawner, desk.access)
    made = OriginDialogs(held, FakePrompts(), lambda: LIGHT, opened.view)
    told: list[str] = []
    made.trouble_met.connect(told.append)
    assert made.forget() is None
    assert made.away() is None
    assert told == [reading.holder] * 2
    reading.close()
