from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectError
from cocreate.core import chain
from cocreate.core.events import Entry, ProjectNamed
from cocreate.store.link import Link
from cocreate.store.project_file import ProjectFile
from cocreate.store.scratch import OpenBurst
from tests.fakes.clock import FakeClock
from tests.flows.failing_disk import FailingConnection
from tests.store.story import AT, SITTING, STORY, killed_while_typing, stamped, typed


@pytest.fixture
def begun(project: ProjectFile) -> ProjectFile:
    project.ledger.append(stamped(STORY[:5]))
    return project


def test_nothing_is_kept_at_first(project: ProjectFile):
    assert project.scratch.take() is None
    assert not project.scratch.holds("scene-1")


def test_the_burst_comes_back_and_the_last_write_counts(begun: ProjectFile):
    begun.scratch.write(SITTING, AT, typed("scene-2", 8, " H"))
    begun.scratch.write(SITTING, AT, typed("scene-2", 8, " Hard."))
    burst = OpenBurst(SITTING, AT, typed("scene-2", 8, " Hard."))
    assert begun.scratch.take() == burst
    assert begun.scratch.take() == burst
    assert begun.scratch.holds("scene-2")


def test_cleared_is_gone(begun: ProjectFile):
    begun.scratch.write(SITTING, AT, typed("scene-2", 8, " H"))
    begun.scratch.clear()
    assert begun.scratch.take() is None


def test_the_event_that_the_burst_becomes_clears_it(begun: ProjectFile):
    begun.scratch.write(SITTING, AT, typed("scene-2", 8, " H"))
    begun.ledger.append([(AT, SITTING, typed("scene-2", 8, " H"))])
    assert not begun.scratch.holds("scene-2")
    assert begun.scratch.take() is None


def test_other_events_leave_the_burst_alone(begun: ProjectFile):
    begun.scratch.write(SITTING, AT, typed("scene-2", 8, " H"))
    begun.ledger.append(
        [(AT, SITTING, ProjectNamed("a", "b")), (AT, SITTING, typed("scene-1", 0, "x"))]
    )
    assert begun.scratch.take() is not None


def test_commits_are_pressed_onto_the_disk_again_after_a_scratch_write(begun: ProjectFile):
    begun.scratch.write(SITTING, AT, typed("scene-2", 8, " H"))
    assert begun.link.conn.execute("PRAGMA synchronous").fetchone()[0] == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE open_burst SET bytes = x'7b' WHERE name = 'header'",
        "UPDATE open_burst SET bytes = x'00' WHERE name = 'text'",
        "UPDATE open_burst SET bytes = x'5b5d' WHERE name = 'header'",
        "UPDATE open_burst SET bytes = zeroblob(0) WHERE name = 'pos'",
    ],
)
def test_a_broken_burst_is_no_burst(begun: ProjectFile, statement: str):
    begun.scratch.write(SITTING, AT, typed("scene-2", 8, " H"))
    begun.link.conn.execute(statement)
    assert begun.scratch.take() is None


def test_a_burst_of_no_time_is_no_burst(begun: ProjectFile):
    begun.scratch.write(SITTING, 10**18, typed("scene-2", 8, " H"))
    assert begun.scratch.take() is None


def test_only_bursts_of_typing_are_taken(begun: ProjectFile):
    header, payloads = chain.split(Entry(0, AT, SITTING, ProjectNamed("a", "b")))
    begun.link.conn.executemany(
        "INSERT INTO open_burst VALUES (?, ?)",
        [("header", json.dumps(header).encode()), *payloads.items()],
    )
    assert begun.scratch.take() is None


def test_the_next_start_turns_the_burst_into_an_event(told: Path):
    killed_while_typing(told)
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        assert project.is_writable
        assert project.snapshots.load().scenes["scene-2"].text.text() == "It blew. Hard."
        assert project.ledger.count == len(STORY) + 1
        assert project.scratch.take() is None
        assert project.ledger.verify() == ()


def test_a_command_that_only_reads_finds_the_last_typing_too(told: Path):
    killed_while_typing(told)
    with ProjectFile.open(told, FakeClock(), writes=False) as project:
        assert not project.is_writable
        assert project.snapshots.load().scenes["scene-2"].text.text() == "It blew. Hard."
    assert sorted(child.name for child in told.parent.iterdir()) == [told.name]


def test_looking_changes_nothing(told: Path):
    killed_while_typing(told)
    with ProjectFile.look(told) as project:
        assert project.ledger.count == len(STORY)
        assert project.scratch.take() is not None


def test_a_reader_beside_a_living_writer_leaves_its_burst_alone(told: Path):
    with ProjectFile.open(told, FakeClock(), writes=True) as writer:
        writer.scratch.write(SITTING, AT, typed("scene-2", 8, " Hard."))
        with ProjectFile.open(told, FakeClock(), writes=False) as reader:
            assert reader.ledger.count == len(STORY)
        assert writer.scratch.take() is not None


@pytest.mark.parametrize(("scene", "start"), [("scene-9", 0), ("scene-2", 80)])
def test_a_burst_that_fits_nowhere_does_not_lock_the_project(told: Path, scene: str, start: int):
    killed_while_typing(told, scene, start)
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        assert project.ledger.count == len(STORY)
        assert project.scratch.take() is None


def test_a_burst_of_which_it_is_not_known_whether_it_was_kept_never_comes_back(
    path: Path, begun: ProjectFile
):
    begun.close()
    disk = sqlite3.connect(path, isolation_level=None, factory=FailingConnection)
    burst = typed("scene-2", 8, " Hard.")
    with ProjectFile(Link(disk, path), None) as project:
        disk.fail(6, 1)  # the last of the statements, after the burst was kept
        with pytest.raises(ProjectError):
            project.scratch.write(SITTING, AT, burst)
        disk.heal()
        assert disk.execute("SELECT count(*) FROM open_burst").fetchone()[0] > 0
        project.ledger.append([(AT, SITTING, burst)])
        assert project.scratch.take() is None
