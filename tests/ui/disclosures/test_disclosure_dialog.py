from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cocreate.base.resources import resource_path
from cocreate.ui.disclosures.disclosure_dialog import DisclosureDialog
from cocreate.workspace.disclosing import Disclosing
from tests.fakes.prompts import FakePrompts

LONG_MS = 60_000


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def dialog(workspace, scene_ids, agents, prompts, qtbot, tmp_path):
    agents.offer(scene_ids[0], "calm", "still")
    made = DisclosureDialog(Disclosing(workspace, (resource_path("policies"),)), prompts, tmp_path)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.disclosure is not None, timeout=LONG_MS)
    yield made
    made.reject()


def choose(dialog: DisclosureDialog, title: str) -> None:
    (item,) = dialog.list.findItems(title, Qt.MatchFlag.MatchStartsWith)
    dialog.list.setCurrentItem(item)


def test_the_first_policy_is_shown_with_its_questions_and_sentences(dialog):
    assert dialog.disclosure.policy.title == dialog.list.item(0).text()
    assert dialog.form.boxes
    assert dialog.sentences.count() > 3


def test_each_sentence_shows_the_numbers_and_events_behind_it(dialog, qtbot):
    choose(dialog, "Nebula")
    rows = [dialog.sentences.item(at).text() for at in range(dialog.sentences.count())]
    at = next(at for at, row in enumerate(rows) if "Language models were used 1 time in" in row)
    dialog.sentences.setCurrentRow(at)
    measure = dialog.evidence.topLevelItem(0)
    assert measure.text(0) == "Uses of AI: 1"
    event = measure.child(0)
    with qtbot.waitSignal(dialog.event_chosen) as told:
        dialog.evidence.itemActivated.emit(event, 0)
    seq, scene = told.args
    assert event.text(0).startswith(f"{seq} · ")
    assert scene


def test_a_measure_itself_leads_nowhere(dialog):
    dialog.evidence.itemActivated.emit(dialog.evidence.topLevelItem(0), 0)
    assert dialog.isVisible()


def test_a_decision_changes_what_is_said(dialog):
    choose(dialog, "Amazon")
    dialog.form.answered.emit("images", "many")
    assert "Images: many made by AI." in dialog.text()
    choose(dialog, "Nebula")
    choose(dialog, "Amazon")
    assert "Images: many made by AI." in dialog.text()


def test_imported_words_keep_it_from_claiming(dialog):
    choose(dialog, "Amazon")
    assert dialog.form.boxes["text"].currentText() == "Decide…"
    assert "did not observe how" in dialog.text()


def test_the_text_is_copied(dialog):
    dialog.copy()
    assert QGuiApplication.clipboard().text() == dialog.text()
    assert "<h1>" in QGuiApplication.clipboard().mimeData().html()


def test_the_text_is_saved_where_the_writer_says(dialog, prompts, qtbot, tmp_path: Path):
    prompts.will_answer(None)
    dialog.save()
    target = tmp_path / "d.txt"
    prompts.will_answer(target)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert target.read_text(encoding="utf-8") == dialog.text()


def test_a_place_that_cannot_be_written_is_told(dialog, prompts, tmp_path: Path):
    prompts.will_answer(tmp_path / "none" / "d.txt")
    dialog.save()
    assert dialog._trouble.isVisible()


def test_nothing_is_copied_before_the_record_is_read(workspace, prompts, qtbot, tmp_path: Path):
    made = DisclosureDialog(Disclosing(workspace, (resource_path("policies"),)), prompts, tmp_path)
    qtbot.addWidget(made)
    made.show()
    assert made._reading.isVisible()
    assert not made._copy.isEnabled()
    assert made.text() == ""
    made.save()
    made.reject()
    assert not made._reader._look.isActive()


def test_what_keeps_the_record_from_being_read_is_told(
    workspace, prompts, qtbot, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr(workspace, "save", lambda: False)
    made = DisclosureDialog(Disclosing(workspace, (resource_path("policies"),)), prompts, tmp_path)
    qtbot.addWidget(made)
    made.show()
    assert "could not be saved" in made._trouble.text()
    assert not made._reading.isVisible()


def test_answers_are_kept_for_the_next_time_and_for_an_export(
    dialog, workspace, prompts, qtbot, tmp_path: Path
):
    choose(dialog, "Amazon")
    dialog.form.answered.emit("images", "many")
    disclosing = dialog._disclosing
    again = DisclosureDialog(disclosing, prompts, tmp_path)
    qtbot.addWidget(again)
    again.show()  # nothing happened, so that the record is known
    choose(again, "Amazon")
    assert "Images: many made by AI." in again.text()
    assert disclosing.attached("amazon-kdp").answers == (("images", "many"),)
