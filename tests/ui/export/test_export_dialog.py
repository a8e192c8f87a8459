"""Manuscript and report go out, from a real project, by a process of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.base.resources import resource_path
from cocreate.formats.format_catalog import EXPORTERS
from cocreate.ui.export.export_choices import Attachment
from cocreate.ui.export.export_dialog import Attachments, ExportDialog
from cocreate.workspace.export_target import Attached, ReportPlace
from tests.fakes.prompts import FakePrompts
from tests.workspace.writing import type_text

MARKDOWN, HTML, DOCX, PDF = (
    next(at for at, exporter in enumerate(EXPORTERS) if exporter.ending == ending)
    for ending in (".md", ".html", ".docx", ".pdf")
)
LONG_MS = 60_000
POLICY = resource_path("policies", "nebula.json")


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def dialog(workspace, scene_ids, prompts, preferences, qtbot):
    texts = Attachments((Attachment("kdp", "Amazon KDP"),), lambda _name: Attached(POLICY))
    made = ExportDialog(workspace, prompts, preferences, texts)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.reject()


def is_made(dialog: ExportDialog) -> bool:
    return not dialog.previewing.is_busy


def written(dialog: ExportDialog, qtbot) -> list[str]:
    with qtbot.waitSignal(dialog.exported, timeout=LONG_MS) as told:
        dialog.write()
    return [path.name for path in told.args[0]]


def test_the_report_is_seen_before_it_is_written(dialog, qtbot):
    qtbot.waitUntil(lambda: is_made(dialog), timeout=LONG_MS)
    assert "Book" in dialog.preview.text.toPlainText()
    assert dialog.preview.title.text() == "The report, as it will read"
    assert dialog.preview.text.verticalScrollBar().value() == 0


def test_without_a_report_the_manuscript_is_shown(dialog, qtbot):
    dialog.choose(MARKDOWN, 0)
    qtbot.waitUntil(lambda: is_made(dialog), timeout=LONG_MS)
    assert "The sea was calm." in dialog.preview.text.toPlainText()
    assert not dialog._sides.button(1).isEnabled()


def test_a_pdf_is_shown_page_by_page(dialog, qtbot):
    dialog.choose(PDF, 0)
    qtbot.waitUntil(lambda: is_made(dialog), timeout=LONG_MS)
    assert dialog.preview.title.text().startswith("Page 1 of ")
    dialog.preview.further.click()
    assert dialog.preview.title.text().startswith("Page 2 of ")


def test_manuscript_and_report_are_written_beside_each_other(dialog, qtbot, workspace):
    dialog.choose(HTML, 2)
    dialog.choices.attached.setCurrentIndex(1)
    names = written(dialog, qtbot)
    assert names == ["book.html", "book.report.html", "book.disclosure.txt"]
    folder = workspace.path.parent
    assert "The sea was calm." in (folder / "book.html").read_text(encoding="utf-8")
    told = (folder / "book.disclosure.txt").read_text(encoding="utf-8")
    assert told.startswith("Nebula Awards")
    assert not dialog.isVisible()


def test_an_appendix_is_in_the_same_file(dialog, qtbot, workspace):
    dialog.choose(MARKDOWN, 1)
    assert written(dialog, qtbot) == ["book.md"]
    text = workspace.path.with_suffix(".md").read_text(encoding="utf-8")
    assert "The sea was calm." in text
    assert len(text) > 500


def test_what_was_chosen_is_remembered(dialog, qtbot, preferences):
    dialog.choose(DOCX, 0)
    dialog.choices.contact.setPlainText("Ada\n\nLondon\n")
    dialog.choices.language.setText("en-GB")
    written(dialog, qtbot)
    assert preferences.settings.contact == ("Ada", "London")
    assert preferences.settings.language == "en-GB"
    again = ExportDialog(dialog._workspace, FakePrompts(), preferences)
    qtbot.addWidget(again)
    assert again.choices.exporter.ending == ".docx"
    assert again.choices.report is ReportPlace.NONE
    assert again.target().suffix == ".docx"
    assert not again._sides.button(1).isEnabled()
    again.reject()


def test_the_keyboard_begins_at_the_format_and_return_exports(dialog, qtbot, workspace):
    assert dialog.focusWidget() is dialog.choices.formats
    with qtbot.waitSignal(dialog.exported, timeout=LONG_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert workspace.path.with_suffix(".md").is_file()


def test_a_preview_given_up_for_a_file_comes_back_when_there_is_none(dialog, prompts, qtbot):
    dialog.choose(PDF, 0)
    dialog.target().write_bytes(b"mine")
    prompts.will_answer(False)
    dialog.write()
    qtbot.waitUntil(lambda: is_made(dialog), timeout=LONG_MS)
    assert dialog.preview.title.text().startswith("Page 1 of ")


def test_every_file_that_is_there_is_asked_about(dialog, prompts, workspace):
    dialog.choose(HTML, 2)
    for ending in (".html", ".report.html"):
        workspace.path.with_suffix(ending).write_text("Mine.", encoding="utf-8")
    prompts.will_answer(False)
    dialog.write()
    (asked,) = prompts.asked
    assert "“book.html”, “book.report.html”" in asked.sentence
    assert workspace.path.with_suffix(".report.html").read_text(encoding="utf-8") == "Mine."


def test_a_place_that_cannot_be_written_is_told(dialog, tmp_path, qtbot):
    dialog.set_target(tmp_path / "no" / "such" / "folder" / "x.md")
    with qtbot.assertNotEmitted(dialog.exported):
        dialog.write()
        qtbot.waitUntil(lambda: dialog._writing is None, timeout=LONG_MS)
    assert dialog._trouble.isVisible()
    assert "folder" in dialog._trouble.text()
    assert dialog.choices.isEnabled()


def test_an_unknown_format_is_told_at_once(dialog, tmp_path):
    dialog.set_target(tmp_path / "x.xyz")
    dialog.write()
    assert "which format" in dialog._trouble.text()


def test_it_can_be_stopped_and_nothing_is_written(dialog, workspace):
    dialog.choose(HTML, 0)
    dialog.write()
    assert dialog.bar.isVisible()
    assert not dialog.choices.isEnabled()
    dialog.stop()
    assert dialog.choices.isEnabled()
    assert dialog.isVisible()
    assert not workspace.path.with_suffix(".html").exists()
    dialog.stop()
    assert not dialog.isVisible()


def test_closing_stops_what_is_under_way(dialog, workspace):
    dialog.write()
    dialog.close()
    assert not dialog.isVisible()
    assert dialog._writing is None
    assert not workspace.path.with_suffix(".md").exists()


def test_the_target_can_be_chosen_and_follows_the_format(dialog, prompts, tmp_path):
    prompts.will_answer(tmp_path / "other.md", None)
    dialog._on_browse()
    assert dialog.target() == tmp_path / "other.md"
    dialog._on_browse()
    dialog.choose(DOCX, 0)
    assert dialog.target() == tmp_path / "other.docx"


def test_what_a_format_could_not_take_is_told(dialog, qtbot, workspace, scene_ids):
    type_text(workspace, scene_ids[0], "![A boat](images/none.png)\n")
    dialog.choose(next(at for at, each in enumerate(EXPORTERS) if each.ending == ".epub"), 0)
    with qtbot.waitSignal(dialog.losses_met, timeout=LONG_MS) as told:
        dialog.write()
    assert "1 picture could not be put in" in told.args[0]


@pytest.mark.parametrize("typed", ["", "~nobody-at-all", "/"])
def test_a_place_that_is_none_is_one_sentence(dialog, typed):
    dialog._target.setText(typed)
    dialog.choose(DOCX, 0)
    dialog._target.setText(typed)
    dialog.write()
    assert "which format you want" in dialog._trouble.text()


def test_a_file_is_replaced_only_when_the_writer_agrees(dialog, prompts, qtbot, tmp_path):
    there = tmp_path / "there.md"
    there.write_text("Mine.", encoding="utf-8")
    dialog.choose(MARKDOWN, 0)
    dialog.set_target(there)
    prompts.will_answer(False)
    dialog.write()
    assert there.read_text(encoding="utf-8") == "Mine."
    prompts.will_answer(True)
    assert written(dialog, qtbot) == ["there.md"]
    assert "The sea was calm." in there.read_text(encoding="utf-8")


def test_what_was_chosen_in_the_chooser_is_not_asked_again(dialog, prompts, qtbot, tmp_path):
    there = tmp_path / "there.md"
    there.write_text("Mine.", encoding="utf-8")
    dialog.choose(MARKDOWN, 0)
    prompts.will_answer(there)
    dialog._on_browse()
    assert written(dialog, qtbot) == ["there.md"]
