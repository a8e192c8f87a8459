from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import ExportError, ProjectError
from cocreate.reports.measures import measures_of
from cocreate.workspace.measuring import Measuring
from cocreate.workspace.reporting import report_of
from cocreate.workspace.workspace import Workspace
from tests.workspace.conftest import Agents
from tests.workspace.writing import pasting, type_text


def test_the_record_read_beside_the_window_says_the_same(workspace: Workspace, scene: str):
    type_text(workspace, scene, "The sea was calm.\n")
    workspace.edit(scene, 0, 0, "Out of a browser.\n", pasting())
    Agents(workspace).offer(scene, "calm", "still")
    found = Measuring(workspace).wait()
    assert found.seq == workspace.state.seq
    ledger = workspace.project.ledger
    assert found.measures == measures_of(report_of(workspace), ledger.entries())


def test_it_is_asked_now_and_then(workspace: Workspace):
    reading = Measuring(workspace)
    reading._errand.wait()
    found = reading.poll()
    assert found is not None
    assert found.measures["characters"].value == 0


def test_what_goes_wrong_is_one_sentence(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(ExportError, match="try it once more"):
        Measuring(workspace, str(tmp_path / "no-python"))
    reading = Measuring(workspace)
    folder = reading._errand.folder
    reading.cancel()
    assert not folder.exists()
    monkeypatch.setattr(workspace, "save", lambda: False)
    with pytest.raises(ProjectError, match="record was not read"):
        Measuring(workspace)
