from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cocreate.base.child import own_environment
from cocreate.store import migrations, schema
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds


@pytest.fixture
def db(tmp_path: Path):
    database = sqlite3.connect(tmp_path / "a.cocreate", isolation_level=None)
    migrations.migrate(database)
    yield database
    database.close()


def test_the_schema_has_every_table_in_strict_form(db: sqlite3.Connection):
    strict = {row[1]: row[5] for row in db.execute("PRAGMA table_list") if row[1][0] != "_"}
    tables = schema.tables(schema.SCHEMA_VERSION).keys()
    assert strict.keys() >= tables
    assert all(strict[name] == 1 for name in tables)


def test_the_file_is_marked_as_ours(db: sqlite3.Connection):
    assert db.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    assert db.execute("PRAGMA user_version").fetchone()[0] == schema.SCHEMA_VERSION


def test_migrating_twice_changes_nothing(db: sqlite3.Connection):
    before = db.execute("PRAGMA schema_version").fetchone()
    migrations.migrate(db)
    assert db.execute("PRAGMA schema_version").fetchone() == before


@pytest.mark.parametrize("statement", ["UPDATE events SET header = x'00'", "DELETE FROM events"])
def test_events_refuse_to_be_changed_or_removed(db: sqlite3.Connection, statement: str):
    db.execute("INSERT INTO events VALUES (1, x'01', x'02')")
    with pytest.raises(sqlite3.IntegrityError, match="events are never"):
        db.execute(statement)


def test_payloads_refuse_to_be_changed_but_may_be_withheld(db: sqlite3.Connection):
    db.execute("INSERT INTO payloads VALUES (1, 'text', x'01', x'02')")
    with pytest.raises(sqlite3.IntegrityError, match="payloads are never changed"):
        db.execute("UPDATE payloads SET bytes = x'00'")
    db.execute("DELETE FROM payloads")
    assert db.execute("SELECT count(*) FROM payloads").fetchone()[0] == 0


def test_a_step_that_fails_leaves_no_trace(tmp_path: Path):
    database = sqlite3.connect(tmp_path / "b.cocreate", isolation_level=None)
    database.execute("CREATE TABLE sessions (id TEXT)")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrations.migrate(database)
    names = database.execute("SELECT name FROM sqlite_master WHERE name = 'events'").fetchall()
    assert names == []
    assert database.execute("PRAGMA application_id").fetchone()[0] == 0
    database.close()


def test_a_built_file_notes_when_it_was_made_and_where_its_ledger_ends(tmp_path: Path):
    path = tmp_path / "c.cocreate"
    migrations.build(path, FakeClock(), CountingIds())
    db = sqlite3.connect(path)
    assert dict(db.execute("SELECT key, value FROM meta")) == {
        "project": "project-1",
        "created": "2026-11-02T09:00:00.000Z",
        "head": "0" * 64,
        "head_seq": "0",
        "snapshot_seq": "0",
    }
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    db.close()


# In a process of its own: each copy is brought up to date by a fork that dies at one statement.
KILLED = """
import os, shutil, sqlite3, sys
from cocreate.store import migrations
deaths = 0
while True:
    shutil.copy(sys.argv[1], sys.argv[2])
    child = os.fork()
    if not child:
        left = [deaths]
        def die(_statement):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
        database = sqlite3.connect(sys.argv[2], isolation_level=None)
        database.set_trace_callback(die)
        migrations.migrate(database)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with sqlite3.connect(sys.argv[2], isolation_level=None) as database:
        migrations.migrate(database)
        assert database.execute("SELECT header FROM events").fetchall() == [(b"1",)]
        assert database.execute("SELECT count(*) FROM pictures").fetchall() == [(0,)]
        assert database.execute("PRAGMA user_version").fetchone()[0] == 3
    if code == 0:
        print(deaths)
        break
    deaths += 1
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_whoever_is_killed_while_an_older_file_is_brought_up_to_date_loses_nothing(tmp_path: Path):
    old = tmp_path / "old.cocreate"
    with closing(sqlite3.connect(old, isolation_level=None)) as database:
        steps = migrations.all_steps()
        steps.apply(migrations._database(database), stop_before="003_pictures")
        database.execute("INSERT INTO events VALUES (1, x'31', x'02')")
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), str(tmp_path / "copy.cocreate")],
        env=own_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stderr == ""
    assert int(told.stdout) > 10
