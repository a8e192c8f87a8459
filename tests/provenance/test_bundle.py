from __future__ import annotations

import hashlib
import json

import pytest

from cocreate.core.ledger_events import CheckpointMade, Tallies
from cocreate.provenance.bundle import Disclosure, evidence_parts, note_body
from cocreate.provenance.levels import Level
from cocreate.provenance.signed_note import read_note
from tests.provenance.bundles import KEY, sealed
from tests.store.story import STORY

EVENTS = [*STORY[:12], CheckpointMade("", Tallies()), *STORY[12:]]
SMALL = sealed(EVENTS)


def numbers(data: bytes) -> list[int]:
    return [json.loads(line)["seq"] for line in data.splitlines()]


def test_a_summary_tells_of_nothing_but_the_seal():
    parts = evidence_parts(SMALL.evidence, Disclosure())
    size = len(EVENTS) + 2
    key = f"keys/{KEY.verifier.hash.hex()}.pub"
    assert sorted(parts) == [
        f"checkpoints/{size}.note",
        "headers.jsonl",
        key,
        "openings/pos.jsonl",
        "proofs.json",
    ]
    assert numbers(parts["headers.jsonl"]) == [size - 1, size]
    assert numbers(parts["openings/pos.jsonl"]) == [size - 1]
    assert b"openssl" not in parts[key]
    assert parts[key].startswith(b"-----BEGIN PUBLIC KEY-----")


def test_sessions_tell_of_sittings_and_sums_only():
    parts = evidence_parts(SMALL.evidence, Disclosure(Level.SESSIONS))
    kinds = {json.loads(line)["kind"] for line in parts["headers.jsonl"].splitlines()}
    assert kinds == {"session_began", "session_ended", "checkpoint_made", "exported"}
    assert numbers(parts["openings/text.jsonl"]) == [13, len(EVENTS) + 2]
    assert "openings/run.jsonl" not in parts


@pytest.mark.parametrize("level", [Level.PROCESS, Level.FULL])
def test_all_headers_come_with_the_process_and_words_only_at_the_end(level: Level):
    parts = evidence_parts(SMALL.evidence, Disclosure(level))
    assert numbers(parts["headers.jsonl"]) == list(range(1, len(EVENTS) + 3))
    is_full = level is Level.FULL
    texts = numbers(parts["openings/text.jsonl"])
    assert (3 in texts) == is_full
    assert ("openings/run.jsonl" in parts) == is_full
    told = b"".join(parts.values())
    assert (b"line-editor" in told) is False  # packed away even where it is opened


def test_coarse_times_tell_of_no_single_event():
    coarse = evidence_parts(SMALL.evidence, Disclosure(Level.PROCESS, is_coarse=True))
    sessions = evidence_parts(SMALL.evidence, Disclosure(Level.SESSIONS))
    assert coarse == sessions


def test_the_list_is_signed_with_what_it_is_about():
    data = SMALL.packed(Disclosure())
    manifest = data[data.index(b"{\n") : data.index(b"\n}\n") + 3]
    start = data.index(b"cocreate-proof manifest v1")
    note = read_note(data[start : data.index(b"PK\x03\x04", start)].decode())
    assert note.body == note_body(SMALL.evidence.head, manifest)
    assert hashlib.sha256(manifest).hexdigest() in note.body
    assert json.loads(manifest)["level"] == "summary"
    assert SMALL.packed(Disclosure()) == data
