from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import CocreateError, ExportError
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.provenance.verifier import check_bundle
from cocreate.workspace.proof_run import ATTEMPTS, ProofRun
from cocreate.workspace.proving import ProofRequest, prove
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def test_a_bundle_made_beside_the_window_is_the_same(
    workspace: Workspace, scene: str, tmp_path: Path
):
    type_text(workspace, scene, "The sea was calm.")
    beside, here = tmp_path / "beside.cocreate-proof", tmp_path / "here.cocreate-proof"
    run = ProofRun(workspace, ProofRequest(beside, Disclosure(Level.FULL)))
    done = None
    while done is None:
        (run._packing or run._errand).wait()
        done = run.poll()
    assert done.size == beside.stat().st_size
    prove(workspace, ProofRequest(here, Disclosure(Level.FULL)))
    assert beside.read_bytes() == here.read_bytes()
    assert check_bundle(beside).sentence == "INTACT"


def test_what_happens_meanwhile_is_taken_in(workspace: Workspace, scene: str, tmp_path: Path):
    type_text(workspace, scene, "Calm.")
    target = tmp_path / "b.cocreate-proof"
    run = ProofRun(workspace, ProofRequest(target, Disclosure(Level.FULL)))
    type_text(workspace, scene, " Rain.")
    workspace.close_burst()
    run.wait()
    assert check_bundle(target).sentence == "INTACT"
    assert any("human 11" in line for line in check_bundle(target).lines)


def test_it_does_not_begin_anew_for_ever(
    workspace: Workspace, scene: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    began = ProofRun._begin

    def disturbed(run: ProofRun) -> None:
        began(run)
        type_text(workspace, scene, "More. ")
        workspace.close_burst()

    monkeypatch.setattr(ProofRun, "_begin", disturbed)
    run = ProofRun(workspace, ProofRequest(tmp_path / "b"))
    with pytest.raises(ExportError, match="come to rest"):
        run.wait()
    assert run._attempts == ATTEMPTS
    assert not (tmp_path / "b").exists()


def test_what_comes_after_the_seal_changes_nothing(
    workspace: Workspace, scene: str, tmp_path: Path
):
    type_text(workspace, scene, "Calm.")
    target = tmp_path / "b.cocreate-proof"
    run = ProofRun(workspace, ProofRequest(target, Disclosure(Level.FULL)))
    while run._packing is None:
        run._errand.wait()
        assert run.poll() is None
    type_text(workspace, scene, " Rain.")
    workspace.close_burst()
    run.wait()
    found = check_bundle(target)
    assert found.sentence == "INTACT"
    assert any("human 5," in line for line in found.lines)


def test_another_report_than_the_sealed_one_is_sealed_anew(
    workspace: Workspace, scene: str, tmp_path: Path
):
    type_text(workspace, scene, "Calm.")
    prove(workspace, ProofRequest(tmp_path / "first"))
    coarse = Disclosure(Level.PROCESS, is_coarse=True)
    ProofRun(workspace, ProofRequest(tmp_path / "b.cocreate-proof", coarse)).wait()
    assert check_bundle(tmp_path / "b.cocreate-proof").sentence == "INTACT"


def test_stopping_writes_nothing(workspace: Workspace, tmp_path: Path):
    packing = ProofRun(workspace, ProofRequest(tmp_path / "b"))
    while packing._packing is None:
        packing.poll()
    packing.cancel()
    assert not packing._packing.folder.exists()
    run = ProofRun(workspace, ProofRequest(tmp_path / "b"))
    folder = run._errand.folder
    run.cancel()
    assert not (tmp_path / "b").exists()
    assert not folder.exists()


def test_what_goes_wrong_is_one_sentence(workspace: Workspace, tmp_path: Path):
    with pytest.raises(ExportError, match="try it once more"):
        ProofRun(workspace, ProofRequest(tmp_path / "b"), python=str(tmp_path / "no-python"))
    run = ProofRun(workspace, ProofRequest(tmp_path / "b"))
    run._errand._process.kill()
    with pytest.raises(ExportError, match="try it once more"):
        run.wait()
    run = ProofRun(workspace, ProofRequest(tmp_path / "no" / "where"))
    with pytest.raises(CocreateError, match="no folder"):
        run.wait()
    with pytest.raises(CocreateError, match="export the manuscript first"):
        ProofRun(workspace, ProofRequest(tmp_path / "b", files=(tmp_path / "none",)))


def test_a_refusal_of_the_process_is_passed_on(workspace: Workspace, tmp_path: Path):
    run = ProofRun(workspace, ProofRequest(tmp_path / "b"))
    run._errand._process.wait()
    (run._errand.folder / "refused").write_text("No.", encoding="utf-8")
    with pytest.raises(ExportError, match=r"No\."):
        run._take(1)
    assert not run._errand.folder.exists()
