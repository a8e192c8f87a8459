"""What somebody with a key, a clock and a program of their own might try to make verify.py say."""

from __future__ import annotations

import base64
import io
import json
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from cocreate.base.resources import resource_path
from cocreate.core.checkpoint import TreeHead
from cocreate.core.ledger_events import PassageForgotten
from cocreate.core.origin import ALLOWED_PAIRS
from cocreate.provenance.bundle import Disclosure, Parts
from cocreate.provenance.levels import Level
from cocreate.provenance.timestamps import request
from cocreate.provenance.verifier import loaded
from cocreate.reports.report import FIXED_SENTENCE
from tests.fakes.time_authority import make_authority, reply
from tests.provenance.bundles import KEY, ORIGIN, Small, changed_json, sealed
from tests.store.story import STORY

verify: Any = loaded()
SUMMARY, PROCESS = Disclosure(), Disclosure(Level.PROCESS)


def judged(path: Path, data: bytes) -> Any:
    path.write_bytes(data)
    return verify.check(path)


def without_line(parts: Parts, name: str, seq: int) -> None:
    rows = parts[name].splitlines(keepends=True)
    parts[name] = b"".join(row for row in rows if json.loads(row)["seq"] != seq)


# --- What is said to be forgotten -----------------------------------------------------------------


@pytest.mark.parametrize("given", [SUMMARY, PROCESS])
def test_the_seal_of_a_report_cannot_be_forgotten(tmp_path: Path, given: Disclosure):
    # The event would excuse that the report's hash is not opened, so that any report fitted.
    story = list(STORY[:7])
    seal = len(story) + 2
    forgetting = PassageForgotten("scene-1", 0, "", ((seal, "pos"),), ((),))
    small = sealed([*story, forgetting])
    parts = small.parts(PROCESS)
    without_line(parts, "openings/pos.jsonl", seal)
    found = judged(tmp_path / "b", small.packed(PROCESS, parts))
    assert found.verdict == "ALTERED"
    assert "forgets what cannot be forgotten" in found.sentence
    # At the level summary the event that excuses it is not even there.
    summary = small.parts(SUMMARY)
    summary["openings/pos.jsonl"] = b""
    assert judged(tmp_path / "b", small.packed(SUMMARY, summary)).verdict == "INCOMPLETE"


@pytest.mark.parametrize(("seq", "name"), [(5, "pos"), (9, "text"), (0, "text")])
def test_places_and_what_comes_later_cannot_be_forgotten(tmp_path: Path, seq: int, name: str):
    # What is kept of a forgotten payload is played instead of it: of places it could be anything.
    small = sealed([*STORY[:7], PassageForgotten("scene-1", 0, "", ((seq, name),), ((),))])
    found = judged(tmp_path / "b", small.packed(PROCESS))
    assert "forgets what cannot be forgotten" in found.sentence


# --- Roots, keys and time -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small() -> Small:
    return sealed(list(STORY[:7]))


def test_a_second_checkpoint_is_tied_to_the_first_at_every_level(small: Small, tmp_path: Path):
    # A root of another history, with a genuine old time stamp, would pass for one of this history.
    stranger = TreeHead(ORIGIN, 3, b"\x07" * 32)
    parts = {**small.parts(SUMMARY), "checkpoints/3.note": KEY.sign(stranger.body()).encode()}
    found = judged(tmp_path / "b", small.packed(SUMMARY, parts))
    assert found.verdict == "ALTERED"
    assert "checkpoints/3.note: event 3 does not tell of it" in found.sentence
    without_events = {name: part for name, part in parts.items() if name != "headers.jsonl"}
    found = judged(tmp_path / "b", small.packed(SUMMARY, without_events))
    assert "nothing ties checkpoint 3 to 9" in found.sentence


def test_a_time_stamp_says_of_how_much_it_is(small: Small, tmp_path: Path):
    make_authority(tmp_path)
    note = small.parts(SUMMARY)["checkpoints/9.note"]
    stamp = reply(tmp_path, request(note, 7))
    parts = {**small.parts(SUMMARY), "checkpoints/9.tsr": stamp}
    (said,) = [
        n for n in judged(tmp_path / "b", small.packed(SUMMARY, parts)).notes if "stamp" in n
    ]
    assert "about checkpoints/9.note" in said
    assert said.endswith("does it show that this existed no later than that.")
    other = reply(tmp_path, request(note + b"!", 7))
    parts["checkpoints/9.tsr"] = other
    found = judged(tmp_path / "b", small.packed(SUMMARY, parts))
    assert "time stamp of something else" in found.sentence


def test_a_key_for_which_anybody_can_sign_is_none():
    order = verify._ORDER
    neutral = (1).to_bytes(32, "little")
    of_order_2 = (verify._P - 1).to_bytes(32, "little")
    # With such a key a signature of zero fits every message, or every second one.
    signature = neutral + bytes(32)
    assert verify._is_nothing(verify._times(order, verify._BASE))
    for key in (neutral, of_order_2):
        assert not any(verify.is_signed(key, bytes([n]), signature) for n in range(8))


def test_a_signature_with_a_larger_number_for_the_same_scalar_is_none():
    note = verify.read_note(KEY.sign("x\n").encode())
    scalar = int.from_bytes(note.signature[32:], "little") + verify._ORDER
    other = note.signature[:32] + scalar.to_bytes(32, "little")
    assert verify.is_signed(KEY.verifier.public, b"x\n", note.signature)
    assert not verify.is_signed(KEY.verifier.public, b"x\n", other)


def test_whose_the_list_is_is_not_said_of_a_list_that_nobody_signed(small: Small, tmp_path: Path):
    # Somebody takes the writer's own root and puts other words into README.txt.
    theirs = Small(small.evidence, small.report, None)
    parts = {**small.parts(SUMMARY), "README.txt": b"Certified human."}
    found = judged(tmp_path / "b", theirs.packed(SUMMARY, parts))
    assert found.verdict == "INCOMPLETE"
    (said,) = [note for note in found.notes if "signed with the key" in note]
    assert "the list of parts is not" in said
    nobodys = sealed(list(STORY[:7]), None)
    found = judged(tmp_path / "b", nobodys.packed(SUMMARY))
    assert "README.txt, report.html, verify.py and records it does not cover" in found.notes[0]


# --- Figures --------------------------------------------------------------------------------------


def test_numbers_are_numbers(tmp_path: Path):
    for words in (b"1e400", b"-1e400", b"NaN", b"Infinity", b"[1e999]"):
        with pytest.raises(ValueError, match=r"number"):
            verify.read_json(words)
    effort = verify.Effort()
    for told in (["nan"] * 5, [-1.0] * 5):
        event = verify.Event(1, {"kind": "session_ended", "sess": "s", "ts": 0}, b"", [120, *told])
        with pytest.raises(TypeError):
            effort.take(event)


def test_origins_are_those_of_the_house_and_a_scene_is_made_once():
    assert {(str(by), str(how)) for by, how in ALLOWED_PAIRS} == verify.ORIGINS
    history = verify.History(has_words=False)
    with pytest.raises(ValueError, match="no kind"):
        history._number("human", "accepted", None)
    header = {"kind": "scene_added", "doc": "s", "sess": "x", "ts": 0}
    event = verify.Event(1, header, b"", [0, "", [[["ai", "accepted", "h"]], [0, 0, 9, 0]]])
    history.take(event)
    with pytest.raises(ValueError, match="made twice"):
        history.take(event)  # it would take the words of the first out of the count


def test_the_limits_are_said_whatever_the_report_says(small: Small, tmp_path: Path):
    assert verify.FIXED_SENTENCE == FIXED_SENTENCE
    assert judged(tmp_path / "b", small.packed(SUMMARY)).limits == FIXED_SENTENCE
    report = changed_json(small.parts(SUMMARY)["report.json"], limits=["Proven to be human."])
    outcome = verify.Outcome()
    state = verify.Check(verify.Bundle({"report.json": report}), outcome)
    verify._read_report(state)
    assert outcome.limits == FIXED_SENTENCE
    assert outcome.notes == ["The report words its limits otherwise than reports do."]


def test_only_what_the_level_allows_leaves_times_out(small: Small, tmp_path: Path):
    given = Disclosure(Level.SUMMARY, is_coarse=True)
    found = judged(tmp_path / "b", small.packed(given, small.parts(SUMMARY)))
    assert "leaves times out" in found.sentence


# --- What would fill the memory or never end ------------------------------------------------------


def lying(size: int, told: int) -> bytes:
    """Return an archive of one part that says another size than it has."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", b"\0" * size)
    raw = bytearray(made.getvalue())
    for place in (22, raw.index(b"PK\x01\x02") + 24):
        raw[place : place + 4] = struct.pack("<I", told)
    return bytes(raw)


def crowded(count: int) -> bytes:
    """Return an archive that lists one part over and over."""
    row = b"PK\x01\x02" + struct.pack(
        "<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 33, *[0] * 3, 1, *[0] * 6
    )
    directory = (row + b"a") * count
    return directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9, 9, len(directory), 0, 0)


_LITTLE = 400 * 1024 * 1024


@pytest.mark.parametrize(
    "data",
    [lying(600_000_000, 10), crowded(1_000_000)],
    ids=["a part larger than it says", "a million names"],
)
def test_an_archive_that_lies_of_its_size_takes_little_memory(tmp_path: Path, data: bytes):
    path = tmp_path / "b"
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-I", str(resource_path("proof", "verify.py")), str(path)],
        check=False,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_LITTLE, _LITTLE)),
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(b"ALTERED: archive: ")


@pytest.mark.parametrize(
    "value", [10**4000, -1, True, None, 1.5, "9", [], {}], ids=lambda value: str(value)[:8]
)
@pytest.mark.parametrize("name", ["seq", "ts", "sess", "kind", "c", "prev", "key"])
def test_a_header_of_another_kind_is_one_sentence(
    small: Small, tmp_path: Path, name: str, value: object
):
    parts = small.parts(PROCESS)
    *rows, last = parts["headers.jsonl"].splitlines(keepends=True)
    parts["headers.jsonl"] = b"".join([*rows, changed_json(last, **{name: value}) + b"\n"])
    found = judged(tmp_path / "b", small.packed(PROCESS, parts))
    assert found.verdict == "ALTERED"
    assert len(found.sentence) < 300


def test_a_part_repacked_by_somebody_else_is_found(small: Small, tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(small.packed(SUMMARY))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    link = zipfile.ZipInfo("README.txt")
    link.external_attr = 0o120777 << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    assert "packed them again" in judged(tmp_path / "b", made.getvalue()).sentence
    for extra in (link, zipfile.ZipInfo("openings/"), zipfile.ZipInfo("report.j\u0455on")):
        again = io.BytesIO(made.getvalue())
        with zipfile.ZipFile(again, "a") as packed:
            packed.writestr(extra, b"")
        assert judged(tmp_path / "b", again.getvalue()).verdict == "ALTERED", extra


def test_a_payload_that_is_no_payload_is_one_sentence():
    for payload in (b"", b"\x01", b"\x01abc", b"\x01" + zlib.compress(b"[")[:-3]):
        with pytest.raises((ValueError, IndexError, zlib.error)):
            verify.inflated(payload, 100)
    assert base64.b64encode(verify.inflated(b"\x00[1]", 1)) == b"WzFd"
