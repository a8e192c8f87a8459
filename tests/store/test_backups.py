from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectError
from cocreate.store.backups import Backup, Backups
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from cocreate.store.write_lock import WriteLock
from tests.fakes.clock import FakeClock
from tests.fakes.full_disk import little_room
from tests.store.story import AT, SITTING, typed

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "home" / "backups")


def write_more(path: Path, text: str = "More. ") -> None:
    with ProjectFile.open(path, FakeClock(), writes=True) as project:
        project.ledger.append([(AT, SITTING, typed("scene-2", 0, text))])


def text_of(path: Path) -> str:
    with ProjectFile.look(path) as project:
        return project.snapshots.load().scenes["scene-2"].text.text()


def test_a_backup_is_a_whole_project_that_verifies(told: Path, backups: Backups):
    made = backups.make(told, NOW)
    assert made is not None
    assert verify_project(made.path).ok
    assert made.size == made.path.stat().st_size > 0
    with ProjectFile.look(told) as project, ProjectFile.look(made.path) as copy:
        assert copy.identity == project.identity
        assert copy.ledger.head() == project.ledger.head()
    assert backups.of(told) == [made]
    left = sorted(path.name for path in made.path.parent.iterdir())
    assert left == [made.path.name]


def test_an_open_project_is_copied_as_it_stands_and_goes_on(told: Path, backups: Backups):
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        project.ledger.append([(AT, SITTING, typed("scene-2", 0, "Now. "))])
        made = backups.make(told, NOW)
        project.ledger.append([(AT, SITTING, typed("scene-2", 0, "Later. "))])
    assert made is not None
    assert text_of(made.path) == "Now. It blew."
    assert text_of(told) == "Later. Now. It blew."
    assert verify_project(told).ok


def test_without_a_new_event_there_is_no_new_backup(told: Path, backups: Backups):
    first = backups.make(told, NOW)
    assert backups.make(told, NOW + HOUR) is None
    write_more(told)
    second = backups.make(told, NOW + 2 * HOUR)
    assert backups.of(told) == [second, first]


def test_old_ones_go_as_the_rotation_says(told: Path, backups: Backups):
    moments = [timedelta(minutes=5), timedelta(minutes=10), HOUR, 2 * HOUR]
    for moment in moments:
        write_more(told)
        backups.make(told, NOW + moment)
    assert [backup.at - NOW for backup in backups.of(told)] == [2 * HOUR, HOUR, moments[1]]


def made_at(told: Path, backups: Backups, after: timedelta) -> Backup:
    write_more(told)
    made = backups.make(told, NOW + after)
    assert made is not None
    return made


def test_none_goes_for_a_later_one_that_was_spoilt_since(told: Path, backups: Backups):
    morning, noon, evening = (made_at(told, backups, hours * HOUR) for hours in (1, 3, 8))
    evening.path.write_bytes(evening.path.read_bytes()[:-4096])
    days_later = made_at(told, backups, timedelta(days=5))
    assert backups.of(told) == [days_later, evening, noon, morning]
    evening.path.unlink()
    weeks_later = made_at(told, backups, timedelta(days=8))
    assert backups.of(told) == [weeks_later, days_later, noon]


def test_of_a_damaged_project_no_backup_is_made_and_the_earlier_ones_stay(
    told: Path, backups: Backups, tamper: Callable[..., None]
):
    first = backups.make(told, NOW)
    write_more(told)
    tamper(told, "UPDATE events SET hash = zeroblob(32) WHERE seq = 5")
    with pytest.raises(ProjectError, match=r"does not verify.*earlier ones are kept"):
        backups.make(told, NOW + timedelta(minutes=1))
    assert backups.of(told) == [first]


def test_a_backup_that_cannot_be_read_is_no_reason_to_make_none(told: Path, backups: Backups):
    first = backups.make(told, NOW)
    assert first is not None
    first.path.write_text("broken")
    assert backups.make(told, NOW + HOUR) is not None


def test_on_a_full_disk_the_earlier_ones_stay(told: Path, backups: Backups):
    first = backups.make(told, NOW)
    write_more(told)
    with little_room(20_000), pytest.raises(ProjectError, match="earlier ones are kept"):
        backups.make(told, NOW + timedelta(minutes=1))
    assert backups.of(told) == [first]
    assert first is not None
    assert [path for path in first.path.parent.iterdir() if path != first.path] == []
    second = backups.make(told, NOW + timedelta(minutes=2))
    assert backups.of(told) == [second]


def test_where_no_folder_can_be_made_one_sentence_says_so(told: Path, tmp_path: Path):
    (tmp_path / "home").write_text("a file")
    with pytest.raises(ProjectError, match=r"No backup of “sea\.cocreate” could be made"):
        Backups(tmp_path / "home").make(told, NOW)


def test_two_at_once_are_one(told: Path, backups: Backups):
    first = backups.make(told, NOW)
    assert first is not None
    write_more(told)
    lock = WriteLock.take(first.path.parent / ".lock", "Cocreate", NOW)
    assert backups.make(told, NOW + HOUR) is None
    lock.release()
    assert backups.make(told, NOW + HOUR) is not None


def test_what_a_killed_backup_left_is_swept_away(told: Path, backups: Backups):
    first = backups.make(told, NOW)
    assert first is not None
    (first.path.parent / ".new").write_text("half")
    write_more(told)
    second = backups.make(told, NOW + HOUR)
    assert second is not None
    assert not (first.path.parent / ".new").exists()
    assert verify_project(second.path).ok


def test_those_of_a_lost_or_broken_project_are_found_by_its_place(told: Path, backups: Backups):
    assert not backups.knows(told)
    made = backups.make(told, NOW)
    assert backups.knows(told)
    told.write_text("broken")
    assert backups.of(told) == [made]
    told.unlink()
    assert backups.of(told) == [made]
    assert backups.of(told.with_name("other.cocreate")) == []


def test_those_of_a_moved_project_are_found_by_its_id(told: Path, backups: Backups):
    made = backups.make(told, NOW)
    moved = told.rename(told.with_name("moved.cocreate"))
    assert backups.of(moved) == [made]
    write_more(moved)
    second = backups.make(moved, NOW + HOUR)
    assert backups.of(moved) == [second, made]


def test_a_strange_id_leads_nowhere_else(told: Path, backups: Backups, tmp_path: Path):
    db = sqlite3.connect(told)
    db.execute("UPDATE meta SET value = '../../../escaped' WHERE key = 'project'")
    db.commit()
    db.close()
    made = backups.make(told, NOW)
    assert made is not None
    assert made.path.is_relative_to(tmp_path / "home" / "backups")
    assert len(made.path.relative_to(backups.root).parts) == 3


def test_files_of_others_in_the_folder_are_left_alone(told: Path, backups: Backups):
    made = backups.make(told, NOW)
    assert made is not None
    stranger = made.path.with_name("2026 notes.cocreate")
    stranger.write_text("mine")
    assert backups.of(told) == [made]
    made.path.unlink()
    assert made.size == 0
    assert stranger.read_text() == "mine"
