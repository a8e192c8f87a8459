"""Importing while the window goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from cocreate.base.errors import InputError
from cocreate.core.origin import TYPED, plain
from cocreate.formats.book import ImportedFile, ImportedScene
from cocreate.ui.arrival_dialog import ArrivalDialog
from cocreate.ui.import_flow import ImportFlow, ReadingDialog
from cocreate.ui.returned_dialog import ReturnedDialog
from cocreate.workspace.arrivals import Arrived
from cocreate.workspace.export_mark import mark_of
from cocreate.workspace.importing import Batch, FileReader
from cocreate.workspace.scenes import NewScene, Scenes

PAGE = "<html><h1>One</h1><p>Words.<script>x</script></p></html>"


@pytest.fixture
def draft(tmp_path):
    (tmp_path / "draft").mkdir()
    return tmp_path / "draft"


@pytest.fixture
def view(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def flow(workspace, view):
    made = ImportFlow(workspace, view)
    yield made
    made.give_up()


def test_light_files_come_in_at_once(flow, view, draft, workspace):
    came: list[Arrived] = []
    flow.arrived.connect(came.append)
    (draft / "a.md").write_text("# One\n")
    (draft / "b.md").write_text("Two.")
    flow.begin([draft])
    assert [len(arrived.scenes) for arrived in came] == [2]
    assert view.findChildren(ArrivalDialog) == []


def test_many_light_files_leave_the_window_its_turn(flow, draft, clock, monkeypatch):
    came: list[Arrived] = []
    flow.arrived.connect(came.append)
    for number in range(9):
        (draft / f"{number}.md").write_text("Words.\n")
    read = FileReader.step

    def slowly(reader):
        clock.advance(0.02)
        return read(reader)

    monkeypatch.setattr(FileReader, "step", slowly)
    flow.begin([draft])
    assert 1 < flow._reader.done < 5
    while flow._reader is not None:
        flow._on_look()
    assert [len(arrived.scenes) for arrived in came] == [9]


@pytest.mark.slow
def test_heavy_files_come_in_by_and_by_and_losses_are_told(flow, view, draft, qtbot):
    (draft / "a.html").write_text(PAGE)
    with qtbot.waitSignal(flow.arrived, timeout=30_000):
        flow.begin([draft / "a.html"])
    (dialog,) = view.findChildren(ArrivalDialog)
    assert "1 script" in dialog.text.toPlainText()
    dialog.accept()


@pytest.mark.slow
def test_reading_that_takes_long_is_shown_and_can_be_given_up(flow, view, draft, workspace, qtbot):
    (draft / "a.md").write_text("# One\n")
    (draft / "b.html").write_text(PAGE)
    flow._later.setInterval(0)
    flow._timer.setInterval(100_000)
    flow.begin([draft])
    qtbot.waitUntil(lambda: bool(view.findChildren(ReadingDialog)), timeout=30_000)
    (dialog,) = view.findChildren(ReadingDialog)
    assert dialog.now.text() == "Reading b.html (2 of 2)…"
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 2)
    flow._dialog.show_state(flow._reader)
    dialog.cancel.click()
    assert flow._reader is None
    assert workspace.state.order == []


def test_trouble_is_told_and_nothing_comes_in(flow, draft, workspace):
    sentences: list[str] = []
    flow.trouble_met.connect(sentences.append)
    flow.begin([draft / "gone.md"])
    assert "gone.md" in sentences[0]
    assert workspace.state.order == []
    with pytest.raises(InputError, match="no file to import"):
        flow.begin([draft])


@pytest.mark.slow
def test_what_is_read_when_the_project_is_closed_is_dropped(flow, draft, workspace):
    (draft / "b.html").write_text(PAGE)
    flow.begin([draft / "b.html"])
    workspace.close()
    flow._on_look()
    flow._on_look()
    assert flow._reader is None
    flow._on_long()
    assert flow._dialog is None


@pytest.mark.slow
def test_the_dialog_follows_the_reading(flow, view, draft, qtbot):
    (draft / "b.html").write_text(PAGE)
    flow._later.setInterval(0)
    with qtbot.waitSignal(flow.arrived, timeout=30_000):
        flow.begin([draft / "b.html"])
        flow._on_long()
        assert (flow._dialog.bar.minimum(), flow._dialog.bar.maximum()) == (0, 0)
    assert flow._dialog is None


@pytest.fixture
def back(workspace):
    """Return an export of the project in which a word was changed."""
    Scenes(workspace).add_all([NewScene("", "One", plain("The sea.", TYPED))])
    workspace.close_burst()
    mark = mark_of(workspace.project, workspace.project.ledger.count)
    words = ImportedScene("", "One", "The lake.\n")
    return Batch((ImportedFile("a.docx", "00", (words,), export_mark=mark),))


def _read(flow, batch, monkeypatch):
    monkeypatch.setattr(FileReader, "step", lambda _reader: batch)
    flow.begin([])
    monkeypatch.undo()
    (choice,) = flow._view.findChildren(ReturnedDialog)
    return choice


@pytest.mark.slow
def test_only_what_was_changed_comes_in_and_the_window_goes_on(
    flow, view, workspace, back, monkeypatch, qtbot
):
    choice = _read(flow, back, monkeypatch)
    flow._later.setInterval(0)
    with qtbot.waitSignal(flow.arrived, timeout=30_000):
        choice.go_on.click()
        flow._on_long()
        assert flow._dialog.now.text() == "Comparing a.docx with what left…"
    (scene,) = workspace.state.manuscript()
    assert [hunk.new for hunk in scene.hunks.values()] == ["lake"]
    (dialog,) = view.findChildren(ArrivalDialog)
    assert "1 suggestion" in dialog.text.toPlainText()
    assert flow._dialog is None


def test_an_export_that_came_back_may_be_new_scenes_instead(flow, workspace, back, monkeypatch):
    choice = _read(flow, back, monkeypatch)
    choice.as_new.click()
    choice.go_on.click()
    scenes = workspace.state.manuscript()
    assert [scene.text.text() for scene in scenes] == ["The sea.", "The lake.\n"]
    assert [scene.hunks for scene in scenes] == [{}, {}]


def test_an_export_that_came_back_may_be_left_alone(flow, workspace, back, monkeypatch):
    seq = workspace.project.ledger.count
    _read(flow, back, monkeypatch).cancel.click()
    assert flow._batch is None
    assert workspace.project.ledger.count == seq


def test_what_is_chosen_too_late_is_dropped(flow, workspace, back, monkeypatch):
    choice = _read(flow, back, monkeypatch)
    flow.give_up()
    choice.accept()
    choice = ReturnedDialog(["a.docx"], flow._view)
    flow._choice, flow._batch = choice, back
    workspace.close()
    flow._on_chosen()
    assert flow._choice is None


def test_trouble_with_new_scenes_is_told(flow, workspace, back, monkeypatch):
    sentences: list[str] = []
    flow.trouble_met.connect(sentences.append)
    (file,) = back.files
    bad = Batch((replace(file, pictures={"images/a.png": b"x"}),))
    choice = _read(flow, bad, monkeypatch)
    workspace.project.link.conn.execute("DROP TABLE pictures")
    choice.as_new.click()
    choice.go_on.click()
    assert sentences
    assert flow._batch is None
