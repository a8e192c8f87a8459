from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate.base.errand import TASK
from cocreate.workspace.beside import REFUSED
from cocreate.workspace.export_child import main
from cocreate.workspace.export_message import Made, made_in, told_of
from cocreate.workspace.export_target import Target
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def _folder(tmp_path: Path, target: Path) -> Path:
    folder = tmp_path / "made"
    folder.mkdir()
    told = {"target": told_of(Target(target)), "idle_limit_s": 120}
    (folder / TASK).write_text(json.dumps(told), encoding="utf-8")
    return folder


def test_files_are_left_in_the_folder_and_named(
    workspace: Workspace, scene: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    type_text(workspace, scene, "The sea.\n")
    workspace.save()
    target = tmp_path / "o.md"
    folder = _folder(tmp_path, target)
    assert main([str(folder), str(workspace.path)]) == 0
    head = workspace.project.ledger.head()
    assert made_in(folder) == Made("Markdown", {target: b"The sea.\n"}, (), head)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0]["total"] > 0
    assert [line["done"] for line in lines] == sorted(line["done"] for line in lines)


def test_what_cannot_be_done_is_one_sentence(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    workspace.save()
    folder = _folder(tmp_path, tmp_path / "o.md")
    assert main([str(folder), str(tmp_path / "nowhere")]) == 1
    assert (folder / REFUSED).read_text(encoding="utf-8").endswith(".")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cocreate.workspace.export_child.leave_made", full)
    assert main([str(folder), str(workspace.path)]) == 1
    assert "No space left" in (folder / REFUSED).read_text(encoding="utf-8")
