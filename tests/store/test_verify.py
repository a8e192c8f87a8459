from __future__ import annotations

from collections.abc import Callable
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
