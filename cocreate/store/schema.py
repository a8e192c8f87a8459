"""What marks a project file, and what is in it, version by version; no released step is edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

APPLICATION_ID = 0x436F4372  # "CoCr"

_STEP_1 = (
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

_STEP_2 = (
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

_STEP_3 = (
    """CREATE TABLE pictures (
        sha256 TEXT PRIMARY KEY,
        bytes BLOB NOT NULL
    ) STRICT""",
)

STEPS: Mapping[int, tuple[str, ...]] = {1: _STEP_1, 2: _STEP_2, 3: _STEP_3}
SCHEMA_VERSION = max(STEPS)

KEYFRAMES = """CREATE TABLE keyframes (
    seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT"""

# What sqlite-utils notes of the steps that were taken, and SQLite of how full its indexes are.
_NOTES = frozenset({"_sqlite_migrations", "idx__sqlite_migrations_migration_set_name"})
_STATISTICS = ("sqlite_stat1", "sqlite_stat4")


def tables(version: int) -> dict[str, str]:
    """Return the tables that a file of this version must have, with the statements that made them.

    SQLite keeps these statements letter by letter.
    """
    return _made("CREATE TABLE ", version)


def foreign(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield kind and name of all tables, indexes, triggers and views that are not ours."""
    ours = {**_made("CREATE ", SCHEMA_VERSION), "keyframes": KEYFRAMES}
    query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    for kind, name, statement in conn.execute(query):
        is_note = name in _NOTES and kind in ("table", "index")
        is_statistics = name in _STATISTICS and kind == "table"
        if ours.get(name) != statement and not (is_note or is_statistics):
            yield kind, name


def _made(beginning: str, version: int) -> dict[str, str]:
    return {
        statement.split()[2]: statement
        for step, statements in STEPS.items()
        if step <= version
        for statement in statements
        if statement.startswith(beginning)
    }
