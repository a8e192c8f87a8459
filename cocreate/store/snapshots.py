"""The project as it stands, kept beside the ledger so that opening need not replay it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from cocreate.base.errors import UNREADABLE, ProjectDamagedError
from cocreate.core.attributed import AttributedText
from cocreate.core.replay import fold
from cocreate.core.state import ProjectState, SceneState
from cocreate.core.suggestion import Hunk, Note
from cocreate.store import codec
from cocreate.store.codec import Row
from cocreate.store.ledger import Ledger
from cocreate.store.link import Link

Value = TypeVar("Value")

_TABLES = ("scenes", "suggestions", "notes", "runs", "calls", "sessions")


@dataclass(frozen=True, slots=True)
class _KnownScene:
    """A scene as the tables hold it, to tell what changed since."""

    text: AttributedText
    version: int
    place: Row
    hunks: Mapping[str, Hunk]
    notes: Mapping[str, Note]


@dataclass(slots=True)
class _Known:
    """What the tables hold."""

    scenes: dict[str, _KnownScene] = field(default_factory=dict)
    runs: dict[str, Row] = field(default_factory=dict)
    sessions: dict[str, Row] = field(default_factory=dict)
    calls: int = 0


class Snapshots:
    """Scenes, origins, suggestions, runs and sittings at rest; rebuildable from the ledger."""

    def __init__(self, link: Link, ledger: Ledger) -> None:
        self._link = link
        self._ledger = ledger
        self._known: _Known | None = None

    def load(self) -> ProjectState:
        """Return the state of now: the snapshot, with the events after it folded in.

        A snapshot that cannot be read is passed over; then all events are folded.
        """
        with self._link.reading():
            try:
                state = self.stored()
                if not 0 <= state.seq <= self._ledger.count:
                    raise ValueError("a snapshot of another ledger")
            except (*UNREADABLE, ProjectDamagedError):
                self._known = None
                return self._folded(ProjectState())
            self._known = _known(state)
            return self._folded(state)

    def stored(self) -> ProjectState:
        """Return the snapshot alone, as of the event it was written at."""
        with self._link.reading() as conn:
            return _read_state(conn)

    def save(self, state: ProjectState, dirty_scenes: Iterable[str] = ()) -> None:
        """Write the state, as of its last event; only what changed since is written.

        The state must not be ahead of the ledger: close the burst first. Text, suggestions, notes
        and place of every scene are compared; `dirty_scenes` are written whether changed or not.
        """
        with self._link.writing() as conn:
            known = self._known
            if known is None:
                for table in _TABLES:
                    conn.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
                known = _Known()
            self._known = None  # if anything fails below, the next save writes everything
            _write_scenes(conn, state, known, frozenset(dirty_scenes))
            _write_runs(conn, state, known)
            _write_meta(conn, state)
        self._known = _known(state)

    def rebuild(self) -> ProjectState:
        """Make the snapshot anew from the events alone, and return the state."""
        state = self._folded(ProjectState())
        self._known = None
        self.save(state)
        return state

    def _folded(self, state: ProjectState) -> ProjectState:
        for entry in self._ledger.entries(after=state.seq):
            fold(state, entry)
        return state


def _known(state: ProjectState) -> _Known:
    positions = {scene: index for index, scene in enumerate(state.order)}
    return _Known(
        {
            scene.id: _KnownScene(
                scene.text,
                scene.text.version,
                _place(scene, positions),
                dict(scene.hunks),
                dict(scene.notes),
            )
            for scene in state.scenes.values()
        },
        {run.id: codec.run_to_row(run) for run in state.runs.values()},
        {session.id: codec.session_to_row(session) for session in state.sessions.values()},
        len(state.calls),
    )


def _place(scene: SceneState, positions: Mapping[str, int]) -> Row:
    return (positions.get(scene.id, -1), scene.chapter, scene.title, int(scene.is_removed))


def _write_scenes(
    conn: sqlite3.Connection, state: ProjectState, known: _Known, dirty: frozenset[str]
) -> None:
    positions = {scene: index for index, scene in enumerate(state.order)}
    for scene in state.scenes.values():
        before = None if scene.id in dirty else known.scenes.get(scene.id)
        place = _place(scene, positions)
        if before is None or before.text is not scene.text or before.version != scene.text.version:
            _put(conn, "scenes", codec.SCENE_COLUMNS, [codec.scene_to_row(scene, place[0])])
        elif before.place != place:
            conn.execute(
                "UPDATE scenes SET position = ?, chapter = ?, title = ?, is_removed = ?"
                " WHERE id = ?",
                (*place, scene.id),
            )
        _write_hunks(conn, scene, before)


def _write_hunks(conn: sqlite3.Connection, scene: SceneState, before: _KnownScene | None) -> None:
    if before is None:
        conn.execute("DELETE FROM suggestions WHERE scene = ?", (scene.id,))
        conn.execute("DELETE FROM notes WHERE scene = ?", (scene.id,))
    old_hunks: Mapping[str, Hunk] = before.hunks if before is not None else {}
    old_notes: Mapping[str, Note] = before.notes if before is not None else {}
    hunks = [hunk for hunk in scene.hunks.values() if old_hunks.get(hunk.id) is not hunk]
    notes = [note for note in scene.notes.values() if old_notes.get(note.id) is not note]
    _put(conn, "suggestions", codec.HUNK_COLUMNS, map(codec.hunk_to_row, hunks))
    _put(conn, "notes", codec.NOTE_COLUMNS, map(codec.note_to_row, notes))
    for table, old, new in (
        ("suggestions", old_hunks.keys(), scene.hunks.keys()),
        ("notes", old_notes.keys(), scene.notes.keys()),
    ):
        gone = [(id_,) for id_ in old - new]
        conn.executemany(f"DELETE FROM {table} WHERE id = ?", gone)  # noqa: S608 - our own names


def _write_runs(conn: sqlite3.Connection, state: ProjectState, known: _Known) -> None:
    runs = map(codec.run_to_row, state.runs.values())
    sessions = map(codec.session_to_row, state.sessions.values())
    _put(conn, "runs", codec.RUN_COLUMNS, [row for row in runs if known.runs.get(row[0]) != row])
    _put(
        conn,
        "sessions",
        codec.SESSION_COLUMNS,
        [row for row in sessions if known.sessions.get(row[0]) != row],
    )
    calls = enumerate(state.calls[known.calls :], known.calls)
    _put(conn, "calls", codec.CALL_COLUMNS, [codec.call_to_row(*numbered) for numbered in calls])


def _write_meta(conn: sqlite3.Connection, state: ProjectState) -> None:
    _put(
        conn,
        "meta",
        ("key", "value"),
        (
            ("snapshot_seq", str(state.seq)),
            ("title", state.title),
            ("writer", state.writer),
            ("consents", json.dumps(sorted(state.consents))),
            ("matches", codec.matches_to_text(state.scenes.values())),
            ("brought", codec.brought_to_text(state.brought.values())),
            ("pictures", codec.pictures_to_text(state.pictures.values())),
            ("times", codec.times_to_text(state.times.values())),
        ),
        key="key",
    )


def _put(
    conn: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[Row],
    key: str | None = None,
) -> None:
    key = columns[0] if key is None else key
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != key)
    head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES"
    tail = f"ON CONFLICT ({key}) DO UPDATE SET {updates}"
    places = ", ".join("?" * len(columns))
    waiting = list(rows)
    try:
        conn.executemany(f"{head} ({places}) {tail}", waiting)
    except UnicodeEncodeError:  # a lone surrogate, which a model may have sent
        for row in waiting:
            casts = ", ".join("CAST(? AS TEXT)" if isinstance(v, str) else "?" for v in row)
            conn.execute(f"{head} ({casts}) {tail}", tuple(map(_bytes_of_text, row)))


def _bytes_of_text(value: object) -> object:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _read_state(conn: sqlite3.Connection) -> ProjectState:
    meta: dict[str, str] = dict(conn.execute("SELECT key, value FROM meta"))
    state = ProjectState(
        title=meta.get("title", ""),
        writer=meta.get("writer", ""),
        consents=set(json.loads(meta.get("consents", "[]"))),
        seq=int(meta.get("snapshot_seq", "0")),
    )
    rows = _rows(conn, "scenes", codec.SCENE_COLUMNS)
    state.scenes = {row[0]: codec.scene_from_row(row) for row in rows}
    placed = sorted((row[1], row[0]) for row in rows if row[1] >= 0)
    state.order = [scene for _, scene in placed]
    for hunk in map(codec.hunk_from_row, _rows(conn, "suggestions", codec.HUNK_COLUMNS)):
        state.scenes[hunk.scene].hunks[hunk.id] = hunk
    for note in map(codec.note_from_row, _rows(conn, "notes", codec.NOTE_COLUMNS)):
        state.scenes[note.scene].notes[note.id] = note
    for match in codec.matches_from_text(meta.get("matches", "[]")):
        state.scenes[match.scene].matches[match.id] = match
    state.brought = codec.brought_from_text(meta.get("brought", "[]"))
    state.pictures = codec.pictures_from_text(meta.get("pictures", "[]"))
    state.times = codec.times_from_text(meta.get("times", "[]"))
    state.runs = _by_id(conn, "runs", codec.RUN_COLUMNS, codec.run_from_row)
    state.sessions = _by_id(conn, "sessions", codec.SESSION_COLUMNS, codec.session_from_row)
    state.calls = [codec.call_from_row(row) for row in _rows(conn, "calls", codec.CALL_COLUMNS)]
    return state


def _rows(conn: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> list[Row]:
    return conn.execute(
        f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid"  # noqa: S608 - our own names
    ).fetchall()


def _by_id(
    conn: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    decode: Callable[[Row], Value],
) -> dict[str, Value]:
    return {row[0]: decode(row) for row in _rows(conn, table, columns)}
