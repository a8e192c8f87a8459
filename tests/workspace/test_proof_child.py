from __future__ import annotations

import json
from pathlib import Path

from cocreate.base.errand import TASK
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.workspace.beside import REFUSED, leave, left_in
from cocreate.workspace.proof_child import main, parts_task, report_in, report_task
from cocreate.workspace.proof_parts import parts_of
from cocreate.workspace.proving import ProofRequest, planned, report_as_planned, sealed
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text

COARSE = Disclosure(Level.PROCESS, is_coarse=True)


def told(folder: Path, task: dict[str, object]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / TASK).write_text(json.dumps({**task, "idle_limit_s": 120}), encoding="utf-8")
    return folder


def test_another_process_works_the_same_report_and_the_same_parts_out(
    workspace: Workspace, scene: str, tmp_path: Path
):
    export = tmp_path / "sea.md"
    export.write_text("sea", encoding="utf-8")
    type_text(workspace, scene, "The sea was calm.")
    request = ProofRequest(tmp_path / "b", COARSE, (export,))
    plan = planned(workspace, request)
    first = told(tmp_path / "report", report_task(plan, COARSE))
    assert main([str(first), str(workspace.path)]) == 0
    report = report_in(first)
    assert report == report_as_planned(workspace, COARSE, plan)
    seal = sealed(workspace, request, plan, report)
    assert seal is not None
    extras = {f"checkpoints/{seal.head.size}.tsr": b"stamp"}
    leave(first, extras)
    second = told(tmp_path / "parts", parts_task(first, seal.head.size, COARSE))
    assert main([str(second), str(workspace.path)]) == 0
    expected = parts_of(workspace, COARSE, report, seal.head.size, extras)
    assert left_in(second) == expected
    assert expected[f"checkpoints/{seal.head.size}.tsr"] == b"stamp"


def test_what_it_cannot_do_is_left_as_a_sentence(workspace: Workspace, tmp_path: Path):
    folder = told(tmp_path / "f", report_task(planned(workspace, ProofRequest(tmp_path)), COARSE))
    assert main([str(folder), str(tmp_path / "none.cocreate")]) == 1
    assert (folder / REFUSED).read_text(encoding="utf-8")
