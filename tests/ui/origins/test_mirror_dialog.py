from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.ui.origins.mirror_dialog import MirrorDialog
from cocreate.ui.theme import LIGHT
from cocreate.workspace.mirror import Mirror
from cocreate.workspace.mirror_places import Prefer
from cocreate.workspace.workspace import Workspace
from tests.fakes.prompts import FakePrompts
from tests.workspace.writing import typing


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def mirror(workspace, scene_ids):
    return Mirror(workspace)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mirror"


@pytest.fixture
def dialog(mirror, prompts, qtbot):
    made = MirrorDialog(mirror, prompts, LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def text_of(workspace: Workspace, scene_ids: list[str]) -> str:
    return workspace.scene(scene_ids[0]).text.text()


def test_a_folder_is_chosen_and_given_up(dialog, mirror, prompts, folder):
    assert not dialog._stop.isEnabled()
    prompts.will_answer(None, folder)
    dialog._choose.click()
    assert mirror.folder is None
    dialog._choose.click()
    assert mirror.folder == folder
    assert str(folder) in dialog._place.text()
    assert len(list(folder.glob("*.md"))) == 3
    dialog._stop.click()
    assert mirror.folder is None


def test_a_folder_that_cannot_be_taken_is_said_so(dialog, prompts, folder):
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    prompts.will_answer(folder)
    dialog._choose.click()
    assert "empty folder" in dialog._trouble.text()


def test_a_changed_file_is_shown_beside_the_scene_and_taken_in(
    dialog, mirror, workspace, scene_ids, folder
):
    mirror.start(folder)
    change(folder / "001 Opening.md", "calm", "wild")
    (folder / "Coda.md").write_text("Later.\n")
    dialog.refresh()
    assert dialog._list.count() == 2
    ours, theirs = dialog._sides.words()
    assert ("calm" in ours, "wild" in theirs) == (True, True)
    assert dialog._ours.isHidden()
    assert dialog.places.isHidden()
    dialog._take.click()
    assert "wild" in text_of(workspace, scene_ids)
    assert "new" in dialog._lead.text()
    dialog._take.click()
    assert workspace.find_scene("Coda").text.text() == "Later.\n"
    assert dialog.current is None
    assert not dialog._take.isEnabled()
    dialog.take_in()


@pytest.mark.parametrize(("answer", "word"), [("_ours", "still"), ("_theirs", "wild")])
def test_a_conflict_waits_for_the_writers_answer(
    dialog, mirror, workspace, scene_ids, folder, answer, word
):
    mirror.start(folder)
    change(folder / "001 Opening.md", "calm", "wild")
    workspace.edit(scene_ids[0], 12, 16, "still", typing())
    dialog.refresh()
    assert not dialog._take.isEnabled()
    assert "both sides" in dialog._lead.text()
    assert dialog._decided.text() == "0 of 1 place decided"
    getattr(dialog, answer).click()
    assert "still" in text_of(workspace, scene_ids)
    dialog._take.click()
    assert f"was {word}." in text_of(workspace, scene_ids)
    assert f"was {word}." in (folder / "001 Opening.md").read_text("utf-8")


def test_places_are_decided_one_by_one_and_those_left_wait(
    dialog, mirror, prompts, workspace, scene_ids, folder, qtbot
):
    mirror.start(folder)
    path = folder / "001 Opening.md"
    for old, new in (("calm", "wild"), ("tired", "hungry"), ("grey", "red")):
        change(path, old, new)
    for at, size, word in ((12, 4, "still"), (42, 5, "awake")):
        workspace.edit(scene_ids[0], at, at + size, word, typing())
    again = MirrorDialog(mirror, prompts, LIGHT)
    qtbot.addWidget(again)
    again.show()
    assert "2 places were changed on both sides" in again._lead.text()
    assert again._take.isEnabled()
    again.places.answer(Prefer.BOTH)
    assert again._decided.text() == "1 of 2 places decided"
    again._take.click()
    text = text_of(workspace, scene_ids)
    assert "still wild" in text
    assert "awake" in text
    assert "red" in text
    assert again.places.answers == (Prefer.NEITHER,)
    again.places.answer(Prefer.THEIRS)
    again._take.click()
    assert "very hungry" in text_of(workspace, scene_ids)
    assert again.current is None
    assert again.places.isHidden()


def test_a_scene_that_changed_meanwhile_is_shown_once_more(
    dialog, mirror, workspace, scene_ids, folder
):
    mirror.start(folder)
    change(folder / "001 Opening.md", "calm", "wild")
    workspace.edit(scene_ids[0], 12, 16, "still", typing())
    dialog.refresh()
    dialog.places.answer(Prefer.THEIRS)
    workspace.edit(scene_ids[0], 0, 3, "That", typing())
    dialog._take.click()
    assert "look once more" in dialog._trouble.text()
    assert "still" in text_of(workspace, scene_ids)


def test_a_folder_that_went_away_is_said_so(dialog, mirror, workspace, scene_ids, folder):
    mirror.start(folder)
    change(folder / "001 Opening.md", "calm", "wild")
    dialog.refresh()
    (folder / "001 Opening.md").unlink()
    (folder / "001 Opening.md").mkdir()
    dialog._take.click()
    assert "is a folder" in dialog._trouble.text()


def test_two_papers_are_there_only_while_there_is_something_to_compare(dialog, mirror, folder):
    mirror.start(folder)
    assert not dialog._sides.isVisible()
    change(folder / "001 Opening.md", "calm", "wild")
    dialog.refresh()
    assert dialog._sides.isVisible()
    dialog._take.click()
    assert not dialog._sides.isVisible()
