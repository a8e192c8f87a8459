from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errand import TASK
from cocreate.base.errors import ExportError, ProjectError
from cocreate.workspace.beside import REFUSED, Beside, Told, leave, left_in, work_beside
from cocreate.workspace.workspace import Workspace

WORK = Beside("cocreate.workspace.measuring_child", "It was cut off; try it once more.")


def test_the_work_gets_the_project_and_what_it_is_told(workspace: Workspace, tmp_path: Path):
    workspace.save()
    (tmp_path / TASK).write_text('{"idle_limit_s": 60, "more": 1}', encoding="utf-8")
    seen: list[object] = []

    def work(found: Workspace, told: Told, folder: Path) -> None:
        seen.extend((found.state.seq, found.is_read_only, told["more"], folder))

    assert work_beside([str(tmp_path), str(workspace.path)], work) == 0
    assert seen == [workspace.state.seq, True, 1, tmp_path]


def test_what_it_cannot_do_is_left_as_a_sentence(workspace: Workspace, tmp_path: Path):
    (tmp_path / TASK).write_text('{"idle_limit_s": 60}', encoding="utf-8")

    def refuse(*_: object) -> None:
        raise ProjectError("No.")

    assert work_beside([str(tmp_path), str(workspace.path)], refuse) == 1
    assert (tmp_path / REFUSED).read_text(encoding="utf-8") == "No."


def test_what_came_of_an_errand_is_read_or_told(workspace: Workspace, tmp_path: Path):
    with pytest.raises(ExportError, match="try it once more"):
        WORK.begin(workspace, {}, str(tmp_path / "no-python"))
    errand = WORK.begin(workspace, {})
    errand.wait()
    assert WORK.read(errand, 0, lambda folder: folder) == errand.folder
    with pytest.raises(ExportError, match="try it once more"):
        WORK.read(errand, 1, lambda folder: folder)
    (errand.folder / REFUSED).write_text("No.", encoding="utf-8")
    with pytest.raises(ExportError, match=r"No\."):
        WORK.read(errand, 1, lambda folder: folder)
    errand.close()


def test_files_of_any_name_are_left_and_found(tmp_path: Path):
    files = {"b/../a": b"1", "": b"", "/x": b"3"}
    leave(tmp_path, files)
    assert list(left_in(tmp_path).items()) == list(files.items())
