from __future__ import annotations

from pathlib import Path

from cocreate.base.errand import TASK
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.workspace.proof_child import REFUSED, main, message, result
from cocreate.workspace.proving import ProofRequest, planned, report_as_planned
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text

COARSE = Disclosure(Level.PROCESS, is_coarse=True)


def test_another_process_works_the_same_report_out(
    workspace: Workspace, scene: str, tmp_path: Path
):
    export = tmp_path / "sea.md"
    export.write_text("sea", encoding="utf-8")
    type_text(workspace, scene, "The sea was calm.")
    plan = planned(workspace, ProofRequest(tmp_path / "b", COARSE, (export,)))
    told = message(plan, COARSE, workspace.sitting.idle_limit_s)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / TASK).write_text(told, encoding="utf-8")
    assert main([str(folder), str(workspace.path)]) == 0
    assert result(folder) == report_as_planned(workspace, COARSE, plan)


def test_what_it_cannot_do_is_left_as_a_sentence(workspace: Workspace, tmp_path: Path):
    plan = planned(workspace, ProofRequest(tmp_path / "b"))
    told = message(plan, Disclosure(), 120)
    (tmp_path / TASK).write_text(told, encoding="utf-8")
    assert main([str(tmp_path), str(tmp_path / "none.cocreate")]) == 1
    assert (tmp_path / REFUSED).read_text(encoding="utf-8")
