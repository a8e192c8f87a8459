from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from cocreate.provenance.verifier import check_bundle
from cocreate.workspace.export_target import Target
from cocreate.workspace.publish import Publish
from cocreate.workspace.records import RecordForm, record_of
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace
from tests.provenance.record_readers import read_prov, read_trace
from tests.workspace.conftest import Agents
from tests.workspace.proof_story import DISCLOSURES, SECRET, Teller, tell
from tests.workspace.writing import type_text


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Teller:
    told = Teller(tmp_path_factory.mktemp("story"))
    tell(told)
    return told


@pytest.fixture
def own(teller: Teller, tmp_path: Path) -> Teller:
    return teller.copied(tmp_path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_lines_and_passages_are_those_of_the_exported_file(own: Teller):
    workspace = own.open()
    raw = record_of(workspace, RecordForm.AGENT_TRACE)
    target = own.folder / "now.md"
    Publish(workspace).export(Target(target))
    spans = [span for scene in workspace.state.manuscript() for span in scene.text.spans()]
    workspace.close()
    record = read_trace(raw)
    lines = target.read_text(encoding="utf-8").split("\n")
    for conversation in record["files"][0]["conversations"]:
        for row in conversation["ranges"]:
            words = "\n".join(lines[row["start_line"] - 1 : row["end_line"]])
            assert row["content_hash"] == f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"
    ours = record["metadata"]["dev.cocreate"]
    told = [(row["end"] - row["start"], row["contributor"]) for row in ours["passages"]]
    assert told == [(span.length, span.origin.contributor) for span in spans]
    whos = {row["contributor"]["type"] for row in record["files"][0]["conversations"]}
    assert {"human", "mixed"} <= whos
    assert ours["ledger"]["checkpoint"]["root"]


def test_a_summary_tells_of_sittings_runs_suggestions_and_drafts(own: Teller):
    workspace = own.open()
    record = read_prov(record_of(workspace, RecordForm.PROV))
    state = workspace.state
    hunks = [hunk for scene in state.scenes.values() for hunk in scene.hunks.values()]
    began = len(state.sessions)
    workspace.close()
    entities, activities = record["entity"], record["activity"]
    told = [row for name, row in entities.items() if ":suggestion-" in name]
    assert sorted(row["cocreate:verdict"] for row in told) == sorted(
        hunk.verdict.value for hunk in hunks
    )
    assert sum(":sitting-" in name for name in activities) == began
    assert sum(":run-" in name for name in activities) == len(state.runs)
    assert any(":draft-" in name for name in entities)
    assert all("prov:startTime" in row for row in activities.values())
    assert SECRET not in json.dumps(record)


@pytest.mark.usefixtures("scene")
def test_a_project_without_a_seal_has_records_too(workspace: Workspace):
    trace = read_trace(record_of(workspace, RecordForm.AGENT_TRACE))
    assert trace["metadata"]["dev.cocreate"]["ledger"]["checkpoint"] is None
    summary = read_prov(record_of(workspace, RecordForm.PROV))
    assert "cocreate:root" not in summary["entity"]["cocreate:manuscript"]


def test_a_decision_that_was_taken_back_leaves_nothing_taken(
    workspace: Workspace, scene: str, agents: Agents, review: Review
):
    type_text(workspace, scene, "The sea was calm.")
    hunk = agents.offer(scene, "calm", "flat")
    review.accept(hunk)
    workspace.undo(scene)
    workspace.recorder.checkpoint()
    record = read_prov(record_of(workspace, RecordForm.PROV))
    assert record["entity"][f"cocreate:suggestion-{hunk}"]["cocreate:verdict"] == "pending"
    used = [row["prov:usedEntity"] for row in record.get("wasDerivedFrom", {}).values()]
    assert f"cocreate:suggestion-{hunk}" not in used


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_bundle_holds_records_that_tell_no_more_than_its_level(own: Teller, name: str):
    path = own.prove(DISCLOSURES[name], name=name)
    found = parts(path)
    assert check_bundle(path).sentence == "INTACT"
    if name == "summary":
        assert not any(part.startswith("records/") for part in found)
        return
    trace = read_trace(found["records/agent-trace.json"])
    summary = read_prov(found["records/prov.json"])
    assert ("passages" in trace["metadata"]["dev.cocreate"]) == (name != "sessions")
    known = b"".join(found[part] for part in found if part.startswith("records/"))
    assert (b"suggestion-s-" in known) == (b'"source"' in known) == (name in ("process", "full"))
    assert (b"content_hash" in found["records/agent-trace.json"]) == (name == "full")
    runs = [row for key, row in summary["activity"].items() if ":run-" in key]
    assert all(("prov:startTime" in row) == (name in ("process", "full")) for row in runs)
    assert "records/prov.json" in found["manifest.json"].decode()
    root = trace["metadata"]["dev.cocreate"]["ledger"]["checkpoint"]["root"]
    assert root == json.loads(found["report.json"])["checkpoint"]["root"]
