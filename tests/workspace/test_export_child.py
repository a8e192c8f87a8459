from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate.base.errand import TASK
from cocreate.workspace.export_child import main
from cocreate.workspace.export_message import to_json
from cocreate.workspace.export_target import Target
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def _folder(tmp_path: Path, target: Path) -> Path:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / TASK).write_text(to_json(Target(target)), encoding="utf-8")
    return folder


def test_files_are_left_in_the_folder_and_named(
    workspace: Workspace, scene: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    type_text(workspace, scene, "The sea.\n")
    workspace.save()
    target = tmp_path / "o.md"
    folder = _folder(tmp_path, target)
    assert main([str(folder), str(workspace.path)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1] == {
        "format": "Markdown",
        "files": {str(target): "0"},
        "losses": [],
        "head": workspace.project.ledger.head(),
    }
    assert lines[0]["total"] > 0
    assert (folder / "0").read_text(encoding="utf-8") == "The sea.\n"


def test_what_cannot_be_done_is_one_sentence(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    workspace.save()
    nowhere = str(tmp_path / "nowhere")
    folder = _folder(tmp_path, tmp_path / "o.md")
    assert main([nowhere, str(workspace.path)]) == 1
    assert main([str(folder), nowhere]) == 1
    for line in capsys.readouterr().out.splitlines():
        if "refused" in line:
            assert json.loads(line)["refused"].endswith(".")
