"""Bringing a project file up to date, step by step, and making a new one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from cocreate.base.clock import Clock, iso
from cocreate.base.ids import IdSource
from cocreate.core import chain
from cocreate.store import schema


def _first_schema(db: Database) -> None:
    for statement in schema.STEPS[1]:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


def _checkpoints(db: Database) -> None:
    for statement in schema.STEPS[2]:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


def _pictures(db: Database) -> None:
    for statement in schema.STEPS[3]:
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
