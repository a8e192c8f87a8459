from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError, ProjectError
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from tests.fakes.clock import FakeClock
from tests.store.story import AT, SITTING, STORY, typed


def test_an_untouched_project_is_sound(told: Path):
    result = verify_project(told)
    assert result.ok
    assert result.first_problem is None
    assert result.events == len(STORY)


def test_a_snapshot_older_than_the_ledger_is_sound(told: Path):
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        project.ledger.append([(AT, SITTING, typed("scene-2", 0, "x"))])
        assert verify_project(told).ok
    assert verify_project(told).events == len(STORY) + 1


def test_the_check_changes_nothing(told: Path):
    before = told.read_bytes()
    verify_project(told)
    assert told.read_bytes() == before
    assert [child.name for child in told.parent.iterdir()] == [told.name]


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM events WHERE seq = 7", "Event 7 was removed"),
        ("UPDATE scenes SET text = replace(text, 'calm', 'wild')", "text of scene “Calm”"),
        ("UPDATE scenes SET text = 'x' || text", "cannot be read"),
        (
            "UPDATE scenes SET origins = replace(origins, 'declared', 'typed')",
            "origins of scene “Calm”",
        ),
        ("UPDATE scenes SET title = 'Other' WHERE id = 'scene-1'", "title, chapter or place"),
        ("UPDATE scenes SET position = 1 - position", "order of the scenes"),
        ("DELETE FROM scenes WHERE id = 'scene-2'", "scene scene-2 is missing"),
        (
            "INSERT INTO scenes SELECT 'x', -1, '', '', 1, '', '[[],[]]'",
            "scene x was added",
        ),
        ("UPDATE suggestions SET verdict = 'pending' WHERE id = 'h-1'", "suggestion in scene"),
        ("DELETE FROM suggestions WHERE id = 'h-1'", "h-1 is missing"),
        ("UPDATE notes SET note = 'other'", "note in scene “Calm” n-1"),
        ("UPDATE runs SET model = 'other'", "run run-1"),
        ("UPDATE calls SET cost_micros = 0 WHERE number = 0", "list of calls"),
        ("UPDATE sessions SET active_s = 9999.0", "sitting session-1"),
        ("UPDATE meta SET value = 'Other' WHERE key = 'title'", "title or writer"),
        ("UPDATE meta SET value = '[]' WHERE key = 'consents'", "services agreed to"),
        ("UPDATE meta SET value = '999' WHERE key = 'snapshot_seq'", "not in the ledger"),
        ("UPDATE meta SET value = '3' WHERE key = 'snapshot_seq'", "altered"),
    ],
)
def test_whatever_is_altered_is_found(
    told: Path, tamper: Callable[..., None], statement: str, sentence: str
):
    tamper(told, statement)
    result = verify_project(told)
    assert not result.ok
    assert result.first_problem is not None
    assert sentence in result.first_problem


def test_a_project_without_its_note_of_the_end_is_damaged(told: Path, tamper: Callable[..., None]):
    tamper(told, "UPDATE meta SET value = 'x' WHERE key = 'head_seq'")
    with pytest.raises(ProjectDamagedError):
        verify_project(told)


@pytest.mark.parametrize(
    ("table", "column"),
    [("events", "header"), ("events", "hash"), ("payloads", "salt"), ("payloads", "bytes")],
)
def test_a_changed_byte_anywhere_in_the_ledger_is_found(
    told: Path, tamper: Callable[..., None], table: str, column: str
):
    tamper(told)
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        conn = project.link.conn
        rows = conn.execute(f"SELECT seq, {column} FROM {table}").fetchall()
        for number, (seq, blob) in enumerate(rows):
            place = number * 7 % len(blob)
            changed = blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]
            conn.execute("BEGIN")
            conn.execute(
                f"UPDATE {table} SET {column} = ? WHERE seq = ? AND {column} = ?",
                (changed, seq, blob),
            )
            found = project.ledger.verify()
            conn.execute("ROLLBACK")
            assert found
            assert found[0].seq == seq
        assert project.ledger.verify() == ()


def test_a_file_with_spoilt_bytes_never_crashes_the_check(told: Path):
    original = told.read_bytes()
    answers: list[bool | str] = []
    for place in range(100, len(original), 1499):
        spoilt = bytearray(original)
        spoilt[place] ^= 0x11
        told.write_bytes(bytes(spoilt))
        try:
            answers.append(verify_project(told).ok)
        except ProjectError as error:
            answers.append(str(error))
    assert False in answers
    assert any(isinstance(answer, str) for answer in answers)


def test_an_event_that_cannot_be_replayed_is_a_finding(told: Path):
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        project.ledger.append([(AT, SITTING, typed("scene-9", 0, "x"))])
    result = verify_project(told)
    assert not result.ok
    assert "does not fit" in str(result.first_problem)


REBUILT = "CREATE TABLE copy AS SELECT * FROM {0}; DROP TABLE {0}; ALTER TABLE copy RENAME TO {0}"


@pytest.mark.parametrize("table", ["events", "payloads", "scenes", "meta", "checkpoints"])
def test_a_table_in_another_form_is_a_damaged_project(told: Path, table: str):
    with closing(sqlite3.connect(told)) as db:
        db.executescript(REBUILT.format(table))
    with pytest.raises(ProjectDamagedError, match="left untouched"):
        verify_project(told)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("CREATE TABLE secret (words TEXT)", "table “secret”"),
        ("CREATE VIEW sight AS SELECT * FROM events", "view “sight”"),
        ("CREATE INDEX quick ON events (hash)", "index “quick”"),
        (
            "CREATE TRIGGER evil AFTER INSERT ON payloads BEGIN DELETE FROM notes; END",
            "trigger “evil”",
        ),
        ("CREATE TABLE keyframes (seq INTEGER PRIMARY KEY, words TEXT)", "table “keyframes”"),
        ("CREATE TRIGGER _sqlite_migrations AFTER INSERT ON notes BEGIN SELECT 1; END", "_migr"),
    ],
)
def test_what_another_program_put_into_the_file_is_found(told: Path, statement: str, sentence: str):
    with closing(sqlite3.connect(told)) as db:
        db.execute(statement)
    result = verify_project(told)
    assert result.first_problem is not None
    assert sentence in result.first_problem
    assert "by another program" in result.first_problem


def test_statistics_and_missing_guards_alter_nothing(told: Path, tamper: Callable[..., None]):
    tamper(told, "ANALYZE")
    assert verify_project(told).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET header = NULL WHERE seq = 5",
        "UPDATE events SET hash = 'x' WHERE seq = 5",
        "UPDATE payloads SET bytes = 7 WHERE seq = 5",
        "UPDATE scenes SET position = 'first'",
    ],
)
def test_values_of_another_type_behind_a_table_in_the_right_form_are_found(
    told: Path, statement: str
):
    loose = "UPDATE sqlite_master SET sql = replace(replace(sql, ' STRICT', ''), ' NOT NULL', '')"
    with closing(sqlite3.connect(told, isolation_level=None)) as db:
        for guard in ("events_are_never_changed", "payloads_are_never_changed"):
            db.execute(f"DROP TRIGGER {guard}")
        kept = db.execute("SELECT sql, name FROM sqlite_master WHERE type = 'table'").fetchall()
        db.execute("PRAGMA writable_schema = ON")
        db.execute(f"{loose} WHERE name IN ('events', 'scenes')")
        db.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'STRICT,', '') WHERE name = 'payloads'"
        )
        db.execute("PRAGMA writable_schema = RESET")
        db.execute(statement)
        db.execute("PRAGMA writable_schema = ON")
        db.executemany("UPDATE sqlite_master SET sql = ? WHERE name = ?", kept)
        db.execute("PRAGMA writable_schema = RESET")
    assert "The file itself is damaged" in str(verify_project(told).first_problem)


def test_an_index_that_tells_otherwise_than_its_table_is_found(told: Path):
    with closing(sqlite3.connect(told, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        query = "SELECT sql FROM sqlite_master WHERE name = 'notes_by_scene'"
        (kept,) = db.execute(query).fetchone()
        db.execute("UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = 'notes_by_scene'")
        db.execute("PRAGMA writable_schema = RESET")
        db.execute("REINDEX notes_by_scene")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'notes_by_scene'", (kept,))
        db.execute("PRAGMA writable_schema = RESET")
    assert "notes_by_scene" in str(verify_project(told).first_problem)
