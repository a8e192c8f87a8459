"""Values to rows of the snapshot tables and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any, TypeVar

from cocreate.base.clock import FIRST_MS, LAST_MS
from cocreate.core.attributed import AttributedText
from cocreate.core.declared_time import TimeDeclared
from cocreate.core.event_types import checker
from cocreate.core.origin import Contributor, Fragment, Method, Span, origin
from cocreate.core.pictures import PictureAdded
from cocreate.core.state import BroughtSource, CallRecord, RunState, SceneState, SessionState
from cocreate.core.suggestion import Hunk, Match, MatchVerdict, Note, Verdict
from cocreate.core.usage import Money, Usage

Row = tuple[Any, ...]
Value = TypeVar("Value")

SCENE_COLUMNS = ("id", "position", "chapter", "title", "is_removed", "text", "origins")
HUNK_COLUMNS = (
    "id",
    "run",
    "scene",
    "agent",
    "model",
    "contributor",
    "start_offset",
    "end_offset",
    "old",
    "new",
    "reason",
    "line",
    "verdict",
    "final",
    "why",
    "offered_ms",
    "decided_ms",
    "is_partial",
)
NOTE_COLUMNS = (
    "id",
    "run",
    "scene",
    "agent",
    "start_offset",
    "end_offset",
    "quote",
    "note",
    "line",
    "is_dismissed",
)
RUN_COLUMNS = (
    "id",
    "agent",
    "agent_title",
    "purpose",
    "model",
    "scene",
    "ask",
    "lines_start",
    "lines_end",
    "session",
    "began_ms",
    "ended_ms",
    "how",
    "sentence",
    "answer",
)
CALL_COLUMNS = (
    "number",
    "run",
    "provider",
    "model",
    "input_tokens",
    "output_tokens",
    "cached_tokens",
    "reasoning_tokens",
    "is_estimated",
    "duration_ms",
    "cost_micros",
    "currency",
    "price_as_of",
    "price_source",
    "at_ms",
    "session",
)
SESSION_COLUMNS = (
    "id",
    "how",
    "began_ms",
    "ended_ms",
    "last_ms",
    "idle_limit_s",
    "active_s",
    "writing_s",
    "reviewing_s",
    "prompting_s",
    "reading_s",
    "words_added",
    "words_removed",
)


def origins_to_text(spans: Iterable[Span]) -> str:
    """Return spans as compact JSON: the distinct origins, then (length, which) in a flat list."""
    index: dict[tuple[str, str, str | None], int] = {}
    runs: list[int] = []
    for span in spans:
        by = span.origin
        key = (by.contributor.value, by.method.value, by.source)
        runs += (span.length, index.setdefault(key, len(index)))
    return json.dumps([list(index), runs], separators=(",", ":"))


def origins_from_text(text: str) -> tuple[Span, ...]:
    """Return the spans that `origins_to_text` wrote."""
    kinds, runs = json.loads(text)
    origins = [origin(Contributor(by), Method(how), source) for by, how, source in kinds]
    return tuple(
        Span(int(length), origins[which])
        for length, which in zip(runs[::2], runs[1::2], strict=True)
    )


def _moment(milliseconds: int) -> int:
    """Return a time as it is; one that no calendar has was put there by another program."""
    if not FIRST_MS <= milliseconds <= LAST_MS:
        raise ValueError("a time that no calendar has")
    return milliseconds


def _sound(kind: type[Value], values: Iterable[Value]) -> list[Value]:
    """Return values read from JSON; one with a field of another type is an error."""
    is_right = checker(kind)
    found = list(values)
    if not all(map(is_right, found)):
        raise ValueError("a field of another type")
    return found


def scene_to_row(scene: SceneState, position: int) -> Row:
    """Return the row of a scene; `position` is -1 for a removed one."""
    return (
        scene.id,
        position,
        scene.chapter,
        scene.title,
        int(scene.is_removed),
        scene.text.text(),
        origins_to_text(scene.text.spans()),
    )


def scene_from_row(row: Row) -> SceneState:
    """Return the scene of a row, as yet without suggestions and notes."""
    id_, _, chapter, title, is_removed, text, origins = row
    spans = origins_from_text(origins)
    if sum(span.length for span in spans) != len(text):
        raise ValueError("the origins do not fit the text")
    return SceneState(
        id_, chapter, title, AttributedText(Fragment(text, spans)), is_removed=bool(is_removed)
    )


def hunk_to_row(hunk: Hunk) -> Row:
    """Return the row of a suggestion."""
    return (
        hunk.id,
        hunk.run,
        hunk.scene,
        hunk.agent,
        hunk.model,
        hunk.contributor.value,
        hunk.start,
        hunk.end,
        hunk.old,
        hunk.new,
        hunk.reason,
        hunk.line,
        hunk.verdict.value,
        hunk.final,
        hunk.why,
        hunk.offered_ms,
        hunk.decided_ms,
        int(hunk.is_partial),
    )


def hunk_from_row(row: Row) -> Hunk:
    """Return the suggestion of a row."""
    for milliseconds in row[15:17]:
        _moment(milliseconds)
    values: list[Any] = [*row]
    values[5], values[12] = Contributor(row[5]), Verdict(row[12])
    values[17] = bool(row[17])
    return Hunk(*values)


def note_to_row(note: Note) -> Row:
    """Return the row of a margin note."""
    return (
        note.id,
        note.run,
        note.scene,
        note.agent,
        note.start,
        note.end,
        note.quote,
        note.note,
        note.line,
        int(note.is_dismissed),
    )


def note_from_row(row: Row) -> Note:
    """Return the margin note of a row."""
    values: list[Any] = [*row[:9], bool(row[9])]
    return Note(*values)


def matches_to_text(scenes: Iterable[SceneState]) -> str:
    """Return the matches of all scenes as compact JSON; they hold no words of the manuscript."""
    rows = [
        [
            match.id,
            match.scene,
            match.source,
            match.start,
            match.end,
            match.words,
            match.verdict.value,
            match.why,
            match.found_ms,
            match.decided_ms,
        ]
        for scene in scenes
        for match in scene.matches.values()
    ]
    return json.dumps(rows, separators=(",", ":"))


def matches_from_text(text: str) -> list[Match]:
    """Return the matches that `matches_to_text` wrote."""
    found: list[Match] = []
    for row in json.loads(text):
        values: list[Any] = [*row[:6], MatchVerdict(row[6]), *row[7:]]
        found.append(Match(*values))
    return _sound(Match, found)


def brought_to_text(sources: Iterable[BroughtSource]) -> str:
    """Return who offered words that came from other projects, as compact JSON."""
    rows = [
        [source.id, source.contributor.value, source.agent, source.model, source.project]
        for source in sources
    ]
    return json.dumps(rows, separators=(",", ":"))


def brought_from_text(text: str) -> dict[str, BroughtSource]:
    """Return the sources that `brought_to_text` wrote, by id."""
    rows = json.loads(text)
    found = [BroughtSource(row[0], Contributor(row[1]), *row[2:]) for row in rows]
    return {source.id: source for source in _sound(BroughtSource, found)}


def pictures_to_text(pictures: Iterable[PictureAdded]) -> str:
    """Return which pictures there are, as compact JSON."""
    return json.dumps([astuple(picture) for picture in pictures], separators=(",", ":"))


def pictures_from_text(text: str) -> dict[str, PictureAdded]:
    """Return the pictures that `pictures_to_text` wrote, by name."""
    found = _sound(PictureAdded, (PictureAdded(*row) for row in json.loads(text)))
    return {picture.name: picture for picture in found}


def times_to_text(times: Iterable[TimeDeclared]) -> str:
    """Return the entries of time that stand, as compact JSON."""
    return json.dumps([astuple(time) for time in times], separators=(",", ":"))


def times_from_text(text: str) -> dict[str, TimeDeclared]:
    """Return the entries that `times_to_text` wrote, by id."""
    found = _sound(TimeDeclared, (TimeDeclared(*row) for row in json.loads(text)))
    return {time.id: time for time in found}


def run_to_row(run: RunState) -> Row:
    """Return the row of a run."""
    first, behind = run.lines if run.lines is not None else (None, None)
    return (
        run.id,
        run.agent,
        run.agent_title,
        run.purpose,
        run.model,
        run.scene,
        run.ask,
        first,
        behind,
        run.session,
        run.began_ms,
        run.ended_ms,
        run.how,
        run.sentence,
        run.answer,
    )


def run_from_row(row: Row) -> RunState:
    """Return the run of a row."""
    for milliseconds in row[10:12]:
        _moment(milliseconds)
    lines = None if row[7] is None else (row[7], row[8])
    values: list[Any] = [*row[:7], lines, *row[9:]]
    return RunState(*values)


def call_to_row(number: int, call: CallRecord) -> Row:
    """Return the row of a call; `number` is its place in the list of all."""
    usage, cost = call.usage, call.cost
    return (
        number,
        call.run,
        call.provider,
        call.model,
        usage.input_tokens,
        usage.output_tokens,
        usage.cached_tokens,
        usage.reasoning_tokens,
        int(usage.is_estimated),
        call.duration_ms,
        None if cost is None else cost.micros,
        None if cost is None else cost.currency,
        call.price_as_of,
        call.price_source,
        call.at_ms,
        call.session,
    )


def call_from_row(row: Row) -> CallRecord:
    """Return the call of a row."""
    tokens: list[Any] = [*row[4:8], bool(row[8])]
    if (row[10] is None) is not (row[11] is None):
        raise ValueError("money without a currency")
    _moment(row[14])
    cost = None if row[10] is None else Money(row[10], row[11])
    values: list[Any] = [*row[1:4], Usage(*tokens), row[9], cost, *row[12:]]
    return CallRecord(*values)


def session_to_row(session: SessionState) -> Row:
    """Return the row of a sitting."""
    return (
        session.id,
        session.how,
        session.began_ms,
        session.ended_ms,
        session.last_ms,
        session.idle_limit_s,
        session.active_s,
        session.writing_s,
        session.reviewing_s,
        session.prompting_s,
        session.reading_s,
        session.words_added,
        session.words_removed,
    )


def session_from_row(row: Row) -> SessionState:
    """Return the sitting of a row."""
    for milliseconds in row[2:5]:
        _moment(milliseconds)
    return SessionState(*row)
