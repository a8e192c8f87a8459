from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cocreate.base.errors import ExportError, InputError, ProjectError
from cocreate.core import chain
from cocreate.core.events import Exported
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.provenance.verifier import check_bundle, loaded
from cocreate.workspace import proving
from cocreate.workspace.change import Write
from cocreate.workspace.forgetting import Passage, forget
from cocreate.workspace.opening import open_project
from cocreate.workspace.proving import ProofRequest, prove
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.proof_story import DISCLOSURES, SECRET, Teller, tell
from tests.workspace.writing import type_text, typing

AGAIN = {"characters", "shares", "surviving", "work", "curation", "cost"}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Teller:
    """The story told."""
    told = Teller(tmp_path_factory.mktemp("story"))
    tell(told)
    return told


@pytest.fixture(scope="module")
def teller(story: Teller, tmp_path_factory: pytest.TempPathFactory) -> Teller:
    """The story, and bundles of every level beside it."""
    told = story.copied(tmp_path_factory.mktemp("bundles"))
    for name, given in DISCLOSURES.items():
        told.prove(given, name=name)
    return told


@pytest.fixture
def own(story: Teller, tmp_path: Path) -> Teller:
    """The story for one test alone."""
    return story.copied(tmp_path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def bundle(teller: Teller, name: str) -> Path:
    return teller.folder / f"{name}.cocreate-proof"


def marks(path: Path) -> dict[str, str]:
    found = loaded().check(path)
    assert found.verdict == "INTACT", found.lines()
    return {claim.name: claim.mark for claim in found.claims}


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_bundle_of_each_level_is_intact_and_marks_its_claims(teller: Teller, name: str):
    told = marks(bundle(teller, name))
    is_played = name in ("process", "coarse", "full")
    for claim in ("Every character by contributor", "Share of all characters", "Work", "Cost"):
        assert (told[claim] == "recomputed") == is_played
    assert (told["Active time"] == "recomputed") == (name in ("process", "full"))
    assert (told["Text"] == "recomputed") == (name == "full")
    assert told["Lineage"] == told["Words"] == "sealed"
    assert told["Title and writer"] == told["Times"] == "declared"
    assert ("Drafts of scenes rebuilt and compared by hash" in told) == (name == "full")


@pytest.mark.parametrize("name", ["process", "full"])
def test_bytes_flipped_here_and_there_in_a_whole_bundle_are_found(
    teller: Teller, tmp_path: Path, name: str
):
    data = bundle(teller, name).read_bytes()
    for at in range(0, len(data), 1999):
        broken = bytearray(data)
        broken[at] ^= 0x10
        (tmp_path / "b").write_bytes(bytes(broken))
        assert loaded().check(tmp_path / "b").verdict == "ALTERED", at


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_level_gives_away_no_more_than_it_says(teller: Teller, name: str):
    found = parts(bundle(teller, name))
    unpacked = [
        chain.unpack(base64.b64decode(json.loads(line)["data"]))
        for part, data in found.items()
        if part.startswith("openings/")
        for line in data.splitlines()
    ]
    told = b"".join(found.values()).decode() + json.dumps(unpacked, ensure_ascii=False)
    assert (SECRET in told) == (name == "full")
    assert ("An answer." in told) == (name == "full")
    headers = [json.loads(line) for line in found["headers.jsonl"].splitlines()]
    assert ("edited" in {row["kind"] for row in headers}) == (name in ("process", "full"))
    if name == "coarse":
        rows = [json.loads(line) for line in found["positions.jsonl"].splitlines()]
        sittings = {row["sess"] for row in rows}
        assert len({(row["sess"], row["ts"]) for row in rows}) == len(sittings)
        assert {row["pos"][1] for row in rows if row["kind"] == "edited"} == {0}


def test_the_same_project_gives_the_same_bytes(own: Teller):
    first = b""
    for name in ("summary", "full", "process"):
        first = own.prove(DISCLOSURES[name], name="first").read_bytes()
        own.clock.advance(5000)
        again = own.prove(DISCLOSURES[name], name="again").read_bytes()
        assert first == again
    workspace = own.open()
    type_text(workspace, workspace.state.order[0], "More.")
    workspace.close()
    assert own.prove(DISCLOSURES["process"], name="again").read_bytes() != first


def test_with_another_key_the_report_is_sealed_again(own: Teller):
    first = own.prove(Disclosure(), name="first")
    own.keyring.kept.clear()
    again = own.prove(Disclosure(Level.SESSIONS), name="again")
    assert check_bundle(first).key != check_bundle(again).key
    keys = [name for name in parts(again) if name.startswith("keys/")]
    assert len(keys) == 2
    assert check_bundle(again).sentence == "INTACT"


def test_the_report_says_what_the_contract_and_the_seal_say(teller: Teller):
    found = parts(bundle(teller, "full"))
    report = json.loads(found["report.json"])
    assert report["checkpoint"]["size"] == report["ledger"]["events"] + 2
    exact = {row["contributor"]: 0 for row in report["exact"]}
    for row in report["exact"]:
        exact[row["contributor"]] += row["code_points"]
    assert exact == {who: n for who, n in report["characters"].items() if n}
    assert (report["file"], report["files"]) == (None, [])
    assert all(
        limit in found["README.txt"].decode().replace("\n", " ") for limit in report["limits"]
    )


def test_the_file_that_is_meant_is_named_and_can_be_compared(own: Teller, tmp_path: Path):
    export, other = tmp_path / "sea.md", tmp_path / "other.md"
    other.write_text("other", encoding="utf-8")
    path = own.prove(Disclosure(), export, other)
    report = json.loads(parts(path)["report.json"])
    assert report["file"] == report["files"][0]
    assert [file["name"] for file in report["files"]] == ["sea.md", "other.md"]
    assert report["files"][1]["event"] is None
    workspace = own.open()
    (entry,) = workspace.project.ledger.entries(
        report["file"]["event"] - 1, report["file"]["event"]
    )
    workspace.close()
    assert isinstance(entry.event, Exported)
    told = loaded().check(path, files=[export])
    assert {c.name: c.mark for c in told.claims}["File sea.md"] == "recomputed"
    export.write_text("changed", encoding="utf-8")
    assert loaded().check(path, files=[export]).verdict == "ALTERED"


@pytest.mark.parametrize("name", DISCLOSURES)
def test_a_forgotten_passage_is_said_plainly(own: Teller, name: str):
    workspace = own.open()
    scene = workspace.find_scene("Calm").id
    _delete(workspace, scene)
    at = workspace.state.seq - 1
    text = _as_of(own, scene, at)
    number = text[: text.index(SECRET)].count("\n")
    forget(workspace, Passage(scene, (number, number + 1), at), "It is mine.")
    workspace.close()
    path = own.prove(DISCLOSURES[name], name=name)
    found = check_bundle(path)
    assert found.code == (3 if name == "full" else 0), found.lines
    said = [line for line in found.lines if "forgotten on the writer's demand" in line]
    assert len(said) == (0 if name == "summary" else 1)
    if name == "full":
        assert said[0].endswith("that passage was not checked, everything else was.")
        assert any(line.startswith("recomputed  Text:") for line in found.lines)
    raw = b"".join(parts(path).values())
    assert SECRET.encode() not in raw


def _delete(workspace: Workspace, scene: str) -> None:
    start = workspace.scene(scene).text.text().index(SECRET)
    how = Write(typing().cause, typing().origin, "delete")
    workspace.edit(scene, start, start + len(SECRET), "", how)
    workspace.save()


def _as_of(teller: Teller, scene: str, at: int) -> str:
    from cocreate.core.replay import replay  # noqa: PLC0415 - used here only

    look = open_project(teller.path, clock=FakeClock(), ids=CountingIds(), writes=False)
    try:
        return replay(look.project.ledger.entries(until=at)).scenes[scene].text.text()
    finally:
        look.close()


def test_without_a_key_the_bundle_is_unsigned(workspace: Workspace, scene: str, tmp_path: Path):
    type_text(workspace, scene, "Calm.")
    target = tmp_path / "b.cocreate-proof"
    done = prove(workspace, ProofRequest(target, Disclosure(Level.FULL)))
    assert done.key is None
    assert done.size == target.stat().st_size
    found = check_bundle(target)
    assert found.sentence == "INTACT"
    assert any(line.startswith("Not signed") for line in found.lines)


def test_an_empty_project_has_a_bundle_too(workspace: Workspace, tmp_path: Path):
    for number, given in enumerate(DISCLOSURES.values()):
        target = tmp_path / f"{number}.cocreate-proof"
        prove(workspace, ProofRequest(target, given))
        assert check_bundle(target).sentence == "INTACT"


def test_further_parts_are_listed_and_signed(own: Teller, tmp_path: Path):
    target = tmp_path / "b.cocreate-proof"
    asked: list[Any] = []

    def extras(head: Any, note: str) -> dict[str, bytes]:
        asked.append((head.size, note))
        return {"records/prov.json": b"{}"}

    workspace = own.open()
    prove(workspace, ProofRequest(target, Disclosure(), extras=extras))
    ((size, note),) = asked
    assert note == parts(target)[f"checkpoints/{size}.note"].decode()
    found = check_bundle(target)
    assert found.sentence == "INTACT"
    assert parts(target)["records/prov.json"] == b"{}"
    with pytest.raises(ValueError, match="no place"):
        prove(workspace, ProofRequest(target, Disclosure(), extras=lambda *_: {"verify.py": b""}))
    workspace.close()


def test_what_cannot_be_done_is_one_sentence(
    own: Teller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    workspace = own.open()
    target = tmp_path / "b.cocreate-proof"
    with pytest.raises(InputError, match="export the manuscript first"):
        prove(workspace, ProofRequest(target, files=(tmp_path / "none.md",)))
    with pytest.raises(ExportError):
        prove(workspace, ProofRequest(tmp_path / "no" / "where", Disclosure()))
    look = open_project(own.path, clock=FakeClock(), ids=CountingIds(), writes=False)
    with pytest.raises(ProjectError, match="reading only"):
        prove(look, ProofRequest(target))
    look.close()
    monkeypatch.setattr(proving, "MAX_BYTES", 1000)
    with pytest.raises(ExportError, match="too large"):
        prove(workspace, ProofRequest(target))
    assert not target.exists()
    workspace.close()


def test_a_disk_that_refuses_seals_nothing(workspace: Workspace, scene: str, tmp_path: Path):
    conn = workspace.project.link.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages}")
    words = "".join(map(chr, range(0x4E00, 0x9000)))
    type_text(workspace, scene, words[:3000])
    with pytest.raises(ProjectError, match="nothing was sealed"):
        prove(workspace, ProofRequest(tmp_path / "b"))
    conn.execute("PRAGMA max_page_count = 1000000")
    prove(workspace, ProofRequest(tmp_path / "b"))
    assert check_bundle(tmp_path / "b").sentence == "INTACT"


def test_a_checkpoint_that_is_not_made_is_told(
    workspace: Workspace, scene: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    type_text(workspace, scene, "Calm.")
    with monkeypatch.context() as patch:
        patch.setattr(workspace.recorder, "checkpoint", lambda: None)
        with pytest.raises(ProjectError, match="could not be sealed"):
            prove(workspace, ProofRequest(tmp_path / "b"))
    prove(workspace, ProofRequest(tmp_path / "b"))
    assert check_bundle(tmp_path / "b").sentence == "INTACT"
