from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.core.checkpoint import TreeHead
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.verifier import check_bundle
from cocreate.workspace import stamping
from cocreate.workspace.proof_run import ProofRun
from cocreate.workspace.proving import ProofRequest, prove
from cocreate.workspace.stamping import (
    StampedExtras,
    StampError,
    Stamping,
    goes_out,
    stamped_sentence,
)
from cocreate.workspace.workspace import Workspace
from tests.fakes.time_authority import TimeAuthority, make_authority, openssl

pytestmark = pytest.mark.local_server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("authority")
    make_authority(made)
    return made


def unpacked(path: Path, folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_bundle_is_stamped_and_openssl_agrees(workspace: Workspace, folder: Path, tmp_path: Path):
    target = tmp_path / "b.cocreate-proof"
    with TimeAuthority(folder) as authority:
        extras = StampedExtras(authority.url, is_optional=False)
        done = prove(workspace, ProofRequest(target, Disclosure(), (), extras))
        (question,) = authority.asked
    assert extras.stamp is not None
    assert "by “Stamper”" in stamped_sentence(extras.stamp)
    parts = unpacked(target, tmp_path / "open")
    stem = f"checkpoints/{done.head.size}"
    assert parts[f"{stem}.note"] not in question
    assert len(question) < 80
    found = check_bundle(target)
    assert found.sentence == "INTACT"
    moment = f"{extras.stamp.at:%Y-%m-%d %H:%M:%S} UTC"
    assert any(f"names {moment}; who signed it is not checked" in line for line in found.lines)
    words = ("-in", f"{stem}.tsr", "-data", f"{stem}.note", "-CAfile", str(folder / "root.pem"))
    assert b"OK" in openssl(tmp_path / "open", "ts", "-verify", *words)
    assert "openssl ts -verify" in parts["README.txt"].decode()


def test_a_changed_byte_of_a_time_stamp_is_found(
    workspace: Workspace, folder: Path, tmp_path: Path
):
    target, changed = tmp_path / "b.cocreate-proof", tmp_path / "c.cocreate-proof"
    with TimeAuthority(folder) as authority:
        extras = StampedExtras(authority.url, is_optional=False)
        prove(workspace, ProofRequest(target, Disclosure(), (), extras))
    assert extras.stamp is not None
    raw, reply = target.read_bytes(), extras.stamp.reply
    start = raw.index(reply)
    for at in range(start, start + len(reply), 37):
        flipped = bytearray(raw)
        flipped[at] ^= 1
        changed.write_bytes(flipped)
        assert check_bundle(changed).sentence.startswith("ALTERED")


def test_the_time_stamp_of_something_else_is_found(
    workspace: Workspace, folder: Path, tmp_path: Path
):
    target = tmp_path / "b.cocreate-proof"

    def other(head: TreeHead, note: str) -> dict[str, bytes]:
        with TimeAuthority(folder) as authority:
            stamp = Stamping(authority.url, f"{note}!").wait()
        return {f"checkpoints/{head.size}.tsr": stamp.reply}

    prove(workspace, ProofRequest(target, Disclosure(), (), other))
    assert "it is the time stamp of something else" in check_bundle(target).sentence

    def nothing(head: TreeHead, _note: str) -> dict[str, bytes]:
        return {f"checkpoints/{head.size}.tsr": b"nothing"}

    prove(workspace, ProofRequest(target, Disclosure(), (), nothing))
    assert check_bundle(target).sentence.startswith("ALTERED")


def test_in_the_window_the_reply_is_waited_for_beside_it(
    workspace: Workspace, folder: Path, tmp_path: Path
):
    target = tmp_path / "b.cocreate-proof"
    with TimeAuthority(folder) as authority:
        run = ProofRun(workspace, ProofRequest(target), authority=authority.url)
        run._errand._process.wait()
        done = run.poll()
        while done is None:
            done = run.poll()
    assert any("A time stamp is enclosed" in line for line in check_bundle(target).lines)
    with TimeAuthority(folder) as authority:
        ProofRun(workspace, ProofRequest(target), authority=authority.url).wait()
    assert check_bundle(target).sentence == "INTACT"


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ({"status": 403}, r"refused \(403\)"),
        ({"raw": b"<html>garbage</html>"}, "no time stamp of this checkpoint"),
        ({"raw": bytes.fromhex("30053003020102")}, "no time stamp of this checkpoint"),
    ],
)
def test_without_a_time_stamp_nothing_is_written_unless_it_is_agreed(
    workspace: Workspace,
    folder: Path,
    tmp_path: Path,
    trouble: dict[str, object],
    sentence: str,
):
    target = tmp_path / "b.cocreate-proof"
    with TimeAuthority(folder, **trouble) as authority:  # type: ignore[arg-type]  # by name
        strict = StampedExtras(authority.url, is_optional=False)
        with pytest.raises(StampError, match=sentence):
            prove(workspace, ProofRequest(target, Disclosure(), (), strict))
        assert not target.exists()
        run = ProofRun(workspace, ProofRequest(target), authority=authority.url)
        with pytest.raises(StampError, match=sentence):
            run.wait()
        assert not target.exists()
        run.go_on(None)
        run.wait()
        assert "No outside witness of time." in check_bundle(target).lines
        optional = StampedExtras(authority.url, is_optional=True)
        prove(workspace, ProofRequest(target, Disclosure(), (), optional))
    assert optional.stamp is None
    assert optional.trouble


def test_waiting_can_be_given_up(workspace: Workspace, folder: Path, tmp_path: Path):
    target = tmp_path / "b.cocreate-proof"
    with TimeAuthority(folder, is_silent=True) as authority:
        run = ProofRun(workspace, ProofRequest(target), authority=authority.url)
        run._errand._process.wait()
        while not authority.asked:
            assert run.poll() is None
        run.cancel()
    assert not target.exists()


def test_an_authority_that_is_not_there(folder: Path):
    with TimeAuthority(folder) as authority:
        url = authority.url
    with pytest.raises(StampError, match="check the address and the network"):
        Stamping(url, "note\n").wait()


def test_a_bug_on_the_way_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch):
    async def ask(_url: str, _question: bytes) -> bytes:
        raise RuntimeError("bug")

    monkeypatch.setattr(stamping, "ask_authority", ask)
    with pytest.raises(StampError, match="could not be asked"):
        Stamping("http://127.0.0.1:9/x", "note\n").wait()


def test_what_goes_out_is_said_before():
    assert "only a hash (SHA-256) of the checkpoint goes to stamps.example" in goes_out(
        "https://stamps.example/tsa"
    )
    with pytest.raises(InputError):
        goes_out("nonsense")


def test_nothing_is_written_before_anything_is_sealed(workspace: Workspace, tmp_path: Path):
    run = ProofRun(workspace, ProofRequest(tmp_path / "b"))
    run.go_on(None)
    assert run._packing is None
    run.cancel()
