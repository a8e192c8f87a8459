"""Manuscript and report go out, from a real project."""

from __future__ import annotations

import pytest

from cocreate.ui.export.export_dialog import ExportDialog
from cocreate.workspace.publish import Publish
from tests.fakes.prompts import FakePrompts


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def dialog(workspace, scene_ids, prompts, tmp_path, qtbot):
    made = ExportDialog(Publish(workspace), prompts, tmp_path / "book.cocreate")
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_report_is_seen_before_it_is_written(dialog):
    assert "Book" in dialog._preview.toPlainText()
    assert dialog._preview_title.text() == "The report, as it will read"
    assert dialog._preview.verticalScrollBar().value() == 0


def test_without_a_report_the_manuscript_is_shown(dialog):
    dialog.choose(0, 0)
    assert "The sea was calm." in dialog._preview.toPlainText()


def test_manuscript_and_report_are_written_beside_each_other(dialog, tmp_path, qtbot):
    dialog.choose(1, 2)
    with qtbot.waitSignal(dialog.exported) as told:
        dialog.write()
    assert told.args == [(tmp_path / "book.html", tmp_path / "book.report.html")]
    assert "The sea was calm." in (tmp_path / "book.html").read_text(encoding="utf-8")
    assert not dialog.isVisible()


def test_an_appendix_is_in_the_same_file(dialog, tmp_path):
    dialog.choose(0, 1)
    dialog.write()
    assert not (tmp_path / "book.report.md").exists()
    assert "The sea was calm." in (tmp_path / "book.md").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_told(dialog, tmp_path, qtbot):
    dialog.set_target(tmp_path / "no" / "such" / "folder" / "x.md")
    with qtbot.assertNotEmitted(dialog.exported):
        dialog.write()
    assert dialog._trouble.isVisible()
    assert dialog._trouble.text()


def test_the_target_can_be_chosen(dialog, prompts, tmp_path):
    prompts.will_answer(tmp_path / "other.md", None)
    dialog._on_browse()
    assert dialog.target() == tmp_path / "other.md"
    dialog._on_browse()
    assert dialog.target() == tmp_path / "other.md"
