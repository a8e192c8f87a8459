from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError, ProjectError, ProjectHeldError
from cocreate.store.link import Link, damaged, told, trouble

PATH = Path("sea.cocreate")


def refusal(code: int) -> sqlite3.OperationalError:
    """Return what the database says, with a code chosen by the test."""
    error = sqlite3.OperationalError("what the database says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_IOERR_WRITE, "the disk reported an error"),
        (sqlite3.SQLITE_READONLY, "may not be changed"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "may not be changed"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_BUSY, "busy in another program"),
        (sqlite3.SQLITE_LOCKED, "busy in another program"),
        (sqlite3.SQLITE_PERM, "may not be opened"),
        (sqlite3.SQLITE_TOOBIG, "divide it into scenes"),
        (sqlite3.SQLITE_SCHEMA, "what the database says"),
    ],
)
def test_every_trouble_is_one_sentence_with_the_name(code: int, said: str):
    sentence = str(trouble(PATH, refusal(code)))
    assert said in sentence
    assert "“sea.cocreate”" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY]
)
def test_broken_content_is_a_damaged_project(code: int):
    assert isinstance(trouble(PATH, refusal(code)), ProjectDamagedError)
    assert "untouched" in str(damaged(PATH))


def test_a_bug_of_ours_stays_a_bug():
    conn = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.ProgrammingError), told(PATH):
        conn.execute("SELECT ?", ())
    conn.close()


def test_trouble_in_the_database_is_told():
    conn = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(ProjectError), Link(conn, PATH).reading() as read:
        read.execute("SELECT * FROM nowhere")
    conn.close()


def test_writing_is_all_or_nothing_and_may_be_refused():
    conn = sqlite3.connect(":memory:", isolation_level=None)
    link = Link(conn, PATH)
    conn.execute("CREATE TABLE t (x UNIQUE)")
    with pytest.raises(ProjectError), link.writing() as write:
        write.executemany("INSERT INTO t VALUES (?)", [(1,), (1,)])
    assert conn.execute("SELECT count(*) FROM t").fetchone()[0] == 0
    with link.writing() as write, link.reading() as inner:
        write.execute("INSERT INTO t VALUES (1)")
        assert inner.execute("SELECT count(*) FROM t").fetchone()[0] == 1
    refused = Link(conn, PATH, "Held by another.")
    with pytest.raises(ProjectHeldError, match="Held by another"), refused.writing():
        pass
    conn.close()
