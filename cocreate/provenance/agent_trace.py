"""A manuscript's lines by contributor, as a record in the form of Agent Trace 0.1.0.

The form is that of tools for code, which attribute whole lines; in prose one line is a paragraph.
So a line is a person's or an AI's only where every sign of it is, and the exact passages stand
beside that, under our own name. Form: https://agent-trace.dev, version 0.1.0 (January 2026).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreate.core.origin import Contributor, Origin, Span

TRACE_VERSION = "0.1.0"
MEDIA_TYPE = "application/vnd.agent-trace.record+json"
OUR_NAME = "dev.cocreate"
_LONGEST_MODEL = 250
_WHO = {Contributor.HUMAN: "human", Contributor.AI: "ai", Contributor.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class TracedText:
    """A text file and who put each sign of it there.

    Args:
        spans: (start, run of one origin), ascending; signs outside of all are nobody's.
        models: model by the suggestion that an origin names.
    """

    path: str
    text: str
    spans: Sequence[tuple[int, Span]]
    models: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TraceFrame:
    """What a record says besides the text.

    Args:
        id: a UUID.
        timestamp: as RFC 3339 writes it.
        ledger: what the record rests on: number of events, checkpoint and the like.
        has_passages: with each passage of one origin; False where a bundle withholds places.
        has_sources: with the ids of suggestions; they tell when these were made.
        has_hashes: with a hash for each range; a short line could be guessed from it.
    """

    id: str
    timestamp: str
    tool_version: str
    ledger: Mapping[str, object]
    has_passages: bool = True
    has_sources: bool = True
    has_hashes: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    who: str
    model: str


def record_id(form: str, root: bytes) -> str:
    """Return the UUID of a record: always the same for one form and one state of a ledger.

    Version 8 of RFC 9562, whose bits are free for a hash.
    """
    made = bytearray(hashlib.sha256(f"{OUR_NAME}/{form}\n".encode() + root).digest()[:16])
    made[6] = made[6] & 0x0F | 0x80
    made[8] = made[8] & 0x3F | 0x80
    digits = made.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def agent_trace(traced: TracedText, frame: TraceFrame) -> bytes:
    """Return the record as JSON."""
    ours: dict[str, object] = {"ledger": dict(frame.ledger), "characters": _characters(traced)}
    if frame.has_passages:
        ours["passages"] = [_passage(start, span, frame) for start, span in traced.spans]
    record = {
        "version": TRACE_VERSION,
        "id": frame.id,
        "timestamp": frame.timestamp,
        "tool": {"name": "Cocreate", "version": frame.tool_version},
        "files": [{"path": traced.path, "conversations": _conversations(traced, frame)}],
        "metadata": {OUR_NAME: ours},
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _conversations(traced: TracedText, frame: TraceFrame) -> list[dict[str, object]]:
    """Return one conversation for each contributor and model, in the order of their first lines."""
    lines = traced.text.split("\n")
    found: dict[tuple[str, str], list[dict[str, object]]] = {}
    for (who, model), run in groupby(_lines(traced), key=lambda line: (line.who, line.model)):
        numbers = [line.number for line in run]
        ranged: dict[str, object] = {"start_line": numbers[0], "end_line": numbers[-1]}
        if frame.has_hashes:
            words = "\n".join(lines[numbers[0] - 1 : numbers[-1]]).encode("utf-8", "replace")
            ranged["content_hash"] = f"sha256:{hashlib.sha256(words).hexdigest()}"
        found.setdefault((who, model), []).append(ranged)
    return [
        {"contributor": _contributor(who, model), "ranges": ranges}
        for (who, model), ranges in found.items()
    ]


def _contributor(who: str, model: str) -> dict[str, str]:
    named = {"type": who}
    if model:
        named["model_id"] = model[:_LONGEST_MODEL]
    return named


def _lines(traced: TracedText) -> Iterator[_Line]:
    """Yield the lines that have signs; one of nothing but its end is whoever's the end is."""
    runs = [(start, start + span.length, span.origin) for start, span in traced.spans]
    at, start = 0, 0
    for number, line in enumerate(traced.text.split("\n"), start=1):
        end = start + (len(line) or 1)
        while at < len(runs) and runs[at][1] <= start:
            at += 1
        origins, covered, look = set(), 0, at
        while look < len(runs) and runs[look][0] < end:
            origins.add(runs[look][2])
            covered += min(runs[look][1], end) - max(runs[look][0], start)
            look += 1
        if start < len(traced.text):
            who = _who(origins) if covered == end - start or not origins else "mixed"
            yield _Line(number, who, _model(origins, traced.models) if who == "ai" else "")
        start += len(line) + 1


def _who(origins: set[Origin]) -> str:
    kinds = {by.contributor for by in origins}
    if not kinds:
        return "unknown"
    # A checker that mends a word is neither a person nor an AI.
    return _WHO.get(kinds.pop(), "unknown") if len(kinds) == 1 else "mixed"


def _model(origins: set[Origin], models: Mapping[str, str]) -> str:
    """Return the one model that all origins name, or ""."""
    named = {models.get(by.source or "", "") for by in origins}
    return named.pop() if len(named) == 1 else ""


def _characters(traced: TracedText) -> dict[str, int]:
    counts = dict.fromkeys((who.value for who in Contributor), 0)
    for _, span in traced.spans:
        counts[span.origin.contributor.value] += span.length
    return counts


def _passage(start: int, span: Span, frame: TraceFrame) -> dict[str, object]:
    """Return a passage; `start` and `end` count code points of the file, from 0, half-open."""
    by = span.origin
    told: dict[str, object] = {
        "start": start,
        "end": start + span.length,
        "contributor": by.contributor.value,
        "method": by.method.value,
    }
    if by.source and frame.has_sources:
        told["source"] = by.source
    return told
