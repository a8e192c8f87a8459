from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cocreate.base.clock import SystemClock
from cocreate.base.errors import ExportError
from cocreate.core.events import Cause, Exported
from cocreate.core.origin import Contributor, Method, mended_by
from cocreate.provenance import credentials
from cocreate.workspace import crediting
from cocreate.workspace.change import Write
from cocreate.workspace.crediting import credit_of, credit_rows
from cocreate.workspace.export_message import target_of, told_of
from cocreate.workspace.export_run import begin
from cocreate.workspace.export_target import Credentials, Target
from cocreate.workspace.publish import Publish
from cocreate.workspace.workspace import Workspace
from tests.provenance.credential_readers import PDF, assertions_of, second_opinion, state_of
from tests.workspace.proof_story import SECRET, Teller, tell
from tests.workspace.writing import type_text


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Teller:
    told = Teller(tmp_path_factory.mktemp("story"))
    tell(told)
    return told


@pytest.fixture
def own(teller: Teller, tmp_path: Path) -> Teller:
    return teller.copied(tmp_path)


@pytest.fixture
def told(own: Teller):
    """The story, open; its clock is the computer's, because readers look at theirs."""
    workspace = own.open()
    workspace.clock = SystemClock()
    yield workspace
    workspace.close()


def test_credentials_lie_beside_a_file_and_leave_it_as_it_is(told: Workspace, tmp_path: Path):
    plain, target = tmp_path / "plain.md", tmp_path / "sea.md"
    Publish(told).export(Target(plain))
    wish = Target(target, credentials=Credentials.BESIDE, forbids_training=True)
    written = Publish(told).export(wish)
    assert written == (target, tmp_path / "sea.md.c2pa")
    data, made = target.read_bytes(), written[1].read_bytes()
    assert data == plain.read_bytes()
    assert state_of(data, made) == ("Valid", {"signingCredential.untrusted"})
    assert second_opinion(data, made, "text/markdown")[0] == "valid"
    assert SECRET.encode() not in made
    found = assertions_of(data, made)
    ours = found["dev.cocreate.contribution"]
    assert ours["ledger"]["checkpoint"]["root"]
    total = sum(len(scene.text) for scene in told.state.manuscript())
    assert sum(row["count"] for row in ours["characters"]) == total
    assert any(label.startswith("cawg.training") for label in found)


def test_a_pdf_carries_them_inside(told: Workspace, tmp_path: Path):
    target = tmp_path / "sea.pdf"
    run = begin(told, Target(target, credentials=Credentials.INSIDE))
    wish, made = run.target, run.wait()
    assert Publish(told).finish(wish, made) == (target,)
    data = target.read_bytes()
    assert state_of(data, None, kind=PDF) == ("Valid", {"signingCredential.untrusted"})
    assert second_opinion(data, None, PDF)[0] == "valid"
    assert not target.with_name("sea.pdf.c2pa").exists()
    last = max(
        (entry for entry in told.project.ledger.entries() if isinstance(entry.event, Exported)),
        key=lambda entry: entry.seq,
    )
    assert isinstance(last.event, Exported)
    assert last.event.sha256 == f"sha256:{hashlib.sha256(data).hexdigest()}"


@pytest.mark.parametrize("ending", ["docx", "epub", "odt", "html"])
def test_every_format_has_them_beside_it(told: Workspace, tmp_path: Path, ending: str):
    target = tmp_path / f"sea.{ending}"
    Publish(told).export(Target(target, credentials=Credentials.BESIDE))
    data, made = target.read_bytes(), (tmp_path / f"sea.{ending}.c2pa").read_bytes()
    assert state_of(data, made)[0] == "Valid"


def test_rows_tell_model_and_change(told: Workspace):
    rows = credit_rows(told.state)
    kinds = {(row.contributor, row.method, row.agent, row.is_changed) for row in rows}
    assert (Contributor.AI, Method.ACCEPTED, "test/model", False) in kinds
    assert (Contributor.AI, Method.ACCEPTED, "test/model", True) in kinds
    assert (Contributor.HUMAN, Method.TYPED, "", False) in kinds
    assert (Contributor.UNKNOWN, Method.PASTED, "", False) in kinds


def test_a_mended_word_names_its_checker_and_a_project_may_have_no_seal(
    workspace: Workspace, scene: str
):
    type_text(workspace, scene, "The see.")
    mended = Write(Cause.ACCEPT, mended_by("Hunspell en_GB"), "reviewing", "editor")
    workspace.edit(scene, 4, 7, "sea", mended)
    rows = credit_rows(workspace.state)
    assert [(row.contributor, row.agent, row.characters) for row in rows] == [
        (Contributor.HUMAN, "", 5),
        (Contributor.TOOL, "Hunspell en_GB", 3),
    ]
    workspace.close_burst()
    told = json.loads(credit_of(workspace, Target(Path("x.md"))))
    contribution = told["assertions"][1]["data"]
    assert contribution["ledger"]["head"] == workspace.project.ledger.head()
    assert "checkpoint" not in contribution["ledger"]


def test_what_cannot_be_made_is_told_before_anything_is(
    told: Workspace, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    inside = Target(tmp_path / "none.md", credentials=Credentials.INSIDE)
    with pytest.raises(ExportError, match="Only a PDF"):
        Publish(told).export(inside)
    beside = Target(tmp_path / "none.md", credentials=Credentials.BESIDE)
    with pytest.raises(ExportError, match="no safe place"):
        Publish(workspace).export(beside)
    monkeypatch.setattr(crediting, "is_installed", lambda: False)
    with pytest.raises(ExportError, match=r"pip install cocreate\[c2pa\]"):
        begin(told, beside)
    assert not beside.path.exists()
    assert credentials.is_installed()


def test_a_key_that_went_away_meanwhile_is_told(
    own: Teller, told: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert told.recorder.checkpoints.key()
    own.keyring.kept.clear()
    monkeypatch.setattr(told.recorder.checkpoints, "_user_files", None)
    target = tmp_path / "none.md"
    with pytest.raises(ExportError, match="no safe place"):
        Publish(told).export(Target(target, credentials=Credentials.BESIDE))
    assert not target.exists()


def test_the_wish_reaches_the_process_that_makes_the_export():
    wish = Target(Path("x.pdf"), credentials=Credentials.INSIDE, forbids_training=True)
    assert target_of(told_of(wish)) == wish
    assert wish.credentials_path == Path("x.pdf.c2pa")
