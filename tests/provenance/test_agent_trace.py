from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.core.origin import (
    TYPED,
    UNKNOWN_PASTED,
    Contributor,
    Method,
    Origin,
    Span,
    mended_by,
    origin,
)
from cocreate.provenance.agent_trace import TracedText, TraceFrame, agent_trace, record_id
from tests.provenance.record_readers import read_trace

ONE = origin(Contributor.AI, Method.ACCEPTED, "s-1")
TWO = origin(Contributor.AI, Method.ACCEPTED, "s-2")
TOOL = mended_by("Hunspell")
MODELS = {"s-1": "acme/large", "s-2": "other/small"}
FRAME = TraceFrame(
    record_id("agent-trace", b"root"),
    "2026-11-25T10:00:00Z",
    "0.1.0",
    {"events": 9, "checkpoint": {"size": 9, "root": "AAAA"}},
)


def traced(*pieces: tuple[str, Origin | None]) -> TracedText:
    text, spans = "", []
    for words, by in pieces:
        if by is not None:
            spans.append((len(text), Span(len(words), by)))
        text += words
    return TracedText("sea.md", text, spans, MODELS)


def by_line(record: dict[str, object]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for conversation in record["files"][0]["conversations"]:  # type: ignore[index]
        who = conversation["contributor"]
        for lines in conversation["ranges"]:
            for number in range(lines["start_line"], lines["end_line"] + 1):
                assert number not in found
                found[number] = (who["type"], who.get("model_id", ""))
    return found


@pytest.mark.parametrize(
    ("pieces", "who"),
    [
        ([("mine", TYPED)], ("human", "")),
        ([("its", ONE)], ("ai", "acme/large")),
        ([("its", ONE), (" own", TWO)], ("ai", "")),
        ([("its", ONE), ("s", TYPED)], ("mixed", "")),
        ([("mine", TYPED), ("?", UNKNOWN_PASTED)], ("mixed", "")),
        ([("from elsewhere", UNKNOWN_PASTED)], ("unknown", "")),
        ([("spelt", TOOL)], ("unknown", "")),
        ([("mine", TYPED), ("nobody's", None)], ("mixed", "")),
        ([("nobody's", None)], ("unknown", "")),
        ([("mine", TYPED), ("\n", ONE)], ("human", "")),
        ([("\n", ONE)], ("ai", "acme/large")),
        ([("\n", None)], ("unknown", "")),
    ],
)
def test_a_line_is_somebodys_only_where_every_sign_is(
    pieces: list[tuple[str, Origin | None]], who: tuple[str, str]
):
    assert by_line(read_trace(agent_trace(traced(*pieces), FRAME))) == {1: who}


def test_lines_next_to_each_other_are_one_range_with_a_hash():
    text = traced(("a\nb\n", TYPED), ("c\n", ONE), ("d", TYPED))
    record = read_trace(agent_trace(text, FRAME))
    human, machine = record["files"][0]["conversations"]
    assert human["contributor"] == {"type": "human"}
    assert [(row["start_line"], row["end_line"]) for row in human["ranges"]] == [(1, 2), (4, 4)]
    digest = hashlib.sha256(b"a\nb").hexdigest()
    assert human["ranges"][0]["content_hash"] == f"sha256:{digest}"
    assert machine["contributor"] == {"type": "ai", "model_id": "acme/large"}


def test_exact_passages_and_the_checkpoint_stand_under_our_name():
    record = read_trace(agent_trace(traced(("Aé", TYPED), ("🌊", ONE)), FRAME))
    ours = record["metadata"]["dev.cocreate"]
    assert ours["ledger"]["checkpoint"]["root"] == "AAAA"
    assert ours["characters"] == {"human": 2, "ai": 1, "tool": 0, "unknown": 0}
    assert ours["passages"] == [
        {"start": 0, "end": 2, "contributor": "human", "method": "typed"},
        {"start": 2, "end": 3, "contributor": "ai", "method": "accepted", "source": "s-1"},
    ]


def test_what_is_withheld_is_not_there():
    frame = replace(FRAME, has_passages=False, has_hashes=False)
    raw = agent_trace(traced(("words", TYPED)), frame)
    read_trace(raw)
    assert b"passages" not in raw
    assert b"sha256:" not in raw


def test_an_empty_manuscript_and_a_long_model():
    assert by_line(read_trace(agent_trace(traced(), FRAME))) == {}
    text = TracedText("x.md", "y", [(0, Span(1, ONE))], {"s-1": "m" * 300})
    assert by_line(read_trace(agent_trace(text, FRAME)))[1] == ("ai", "m" * 250)


def test_an_id_is_a_uuid_and_says_which_state_it_is_about():
    digit = "[0-9a-f]"
    form = rf"{digit}{{8}}-{digit}{{4}}-8{digit}{{3}}-[89ab]{digit}{{3}}-{digit}{{12}}"
    assert re.fullmatch(form, FRAME.id)
    assert record_id("agent-trace", b"root") == FRAME.id
    assert record_id("agent-trace", b"other") != FRAME.id != record_id("prov", b"root")


PIECES = st.lists(
    st.tuples(
        st.text("ab\n", min_size=1, max_size=4),
        st.sampled_from([TYPED, ONE, TWO, UNKNOWN_PASTED, TOOL, None]),
    ),
    max_size=12,
)


@given(PIECES)
def test_every_line_is_told_once_and_as_its_signs_say(pieces: list[tuple[str, Origin | None]]):
    text = traced(*pieces)
    found = by_line(read_trace(agent_trace(text, FRAME)))
    hands = [by for words, by in pieces for _ in words]
    at, lines = 0, text.text.split("\n")
    assert len(found) == len(lines) - (lines[-1] == "")
    for number, line in enumerate(lines, start=1):
        here = Counter(hands[at : at + (len(line) or 1)])
        at += len(line) + 1
        if number not in found:
            continue
        kinds = {by.contributor.value if by else "" for by in here}
        who = found[number][0]
        if who in ("human", "ai"):
            assert kinds == {who}
        elif who == "mixed":
            assert len(kinds) > 1
        else:
            assert kinds <= {"unknown", "tool", ""}
            assert len(kinds) == 1
