from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.workspace.proof_parts import parts_of, signer_of
from cocreate.workspace.proving import ProofRequest, planned, report_as_planned, sealed
from cocreate.workspace.workspace import Workspace
from tests.provenance.bundles import KEY
from tests.workspace.writing import type_text


def test_the_parts_of_a_sealed_report_stay_what_they_are(
    workspace: Workspace, scene: str, tmp_path: Path
):
    given = Disclosure(Level.SESSIONS)
    type_text(workspace, scene, "The sea was calm.")
    request = ProofRequest(tmp_path / "b", given)
    plan = planned(workspace, request)
    report = report_as_planned(workspace, given, plan)
    seal = sealed(workspace, request, plan, report)
    assert seal is not None
    parts = parts_of(workspace, given, report, seal.head.size, {})
    assert {"report.json", "report.html", "README.txt", "verify.py"} < parts.keys()
    type_text(workspace, scene, " Rain.")
    workspace.close_burst()
    assert parts_of(workspace, given, report, seal.head.size, {}) == parts
    with pytest.raises(ValueError, match="no place"):
        parts_of(workspace, given, report, seal.head.size, {"checkpoints/1.note": b""})


def test_who_signed_is_whom_the_event_names_if_there_is_a_signature():
    line = KEY.verifier.line()
    assert signer_of(KEY.sign("x\n"), line) == KEY.verifier
    assert signer_of("x\n", line) is None
