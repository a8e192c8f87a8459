from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile, ImportedScene
from cocreate.workspace.export_mark import mark_of
from cocreate.workspace.returning import Compared, compare
from cocreate.workspace.returning_run import ReturningRun
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


@pytest.fixture
def back(workspace: Workspace, scene: str) -> ImportedFile:
    type_text(workspace, scene, "The sea was calm.")
    workspace.close_burst()
    mark = mark_of(workspace.project, workspace.project.ledger.count)
    words = ImportedScene("", "", "The lake was calm.\n")
    return ImportedFile("back.docx", "00", (words,), export_mark=mark)


def _found(run: ReturningRun) -> dict[str, Compared]:
    found = None
    while found is None:
        if run._errand is not None:
            run._errand.wait()
        found = run.poll()
    return found


@pytest.mark.slow
def test_each_file_is_compared_beside_the_window(workspace: Workspace, back: ImportedFile):
    other = replace(back, name="other.docx", sha256="01")
    run = ReturningRun(workspace, [back, other])
    assert run.current == "back.docx"
    found = _found(run)
    assert run.current == ""
    assert found == {"00": compare(workspace, back), "01": compare(workspace, other)}


def test_nothing_to_compare_is_done_at_once(workspace: Workspace):
    assert ReturningRun(workspace, []).poll() == {}


@pytest.mark.slow
def test_what_cannot_be_compared_is_one_sentence(
    workspace: Workspace, back: ImportedFile, tmp_path: Path
):
    program = tmp_path / "python"
    for script, said in (
        ("exit 1", "could not be compared"),
        ("exit 0", "could not be compared"),
        ('for at in "$@"; do [ -d "$at" ] && printf Gone. > "$at/refused"; done; exit 1', "Gone."),
    ):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        with pytest.raises(InputError, match=said):
            _found(ReturningRun(workspace, [back], str(program)))
    with pytest.raises(InputError, match="could not be compared"):
        ReturningRun(workspace, [back], str(tmp_path / "none"))


@pytest.mark.slow
def test_stopping_leaves_nothing(workspace: Workspace, back: ImportedFile):
    run = ReturningRun(workspace, [back])
    assert run._errand is not None
    folder = run._errand.folder
    assert run.poll() is None
    run.cancel()
    run.cancel()
    assert not folder.exists()
