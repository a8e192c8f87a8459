from __future__ import annotations

import hashlib
import json
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.clock import FIRST_MS, LAST_MS
from cocreate.base.errors import ProjectDamagedError, ProjectTooNewError
from cocreate.core.chain import (
    GENESIS,
    commit,
    header_bytes,
    join_entry,
    leaf,
    seal,
    split,
)
from cocreate.core.events import (
    Cause,
    ConsentGiven,
    Edited,
    Entry,
    Event,
    HunkOffered,
    Op,
    OriginsDeclared,
    RunStarted,
    SceneAdded,
)
from cocreate.core.origin import TYPED, UNOBSERVED, Contributor, plain
from cocreate.core.suggestion import Verdict
from tests.core.events_of import BY_CLASS, entries
from tests.notation import read, show

times = st.integers(FIRST_MS, LAST_MS - 2**45)


def test_every_kind_of_event_is_tried_here():
    assert set(BY_CLASS) == set(get_args(Event))


@pytest.mark.parametrize("kind", BY_CLASS, ids=lambda kind: kind.__name__)
def test_every_event_survives_the_round_trip(kind):
    @settings(deadline=None, max_examples=25)
    @given(st.builds(Entry, st.integers(1), times, st.text("ab"), BY_CLASS[kind]))
    def check(entry):
        header, payloads = split(entry)
        stored = json.loads(header_bytes(seal(header, {}, GENESIS)))
        assert join_entry(stored, payloads) == entry

    check()


@settings(deadline=None, max_examples=150)
@given(entries, st.sets(st.sampled_from(["pos", "text", "run"])))
def test_what_is_left_of_an_entry_can_be_read_when_payloads_are_erased(entry, erased):
    header, payloads = split(entry)
    left = {name: payload for name, payload in payloads.items() if name not in erased}
    again = join_entry(header, left)
    assert type(again.event) is type(entry.event)
    assert (again.seq, again.at_ms, again.session) == (entry.seq, entry.at_ms, entry.session)
    assert split(again)[0].keys() >= {"v", "seq", "ts", "sess", "kind"}


@settings(deadline=None, max_examples=100)
@given(entries)
def test_headers_are_canonical_and_hold_whole_numbers_and_strings_only(entry):
    header, payloads = split(entry)
    sealed = seal(header, {name: commit(b"s", part) for name, part in payloads.items()}, GENESIS)
    raw = header_bytes(sealed)
    assert header_bytes(json.loads(raw)) == raw
    assert list(json.loads(raw)) == sorted(sealed)
    values = [*header.values()]
    assert all(type(value) in (int, str) for value in values)


@settings(deadline=None, max_examples=100)
@given(entries, st.data())
def test_any_changed_byte_of_a_payload_breaks_its_commitment(entry, data):
    _, payloads = split(entry)
    for payload in payloads.values():
        at = data.draw(st.integers(0, len(payload) - 1))
        other = data.draw(st.integers(0, 255))
        changed = payload[:at] + bytes([other]) + payload[at + 1 :]
        assert (commit(b"salt", changed) == commit(b"salt", payload)) == (changed == payload)


def test_the_hashes_are_those_of_the_design():
    assert commit(b"salt", b"words") == hashlib.sha256(b"saltwords").digest()
    assert leaf(b"{}") == hashlib.sha256(b"\x00{}").digest()
    assert header_bytes({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_a_header_tells_sizes_and_kinds_but_no_words():
    op = Op(4, 2, read("secret[a#hunk-1: words]"))
    header, payloads = split(Entry(7, 1000, "sitting", Edited("scene-1", Cause.ACCEPT, (op,), 0)))
    assert header == {
        "v": 1,
        "seq": 7,
        "ts": 1000,
        "sess": "sitting",
        "kind": "edited",
        "doc": "scene-1",
        "ins": 12,
        "del": 2,
        "actor": "ai+human",
    }
    assert set(payloads) == {"pos", "text"}
    assert b"secret" not in payloads["pos"]


def test_withheld_words_leave_signs_of_the_same_number():
    added = SceneAdded("s", "c", "t", 0, read("one[i: two]"))
    header, payloads = split(Entry(1, 0, "x", added))
    event = join_entry(header, {"pos": payloads["pos"]}).event
    assert isinstance(event, SceneAdded)
    assert show(event.content) == "\ufffd\ufffd\ufffd[i:\ufffd\ufffd\ufffd\ufffd]"
    assert (event.chapter, event.title, event.source) == ("", "", "")
    event = join_entry(header, {}).event
    assert isinstance(event, SceneAdded)
    assert event.content == plain("\ufffd" * 7, UNOBSERVED)


def test_a_withheld_offer_keeps_the_length_of_its_words():
    hunk = HunkOffered(
        "h", "r", "s", "a", "m", Contributor.AI, 0, 2, "ab", "xyz", "why", 3, Verdict.PENDING
    )
    header, _ = split(Entry(1, 0, "x", hunk))
    event = join_entry(header, {}).event
    assert isinstance(event, HunkOffered)
    assert (event.old, event.new, event.reason) == ("\ufffd\ufffd", "\ufffd\ufffd\ufffd", "")
    assert (event.verdict, event.start, event.contributor) == (Verdict.LOOSE, -1, Contributor.AI)


def test_withheld_edits_and_declarations_change_nothing():
    for event in (
        Edited("s", Cause.TYPING, (Op(0, 0, plain("a", TYPED)),)),
        OriginsDeclared("s", 3, plain("a", TYPED), "mine"),
    ):
        header, _ = split(Entry(1, 0, "x", event))
        left = join_entry(header, {}).event
        assert left in (
            Edited("s", Cause.UNKNOWN, ()),
            OriginsDeclared("s", -1, plain("", TYPED), ""),
        )


def test_the_service_consented_to_is_no_public_part():
    header, _ = split(Entry(1, 0, "x", ConsentGiven("openai", "api.example.org")))
    assert "openai" not in header_bytes(header).decode()


def test_an_entry_of_a_newer_version_is_not_guessed_at():
    header, payloads = split(Entry(3, 0, "x", ConsentGiven("a", "b")))
    with pytest.raises(ProjectTooNewError, match="Event 3"):
        join_entry({**header, "v": 2}, payloads)


def _broken():
    run = RunStarted("r", "a", "A", "p", "m", "s", "ask", (1, 2))
    header, payloads = split(Entry(3, 0, "x", run))
    yield {**header, "kind": "unheard_of"}, payloads
    yield {**header, "ts": "now"}, payloads
    yield {key: value for key, value in header.items() if key != "sess"}, payloads
    yield header, {**payloads, "pos": b""}
    yield header, {**payloads, "pos": b"\x00{}"}
    yield header, {**payloads, "pos": b"\x00[]"}
    yield header, {**payloads, "pos": b"\x00[7]"}
    yield header, {**payloads, "pos": b"\x01no zlib"}
    yield header, {**payloads, "pos": b"\x00\xff\xff"}
    header, payloads = split(Entry(3, 0, "x", Edited("s", Cause.TYPING, (Op(0, 0, read("abc")),))))
    yield header, {**payloads, "text": b'\x00["ab"]'}
    yield header, {**payloads, "pos": b'\x00["typing",0,[[],[0,0,3]]]'}
    yield header, {**payloads, "pos": b'\x00["typing",0,[[],7]]'}


@pytest.mark.parametrize(("header", "payloads"), list(_broken()))
def test_a_damaged_entry_is_one_sentence(header, payloads):
    with pytest.raises(ProjectDamagedError, match="Event 3"):
        join_entry(header, payloads)
