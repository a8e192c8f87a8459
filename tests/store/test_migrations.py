from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from cocreate.store import migrations


@pytest.fixture
def db(tmp_path: Path):
    database = Database(sqlite3.connect(tmp_path / "a.cocreate", isolation_level=None))
    migrations.migrate(database)
    yield database
    database.close()


def test_the_schema_has_every_table_in_strict_form(db: Database):
    strict = {row[1]: row[5] for row in db.execute("PRAGMA table_list") if row[1][0] != "_"}
    assert strict.keys() >= migrations.TABLES
    assert all(strict[name] == 1 for name in migrations.TABLES)


def test_the_file_is_marked_as_ours(db: Database):
    assert db.execute("PRAGMA application_id").fetchone()[0] == migrations.APPLICATION_ID
    assert db.execute("PRAGMA user_version").fetchone()[0] == migrations.SCHEMA_VERSION


def test_migrating_twice_changes_nothing(db: Database):
    before = db.execute("PRAGMA schema_version").fetchone()
    migrations.migrate(db)
    assert db.execute("PRAGMA schema_version").fetchone() == before


@pytest.mark.parametrize("statement", ["UPDATE events SET header = x'00'", "DELETE FROM events"])
def test_events_refuse_to_be_changed_or_removed(db: Database, statement: str):
    db.execute("INSERT INTO events VALUES (1, x'01', x'02')")
    with pytest.raises(sqlite3.IntegrityError, match="events are never"):
        db.execute(statement)


def test_payloads_refuse_to_be_changed_but_may_be_withheld(db: Database):
    db.execute("INSERT INTO payloads VALUES (1, 'text', x'01', x'02')")
    with pytest.raises(sqlite3.IntegrityError, match="payloads are never changed"):
        db.execute("UPDATE payloads SET bytes = x'00'")
    db.execute("DELETE FROM payloads")
    assert db.execute("SELECT count(*) FROM payloads").fetchone()[0] == 0


def test_a_step_that_fails_leaves_no_trace(tmp_path: Path):
    database = Database(sqlite3.connect(tmp_path / "b.cocreate", isolation_level=None))
    database.execute("CREATE TABLE sessions (id TEXT)")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrations.migrate(database)
    assert "events" not in database.table_names()
    assert database.execute("PRAGMA application_id").fetchone()[0] == 0
    database.close()
