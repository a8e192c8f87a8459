"""The program verify.py, as it lies in every bundle: laws of its parts, and what it finds."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.resources import resource_path
from cocreate.core import merkle
from cocreate.core.event_layout import BY_KIND
from cocreate.core.events import Cause, Edited, RunStarted
from cocreate.core.suggestion import THIRD_PARTY
from cocreate.metrics.effort import kind_of
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.keys import SigningKey
from cocreate.provenance.verifier import loaded
from tests.provenance.bundles import KEY, Small, sealed
from tests.store.story import STORY

PROGRAM = resource_path("proof", "verify.py")
verify: Any = loaded()
SUMMARY = Disclosure()


@pytest.fixture(scope="module")
def small() -> Small:
    return sealed(list(STORY[:7]))


def judged(path: Path, data: bytes, **how: object) -> Any:
    path.write_bytes(data)
    return verify.check(path, **how)


# --- Laws -----------------------------------------------------------------------------------------


@settings(max_examples=8)
@given(st.binary(max_size=60), st.integers(0, 63), st.integers(1, 255))
def test_signatures_are_judged_as_the_library_judges_them(message: bytes, at: int, change: int):
    key = SigningKey.new("k")
    body = message.hex() + "\n"
    note = verify.read_note(key.sign(body).encode())
    public = key.verifier.public
    assert verify.is_signed(public, body.encode(), note.signature)
    broken = bytearray(note.signature)
    broken[at] ^= change
    assert not verify.is_signed(public, body.encode(), bytes(broken))
    assert not verify.is_signed(public, body.encode() + b"x", note.signature)


def test_what_is_no_point_or_too_large_is_no_signature():
    key = KEY.verifier.public
    note = verify.read_note(KEY.sign("x\n").encode())
    assert not verify.is_signed(b"\xff" * 32, b"x\n", note.signature)
    assert not verify.is_signed(key, b"x\n", note.signature[:63])
    assert not verify.is_signed(key[:31], b"x\n", note.signature)
    assert not verify.is_signed(key, b"x\n", note.signature[:32] + b"\xff" * 32)
    # Zero with the sign of a negative number, and a number that has no root.
    assert not verify.is_signed(b"\x01" + b"\0" * 30 + b"\x80", b"x\n", note.signature)
    assert not verify.is_signed(b"\x02" + b"\0" * 31, b"x\n", note.signature)


LEAVES = [hashlib.sha256(bytes([number])).digest() for number in range(40)]


@given(st.data(), st.integers(1, 40))
def test_merkle_proofs_are_judged_as_the_ledger_judges_them(data: st.DataObject, size: int):
    leaves = LEAVES[:size]
    root = merkle.root_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = list(merkle.inclusion_proof(leaves, index))
    assert verify.root_from(leaves[index], index, size, path) == root
    old = data.draw(st.integers(1, size))
    older = merkle.root_of(leaves[:old])
    steps = list(merkle.consistency_proof(leaves, old))
    assert verify.roots_from(old, size, steps, older) == (older, root)
    tree = verify.Tree()
    for leaf in leaves:
        tree.add(leaf)
    assert tree.root() == root


@given(st.data(), st.integers(2, 40))
def test_a_changed_merkle_proof_gives_another_root_or_none(data: st.DataObject, size: int):
    leaves = LEAVES[:size]
    old = data.draw(st.integers(1, size - 1))
    for path, judge in (
        (
            list(merkle.inclusion_proof(leaves, old - 1)),
            lambda steps: verify.root_from(leaves[old - 1], old - 1, size, steps),
        ),
        (
            list(merkle.consistency_proof(leaves, old)),
            lambda steps: verify.roots_from(old, size, steps, merkle.root_of(leaves[:old]))[1],
        ),
    ):
        at = data.draw(st.integers(0, len(path) - 1))
        changed = [*path[:at], hashlib.sha256(path[at]).digest(), *path[at + 1 :]]
        assert judge(changed) != merkle.root_of(leaves)
        for wrong in (path[:-1], [*path, path[0]]):
            with contextlib.suppress(ValueError):
                assert judge(wrong) != merkle.root_of(leaves)


def test_leaves_that_are_not_there_have_no_proof():
    for index, size, path in ((3, 3, []), (0, 1, [LEAVES[0]]), (0, 2, [])):
        with pytest.raises(ValueError, match=r"no such leaf|too short"):
            verify.root_from(LEAVES[0], index, size, path)
    for old, size in ((0, 2), (2, 2)):
        with pytest.raises(ValueError, match="wrong length"):
            verify.roots_from(old, size, [LEAVES[0]], LEAVES[0])


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 700), st.integers(0, 3))
)


@given(EDITS)
def test_an_origin_map_is_what_replacing_sign_by_sign_gives(edits: list[tuple[Any, ...]]):
    signs: list[int] = []
    found = verify.OriginMap()
    for first, share, length, by in edits:
        start = int(first * len(signs))
        removed = int(share * min(40, len(signs) - start))
        gone = found.replace(start, removed, [(length, by)])
        assert [by for size, by in gone for _ in range(size)] == signs[start : start + removed]
        signs[start : start + removed] = [by] * length
    assert [by for size, by in found.runs() for _ in range(size)] == signs
    assert found.size() == len(signs)
    assert all(one[1] != two[1] for one, two in zip(found.runs(), found.runs()[1:], strict=False))


def test_an_edit_outside_its_text_is_none():
    for start, removed in ((-1, 0), (0, 3), (3, 0), (0, -1)):
        found = verify.OriginMap()
        found.replace(0, 0, [(2, 0)])
        with pytest.raises(ValueError, match="outside"):
            found.replace(start, removed, [])


def test_actions_are_what_the_effort_counts():
    for kind, layout in BY_KIND.items():
        made = layout.event.__new__(layout.event)
        for field in fields(layout.event):
            object.__setattr__(made, field.name, "")
        counted = kind_of(made)
        assert verify._ACTIONS.get(kind) == (None if counted is None else counted.value), kind
    assert kind_of(Edited("s", Cause.OUTSIDE, ())) is None
    taken_in = kind_of(RunStarted(f"{THIRD_PARTY}-1", "", "", "", "", "", ""))
    assert taken_in is not None
    header = {"kind": "run_started", "sess": "s", "ts": 0, "ref": f"{THIRD_PARTY}-1"}
    effort = verify.Effort()
    effort.take(verify.Event(1, header, b""))
    effort.take(verify.Event(2, {**header, "ts": 4000}, b""))
    assert effort.seconds(120)[taken_in.value] == 4


# --- What is found --------------------------------------------------------------------------------


class Held:
    """A file in memory: writing ten thousand of them would take the disk half a minute."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def is_dir(self) -> bool:
        return False

    def open(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


def test_every_byte_that_is_flipped_is_found(small: Small):
    data = small.packed(SUMMARY)
    known = verify.check(Held(data), KEY.verifier.fingerprint)
    assert known.sentence == "INTACT, KEY KNOWN"
    kept = []
    for at in range(len(data)):
        for change in (1 << at % 8, 0xFF):
            broken = bytearray(data)
            broken[at] ^= change
            if verify.check(Held(bytes(broken))).verdict != "ALTERED":
                kept.append((at, change))
    assert kept == []


def test_a_bundle_without_a_signature_is_intact_as_to_its_root(tmp_path: Path):
    found = judged(tmp_path / "b", sealed(list(STORY[:7]), None).packed(SUMMARY))
    assert found.verdict == "INTACT"
    assert any(note.startswith("Not signed") for note in found.notes)
    known = judged(tmp_path / "b", sealed(list(STORY[:7]), None).packed(SUMMARY), key="ab" * 16)
    assert known.verdict == "INCOMPLETE"


def test_what_is_cut_off_or_added_behind_is_found(small: Small, tmp_path: Path):
    data = small.packed(SUMMARY)
    for broken in (data[:-1], data + b"\0", data[1:], b"\0" + data, b"", b"PK"):
        assert judged(tmp_path / "b", broken).verdict == "ALTERED"


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "manifest.note",
        "headers.jsonl",
        "proofs.json",
        "report.json",
        "verify.py",
        "report.html",
        "openings/pos.jsonl",
        "checkpoints/9.note",
        f"keys/{KEY.verifier.hash.hex()}.pub",
    ],
)
def test_a_part_that_is_missing_is_told(small: Small, tmp_path: Path, name: str):
    with zipfile.ZipFile(io.BytesIO(small.packed(SUMMARY))) as whole:
        parts = {part: whole.read(part) for part in whole.namelist()}
    del parts[name]
    with zipfile.ZipFile(tmp_path / "b", "w") as packed:
        for part, data in parts.items():
            packed.writestr(part, data)
    found = verify.check(tmp_path / "b")
    assert (found.verdict, found.code) == ("INCOMPLETE", 3)
    assert name in found.sentence
    assert name != "report.json" or not found.claims


def test_parts_of_two_bundles_do_not_go_together(small: Small, tmp_path: Path):
    other = sealed(list(STORY[:8]))
    mine, theirs = small.parts(SUMMARY), other.parts(SUMMARY)
    for name in mine.keys() & theirs.keys():
        if mine[name] == theirs[name]:
            continue
        swapped = small.packed(SUMMARY, {**mine, name: theirs[name]})
        assert judged(tmp_path / "b", swapped).verdict == "ALTERED", name
    with zipfile.ZipFile(io.BytesIO(small.packed(SUMMARY))) as whole:
        parts = {part: whole.read(part) for part in whole.namelist()}
    with zipfile.ZipFile(io.BytesIO(other.packed(SUMMARY))) as whole:
        stranger = {part: whole.read(part) for part in whole.namelist()}
    for name in parts.keys() & stranger.keys():
        if parts[name] != stranger[name]:
            mixed = list({**parts, name: stranger[name]}.items())
            data = b"".join(verify.archive(mixed))
            assert judged(tmp_path / "b", data).verdict == "ALTERED", name


def test_a_list_signed_with_another_key_is_found(small: Small, tmp_path: Path):
    stranger = Small(small.evidence, small.report, SigningKey.new(KEY.verifier.name))
    assert judged(tmp_path / "b", stranger.packed(SUMMARY)).verdict == "ALTERED"
    unsigned = Small(small.evidence, small.report, None)
    data = unsigned.packed(SUMMARY, small.parts(SUMMARY))
    assert judged(tmp_path / "b", data).verdict == "INCOMPLETE"


def test_another_key_than_the_one_given_is_found(small: Small, tmp_path: Path):
    other = SigningKey.new("x").verifier
    found = judged(tmp_path / "b", small.packed(SUMMARY), key=other.fingerprint)
    assert found.verdict == "ALTERED"
    assert KEY.verifier.fingerprint in found.sentence
    with pytest.raises(verify.UnusableError):
        verify.check(tmp_path / "b", key="no key")
    file = tmp_path / "key.pub"
    file.write_text(verify.public_text(KEY.verifier.public))
    assert verify.check(tmp_path / "b", key=str(file)).verdict == "INTACT, KEY KNOWN"


# --- Hostile bundles ------------------------------------------------------------------------------


def zipped(parts: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return made.getvalue()


def listed(small: Small, parts: dict[str, bytes]) -> bytes:
    return small.packed(SUMMARY, {**small.parts(SUMMARY), **parts})


NESTED = b"[" * 200_000 + b"]" * 200_000


@pytest.mark.parametrize(
    "parts",
    [
        {"../evil": b"x"},
        {"/etc/passwd": b"x"},
        {"a/b/c": b"x"},
        {"keys\\x.pub": b"x"},
        {"manifest.json": NESTED, "manifest.note": b"x\n"},
        {"manifest.json": b"{}", "manifest.note": b"\xff\xfe"},
        {"manifest.json": b"{}", "manifest.note": b"x" * 70_000_000},
    ],
    ids=lambda parts: next(iter(parts))[:20],
)
def test_a_hostile_archive_is_one_sentence(tmp_path: Path, parts: dict[str, bytes]):
    found = judged(tmp_path / "b", zipped(parts, zipfile.ZIP_DEFLATED))
    assert found.verdict == "ALTERED"
    assert len(found.lines()) == 1
    assert "\n" not in found.sentence


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_found(tmp_path: Path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("manifest.json", b"{}")
        packed.writestr("manifest.json", b"{ }")
    found = judged(tmp_path / "b", made.getvalue())
    assert found.sentence == "ALTERED: archive: a part stands in it twice"


def test_what_unpacks_to_too_much_is_not_unpacked(tmp_path: Path):
    bomb = zipped({"a": b"\0" * 30_000_000, "b": b"\0" * 30_000_000}, zipfile.ZIP_DEFLATED)
    claimed = bytearray(bomb)
    for place in (0, bomb.index(b"PK\x01\x02")):
        size = 22 if place == 0 else 24
        claimed[place + size : place + size + 4] = (1 << 30).to_bytes(4, "little")
    assert "unpacks to more" in judged(tmp_path / "b", bytes(claimed)).sentence
    many = zipped({str(number): b"" for number in range(6000)})
    assert "unpacks to more" in judged(tmp_path / "b", many).sentence


def test_a_way_of_packing_that_is_never_used_is_refused(tmp_path: Path):
    data = zipped({"manifest.json": b"{}" * 50}, zipfile.ZIP_LZMA)
    assert "no part is" in judged(tmp_path / "b", data).sentence


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.json", b'{"checkpoint": NaN}'),
        ("report.json", NESTED),
        ("report.json", b"[]"),
        ("report.json", b'{"a": 1, "a": 2}'),
        ("headers.jsonl", b"{}\n"),
        ("headers.jsonl", b'{"seq": 1e999}\n'),
        ("openings/pos.jsonl", b"7\n"),
        ("openings/pos.jsonl", b'{"seq": 1, "salt": "", "data": ""}\n'),
        ("proofs.json", b'{"inclusion": {}, "consistency": []}\n'),
        ("proofs.json", b'{"inclusion": {"8": ["00"], "9": []}, "consistency": []}\n'),
        ("checkpoints/9.note", b"nothing\n"),
        ("checkpoints/5.note", b"cocreate/project-1\n9\nAAAA\n"),
        ("keys/x.pub", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
    ],
)
def test_a_hostile_part_is_one_sentence_even_where_its_list_is_signed(
    small: Small, tmp_path: Path, name: str, data: bytes
):
    found = judged(tmp_path / "b", listed(small, {name: data}))
    assert found.verdict == "ALTERED"
    assert "\n" not in found.sentence


def test_payloads_that_swell_are_not_unpacked_whole(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    swelling = b"\x01" + zlib.compress(b"[" + b" " * 100_000 + b"]")
    with pytest.raises(ValueError, match="too large"):
        verify.inflated(swelling, 1000)
    assert verify.values_of(verify.inflated(swelling, 100_002)) == []
    with pytest.raises(TypeError):
        verify.values_of(b"{}")
    monkeypatch.setattr(verify, "LIMIT_PAYLOADS", 20)  # each would fit, all together do not
    assert judged(tmp_path / "b", small.packed(SUMMARY)).verdict == "ALTERED"


def test_a_bundle_of_a_newer_form_is_no_judgement(small: Small, tmp_path: Path):
    data = small.packed(SUMMARY).replace(b'"bundle": 1', b'"bundle": 2')
    path = tmp_path / "b"
    path.write_bytes(data)
    assert verify.check(path).verdict == "ALTERED"  # the list's own hash comes first


# --- As a program ---------------------------------------------------------------------------------


def run(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
    )


def test_it_runs_alone_and_finds_the_folder_that_it_lies_in(small: Small, tmp_path: Path):
    parts = {**small.parts(SUMMARY), "verify.py": PROGRAM.read_bytes()}
    path = tmp_path / "b.cocreate-proof"
    path.write_bytes(small.packed(SUMMARY, parts))
    done = run(PROGRAM, path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("INTACT\nSigned with the key ")
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(path) as whole:
        whole.extractall(folder)
    assert run(folder / "verify.py", cwd=tmp_path).stdout == done.stdout
    (folder / "headers.jsonl").unlink()
    assert run(folder / "verify.py").returncode == 3
    (folder / "report.json").write_text("{}")
    assert run(folder / "verify.py").returncode == 1
    gone = run(PROGRAM, tmp_path / "none")
    assert (gone.returncode, gone.stderr.count("\n")) == (2, 1)


def test_files_are_compared_with_those_that_the_report_is_about(small: Small, tmp_path: Path):
    other = tmp_path / "other.md"
    other.write_text("other")
    path = tmp_path / "b"
    path.write_bytes(small.packed(SUMMARY))
    assert "not a file that this report is about" in verify.check(path, files=[other]).sentence
    with pytest.raises(verify.UnusableError):
        verify.check(path, files=[tmp_path / "none"])


def test_a_title_cannot_steer_the_terminal():
    assert verify._plain("a\x1b[2Jb\n") == "a\ufffd[2Jb\ufffd"


def test_shares_are_ranges_where_something_is_unknown():
    assert verify.share_words(0.5, 0.5) == "50.0 %"
    assert verify.share_words(0.5, 0.75) == "50.0 to 75.0 %"
    assert verify._ranges(Counter()) == {"human": (0.0, 0.0), "ai": (0.0, 0.0)}
    assert json.dumps(verify._ranges({"human": 1, "unknown": 1})["human"]) == "[0.5, 1.0]"
