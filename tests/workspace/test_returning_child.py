from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from cocreate.base.errand import TASK
from cocreate.formats.book import ImportedFile, ImportedNote, ImportedScene, ImportedSuggestion
from cocreate.formats.returned import ReturnedScene
from cocreate.workspace.beside import REFUSED
from cocreate.workspace.export_mark import mark_of
from cocreate.workspace.returning import Compared, ComparedScene, compare
from cocreate.workspace.returning_child import compared_in, main, told_of
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def _back(workspace: Workspace) -> ImportedFile:
    """Return an export in which somebody changed and remarked something."""
    workspace.close_burst()
    change = ImportedSuggestion(4, 7, "lake", "Jane", 5, "Ever.")
    note = ImportedNote(0, 3, "Whose?", "Jane", 6)
    scene = ImportedScene("", "", "The sea was calm.\n", (change,), (note,))
    mark = mark_of(workspace.project, workspace.project.ledger.count)
    pictures = {"images/a.png": b"x"}
    return ImportedFile("back.docx", "00", (scene,), (), pictures, export_mark=mark)


def _tell(folder: Path, file: ImportedFile) -> None:
    told = {**told_of(file), "idle_limit_s": 120}
    (folder / TASK).write_text(json.dumps(told), encoding="utf-8")


def test_another_process_finds_the_same(workspace: Workspace, scene: str, tmp_path: Path):
    type_text(workspace, scene, "The sea was calm.")
    file = _back(workspace)
    _tell(tmp_path, file)
    assert main([str(tmp_path), str(workspace.path)]) == 0
    found = compared_in(tmp_path)
    assert found == compare(workspace, file)
    (done,) = found.scenes
    assert (done.id, done.text) == (scene, "The sea was calm.")
    assert done.done.suggestions[-1].new == "lake"
    assert [note.text for note in done.done.notes] == ["Whose?"]


def test_all_of_it_is_told(tmp_path: Path):
    change = ImportedSuggestion(1, 2, "\ud800", "Jane", 5, "Ever.")
    done = ReturnedScene(3, (change,), (ImportedNote(0, 3, "Q", "J", 6),), (change,), (change,))
    whole = Compared((ComparedScene("s", "text", done),), ("Gone",), ("1 box was lost.",))
    (tmp_path / "compared").write_text(json.dumps(asdict(whole)), encoding="utf-8")
    assert compared_in(tmp_path) == whole


def test_what_it_cannot_do_is_left_as_a_sentence(workspace: Workspace, scene: str, tmp_path: Path):
    _tell(tmp_path, _back(workspace))
    assert main([str(tmp_path), str(tmp_path / "none.cocreate")]) == 1
    assert (tmp_path / REFUSED).read_text(encoding="utf-8")
