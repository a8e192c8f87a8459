"""Keyframes at rest: kept, loaded, distrusted, forgotten."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager

import pytest

from cocreate.base.errors import ProjectHeldError
from cocreate.core.events import ProjectNamed
from cocreate.store.keyframes import KeyframeRow
from cocreate.store.project_file import ProjectFile


@pytest.fixture
def path(tmp_path, clock, ids):
    path = tmp_path / "book.cocreate"
    with ProjectFile.create(path, clock, ids) as project:
        project.ledger.append([(1, "s", ProjectNamed(str(n), "W")) for n in range(8)])
    return path


@contextmanager
def opened(path, clock):
    with ProjectFile.open(path, clock, writes=True) as project:
        project.keyframes.secret = b"ours"
        yield project


def test_a_project_without_the_table_has_none(path, clock):
    with opened(path, clock) as project:
        assert project.keyframes.load() == []
        project.keyframes.clear()
        assert project.keyframes.last() == 0


def test_rows_come_back_in_order(path, clock):
    rows = [KeyframeRow(2, b"two"), KeyframeRow(5, b"five")]
    with opened(path, clock) as project:
        project.keyframes.put(rows[::-1])
    with ProjectFile.look(path) as project:
        project.keyframes.secret = b"ours"
        assert project.keyframes.load() == rows
        assert project.keyframes.last() == 5
        assert not project.keyframes.is_writable
        with pytest.raises(ProjectHeldError):
            project.keyframes.put(rows)


def test_rows_behind_an_event_are_forgotten(path, clock):
    with opened(path, clock) as project:
        project.keyframes.put([KeyframeRow(seq, b"x") for seq in (2, 4, 6)])
        project.keyframes.clear(after=4)
        assert [row.seq for row in project.keyframes.load()] == [2, 4]
        project.keyframes.clear()
        assert project.keyframes.load() == []


def test_rows_of_another_past_are_passed_over(path, clock):
    with opened(path, clock) as project:
        project.keyframes.put([KeyframeRow(seq, b"x") for seq in (2, 4, 6)])
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE keyframes SET hash = x'00' WHERE seq = 4")
    conn.close()
    with ProjectFile.look(path) as project:
        project.keyframes.secret = b"ours"
        assert [row.seq for row in project.keyframes.load()] == [2]


def test_rows_that_somebody_else_made_are_passed_over(path, clock):
    with opened(path, clock) as project:
        project.keyframes.secret = b"ours"
        project.keyframes.put([KeyframeRow(2, b"two")])
        assert project.keyframes.load() == [KeyframeRow(2, b"two")]
        project.keyframes.secret = b"theirs"
        assert project.keyframes.load() == []


def test_a_row_moved_to_another_event_is_passed_over(path, clock):
    with opened(path, clock) as project:
        project.keyframes.put([KeyframeRow(2, b"two")])
        project.link.conn.execute(
            "UPDATE keyframes SET seq = 3, hash = (SELECT hash FROM events WHERE seq = 3)"
        )
        assert project.keyframes.load() == []


@pytest.mark.parametrize("at", [0, 31, 32, 41])
def test_a_damaged_row_is_passed_over(path, clock, at):
    with opened(path, clock) as project:
        project.keyframes.put([KeyframeRow(seq, b"some words") for seq in (2, 4)])
    with sqlite3.connect(path) as conn:
        kept = bytearray(conn.execute("SELECT bytes FROM keyframes WHERE seq = 4").fetchone()[0])
        kept[at] ^= 1
        conn.execute("UPDATE keyframes SET bytes = ? WHERE seq = 4", (bytes(kept),))
    conn.close()
    with ProjectFile.look(path) as project:
        project.keyframes.secret = b"ours"
        assert [row.seq for row in project.keyframes.load()] == [2]
