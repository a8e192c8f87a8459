"""The schema of a project file, step by step; a released step is never edited."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from cocreate.base.clock import Clock, iso
from cocreate.base.ids import IdSource
from cocreate.core import chain
from cocreate.store.schema import APPLICATION_ID

_SCHEMA_1 = (
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        header BLOB NOT NULL,
        hash BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE payloads (
        seq INTEGER NOT NULL,
        name TEXT NOT NULL,
        salt BLOB NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (seq, name)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE open_burst (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    """CREATE TABLE scenes (
        id TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        chapter TEXT NOT NULL,
        title TEXT NOT NULL,
        is_removed INTEGER NOT NULL,
        text TEXT NOT NULL,
        origins TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE suggestions (
        id TEXT PRIMARY KEY,
        scene TEXT NOT NULL,
        run TEXT NOT NULL,
        agent TEXT NOT NULL,
        model TEXT NOT NULL,
        contributor TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        old TEXT NOT NULL,
        new TEXT NOT NULL,
        reason TEXT NOT NULL,
        line INTEGER,
        verdict TEXT NOT NULL,
        final TEXT,
        why TEXT NOT NULL,
        offered_ms INTEGER NOT NULL,
        decided_ms INTEGER NOT NULL,
        is_partial INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY,
        scene TEXT NOT NULL,
        run TEXT NOT NULL,
        agent TEXT NOT NULL,
        start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        quote TEXT NOT NULL,
        note TEXT NOT NULL,
        line INTEGER,
        is_dismissed INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        agent TEXT NOT NULL,
        agent_title TEXT NOT NULL,
        purpose TEXT NOT NULL,
        model TEXT NOT NULL,
        scene TEXT NOT NULL,
        ask TEXT NOT NULL,
        lines_start INTEGER,
        lines_end INTEGER,
        session TEXT NOT NULL,
        began_ms INTEGER NOT NULL,
        ended_ms INTEGER NOT NULL,
        how TEXT NOT NULL,
        sentence TEXT NOT NULL,
        answer TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE calls (
        number INTEGER PRIMARY KEY,
        run TEXT NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        input_tokens INTEGER NOT NULL,
        output_tokens INTEGER NOT NULL,
        cached_tokens INTEGER NOT NULL,
        reasoning_tokens INTEGER NOT NULL,
        is_estimated INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        cost_micros INTEGER,
        currency TEXT,
        price_as_of TEXT NOT NULL,
        price_source TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        session TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        how TEXT NOT NULL,
        began_ms INTEGER NOT NULL,
        ended_ms INTEGER NOT NULL,
        last_ms INTEGER NOT NULL,
        idle_limit_s INTEGER NOT NULL,
        active_s REAL NOT NULL,
        writing_s REAL NOT NULL,
        reviewing_s REAL NOT NULL,
        prompting_s REAL NOT NULL,
        reading_s REAL NOT NULL,
        words_added INTEGER NOT NULL,
        words_removed INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX suggestions_by_scene ON suggestions (scene)",
    "CREATE INDEX notes_by_scene ON notes (scene)",
    """CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never removed'); END""",
    """CREATE TRIGGER payloads_are_never_changed BEFORE UPDATE ON payloads
    BEGIN SELECT RAISE(ABORT, 'payloads are never changed'); END""",
)


_SCHEMA_2 = (
    """CREATE TABLE checkpoints (
        size INTEGER PRIMARY KEY,
        peaks BLOB NOT NULL,
        note TEXT NOT NULL
    ) STRICT""",
    """CREATE TRIGGER checkpoints_are_never_changed BEFORE UPDATE ON checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never changed'); END""",
    """CREATE TRIGGER checkpoints_are_never_removed BEFORE DELETE ON checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never removed'); END""",
)


_SCHEMA_3 = (
    """CREATE TABLE pictures (
        sha256 TEXT PRIMARY KEY,
        bytes BLOB NOT NULL
    ) STRICT""",
)


def _first_schema(db: Database) -> None:
    for statement in _SCHEMA_1:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


def _checkpoints(db: Database) -> None:
    for statement in _SCHEMA_2:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


def _pictures(db: Database) -> None:
    for statement in _SCHEMA_3:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


def all_steps() -> Migrations:
    """Return every step there is, oldest first."""
    steps = Migrations("cocreate")
    steps(name="001_first_schema")(_first_schema)
    steps(name="002_checkpoints")(_checkpoints)
    steps(name="003_pictures")(_pictures)
    return steps


def migrate(conn: sqlite3.Connection) -> None:
    """Bring the schema up to date; a step that fails leaves no trace."""
    all_steps().apply(_database(conn))


def build(path: Path, clock: Clock, ids: IdSource) -> None:
    """Make an empty project file at `path`, where nothing is yet."""
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        migrate(conn)
        _database(conn).table("meta").insert_all(
            {"key": key, "value": value}
            for key, value in (
                ("project", ids.new("project")),
                ("created", iso(clock.now())),
                ("head", chain.GENESIS),
                ("head_seq", "0"),
                ("snapshot_seq", "0"),
            )
        )
        conn.execute("PRAGMA journal_mode = WAL")
    finally:
        conn.close()


def _database(conn: sqlite3.Connection) -> Database:
    return Database(conn, recursive_triggers=False, execute_plugins=False)
