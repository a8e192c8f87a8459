"""Earlier versions to look into and to put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.ui.versions_dialog import VersionsDialog
from cocreate.workspace.opening import open_project
from cocreate.workspace.versions import Versions
from tests.workspace.writing import type_text


@pytest.fixture
def versions(tmp_path, clock):
    return Versions(tmp_path / "backups", clock)


@pytest.fixture
def project(workspace, scenes, versions, clock) -> Path:
    scene = scenes.add("Opening")
    for text in ("Old words.", " Newer words."):
        type_text(workspace, scene, text)
        assert workspace.save()
        assert versions.make(workspace.path)
        clock.advance(7200)
    type_text(workspace, scene, " Newest.")
    workspace.close()
    path: Path = workspace.path
    return path


@pytest.fixture
def dialog(versions, project, qtbot):
    made = VersionsDialog(versions, project)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_newest_is_chosen_and_shows_what_it_holds(dialog):
    assert dialog.list.count() == 2
    assert dialog.chosen.number == 1
    assert dialog.text.toPlainText() == "Old words. Newer words."
    assert dialog.about.text() == "1 scene, 4 words"
    dialog.list.setCurrentRow(1)
    assert dialog.text.toPlainText() == "Old words."


def test_one_click_restores_and_says_where_the_present_file_is(dialog, qtbot, project, clock, ids):
    with qtbot.waitSignal(dialog.version_restored) as told:
        dialog.restore.click()
    path, said = told.args
    assert path == project
    assert "book.cocreate.before-restore" in said
    assert not dialog.isVisible()
    again = open_project(project, clock=clock, ids=ids)
    assert again.state.manuscript()[0].text.text() == "Old words. Newer words."
    again.close()


def test_enter_on_a_row_restores_a_lost_project(dialog, qtbot, project):
    project.unlink()
    dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(dialog.version_restored) as told:
        dialog.list.itemActivated.emit(dialog.list.currentItem())
    assert "kept as" not in told.args[1]
    assert project.exists()


def test_a_project_that_is_open_elsewhere_is_left_alone(dialog, project, clock, ids):
    other = open_project(project, clock=clock, ids=ids)
    dialog.restore.click()
    assert "close it there" in dialog.about.text()
    assert not dialog.restore.isEnabled()
    assert dialog.isVisible()
    other.close()
    dialog.list.setCurrentRow(1)
    assert dialog.restore.isEnabled()


def test_a_version_that_cannot_be_read_cannot_be_restored(dialog):
    dialog._rows[1].path.write_text("broken")
    dialog.list.setCurrentRow(1)
    assert "not a Cocreate project" in dialog.about.text()
    assert dialog.text.toPlainText() == ""
    assert not dialog.restore.isEnabled()
    dialog.list.itemActivated.emit(dialog.list.currentItem())
    assert dialog.isVisible()


def test_without_any_it_says_when_there_will_be_one(versions, tmp_path, qtbot):
    made = VersionsDialog(versions, tmp_path / "other.cocreate")
    qtbot.addWidget(made)
    assert made.chosen is None
    assert "end of each sitting" in made.about.text()
    made.show()
    assert not made.text.isVisible()
    assert not made.list.isVisible()
    assert not made.restore.isEnabled()
    made._on_restore()
    made._on_row_changed()
