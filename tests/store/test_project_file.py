from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cocreate.base.errors import (
    ProjectDamagedError,
    ProjectError,
    ProjectHeldError,
    ProjectTooNewError,
)
from cocreate.core.events import ProjectNamed
from cocreate.store.project_file import ProjectFile
from cocreate.store.schema import SCHEMA_VERSION
from cocreate.store.verify import verify_project
from cocreate.store.write_lock import WriteLock, lock_path
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.store.story import AT, SITTING, STORY, killed_while_typing, stamped

NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """Be somebody whom permissions bind, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let no file grow beyond `size`, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def shared(told: Path) -> Iterator[Path]:
    """The project in a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / told.name
        path.write_bytes(told.read_bytes())
        yield path


def names(path: Path) -> list[str]:
    return sorted(child.name for child in path.parent.iterdir())


def opened(path: Path, *, writes: bool = True) -> ProjectFile:
    return ProjectFile.open(path, FakeClock(), writes=writes)


# --- Making ---------------------------------------------------------------------------------


def test_a_new_project_is_one_file_after_closing(path: Path):
    with ProjectFile.create(path, FakeClock(), CountingIds()) as project:
        assert project.is_writable
        assert project.holder is None
        assert project.path == path
        project.require_writable()
        project.ledger.append(stamped())
    assert names(path) == ["sea.cocreate"]


def test_an_existing_file_is_not_replaced(path: Path):
    path.write_text("mine")
    with pytest.raises(ProjectError, match="there already"):
        ProjectFile.create(path, FakeClock(), CountingIds())
    assert path.read_text() == "mine"
    assert names(path) == ["sea.cocreate"]


def test_a_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(ProjectError, match="There is no folder"):
        ProjectFile.create(tmp_path / "none" / "a.cocreate", FakeClock(), CountingIds())


def test_a_folder_without_permission_is_told(shared: Path):
    shared.parent.chmod(0o555)
    with without_rights(), pytest.raises(ProjectError, match="cannot be made"):
        ProjectFile.create(shared.with_name("a.cocreate"), FakeClock(), CountingIds())
    shared.parent.chmod(0o755)
    assert names(shared) == [shared.name]


def test_a_path_that_another_program_is_making_is_left_to_it(path: Path):
    lock = WriteLock.take(lock_path(path), "Cocreate", FakeClock().now())
    with pytest.raises(ProjectHeldError, match="being written to"):
        ProjectFile.create(path, FakeClock(), CountingIds())
    lock.release()
    assert names(path) == []


def test_a_failed_making_leaves_nothing(path: Path):
    class BrokenIds:
        def new(self, prefix: str) -> str:
            raise OSError(28, "No space left on device")

    with pytest.raises(ProjectError, match="No space left"):
        ProjectFile.create(path, FakeClock(), BrokenIds())
    assert names(path) == []


def test_a_draft_left_by_a_killed_program_does_not_disturb(path: Path):
    path.with_name(".sea.cocreate.new").write_text("half a file")
    ProjectFile.create(path, FakeClock(), CountingIds()).close()
    assert names(path) == ["sea.cocreate"]


# --- Files that are no project: one sentence, nothing touched ---------------------------------


def foreign_database(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE photos (x)")
    db.commit()
    db.close()


def newer(path: Path) -> None:
    ProjectFile.create(path, FakeClock(), CountingIds()).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.commit()
    db.close()


def without_version(path: Path) -> None:
    newer(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 0")
    db.commit()
    db.close()


def without_a_table(path: Path) -> None:
    ProjectFile.create(path, FakeClock(), CountingIds()).close()
    db = sqlite3.connect(path)
    db.execute("DROP TABLE scenes")
    db.commit()
    db.close()


def cut(to: Callable[[int], int]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with ProjectFile.create(path, FakeClock(), CountingIds()) as project:
            project.ledger.append(stamped())
            project.snapshots.rebuild()
        os.truncate(path, to(path.stat().st_size))

    return make


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda path: path.write_bytes(b""), ProjectDamagedError, "is empty"),
        (lambda path: path.write_text("# A novel\n" * 500), ProjectDamagedError, "not a Cocreate"),
        (
            lambda path: path.write_bytes(b"SQLite format 3\0"),
            ProjectDamagedError,
            "not a Cocreate",
        ),
        (foreign_database, ProjectDamagedError, "not a Cocreate project"),
        (newer, ProjectTooNewError, "newer version"),
        (without_version, ProjectDamagedError, "damaged"),
        (without_a_table, ProjectDamagedError, "damaged"),
        (cut(lambda size: size - 1), ProjectDamagedError, "cut off"),
        (cut(lambda size: size - 4096), ProjectDamagedError, "damaged"),
        (cut(lambda size: size // 2), ProjectDamagedError, "untouched"),
        (cut(lambda _: 5000), ProjectDamagedError, "untouched"),
        (cut(lambda _: 200), ProjectDamagedError, "damaged"),
        (cut(lambda _: 30), ProjectDamagedError, "not a Cocreate project"),
        (lambda path: path.mkdir(), ProjectError, "is a folder"),
        (lambda path: None, ProjectError, "There is no file"),
        (os.mkfifo, ProjectError, "not a file that could"),
    ],
)
@pytest.mark.parametrize("writes", [True, False])
def test_what_is_no_project_gets_one_sentence_and_is_left_as_it_is(
    path: Path,
    make: Callable[[Path], object],
    error: type[ProjectError],
    said: str,
    writes: bool,
):
    make(path)
    before = path.read_bytes() if path.is_file() else None
    files = names(path)
    with pytest.raises(error, match=said) as trouble:
        opened(path, writes=writes)
    assert "\n" not in str(trouble.value)
    assert names(path) == files
    assert before is None or path.read_bytes() == before


def test_a_file_that_may_not_be_read_is_told(shared: Path):
    shared.chmod(0)
    with without_rights(), pytest.raises(ProjectError, match="no permission to read"):
        opened(shared)


def test_a_file_in_a_closed_folder_is_told(tmp_path: Path):
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0)
    with without_rights(), pytest.raises(ProjectError, match="cannot be opened"):
        opened(folder / "a.cocreate")


# --- One writer, many readers -----------------------------------------------------------------


def test_a_second_program_reads_and_says_who_writes(told: Path):
    with opened(told) as first, opened(told) as second:
        assert first.is_writable
        assert not second.is_writable
        assert f"process {os.getpid()}" in str(second.holder)
        assert second.ledger.count == len(STORY)
        assert second.snapshots.load().title == "The Grey Sea"
        with pytest.raises(ProjectHeldError, match="being written to by Cocreate"):
            second.require_writable()
        with pytest.raises(ProjectHeldError):
            second.snapshots.rebuild()
    with opened(told) as third:
        assert third.is_writable


def test_a_holder_that_cannot_be_named_is_another_program(told: Path):
    with opened(told):
        lock_path(told).write_text("")
        with opened(told) as second:
            assert "another program" in str(second.holder)


def test_side_files_are_gone_when_the_last_one_closes(told: Path):
    writer = opened(told)
    reader = opened(told, writes=False)
    writer.ledger.append([(AT, SITTING, ProjectNamed("a", "b"))])
    reader.ledger.refresh()
    writer.close()
    reader.close()
    assert names(told) == [told.name]
    assert verify_project(told).ok


def test_looking_at_a_header_does_not_drop_the_locks_of_this_process(told: Path):
    writer = opened(told)
    for _ in range(3):
        opened(told, writes=False).close()
    subprocess.run([sys.executable, "-c", GLANCE, str(told)], check=True)
    assert Path(f"{told}-wal").exists()
    writer.ledger.append([(AT, SITTING, ProjectNamed("a", "b"))])
    writer.close()
    assert verify_project(told).events == len(STORY) + 1


def test_a_full_disk_at_the_next_start_opens_for_reading_and_keeps_the_burst(told: Path):
    killed_while_typing(told, text="".join(map(chr, range(0x4E00, 0x7000))))
    with files_up_to(32_768), opened(told) as project:
        assert not project.is_writable
        assert "is full" in str(project.holder)
        assert project.snapshots.load().title == "The Grey Sea"
    with opened(told) as project:
        assert project.is_writable
        assert len(project.snapshots.load().scenes["scene-2"].text) > 8000


def test_without_room_for_side_files_a_project_can_be_read(told: Path):
    with files_up_to(4096), opened(told, writes=False) as project:
        assert project.snapshots.load().title == "The Grey Sea"


def test_a_project_that_fails_to_recover_for_another_reason_is_not_opened(told: Path):
    killed_while_typing(told)
    db = sqlite3.connect(told)
    db.execute("CREATE TRIGGER refuse BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no'); END")
    db.commit()
    db.close()
    with pytest.raises(ProjectDamagedError):
        opened(told)
    with opened(told, writes=False) as project:
        assert project.scratch.take() is not None


def test_a_project_that_may_only_be_read_opens_for_reading(shared: Path):
    shared.chmod(0o444)
    with without_rights(), opened(shared) as project:
        assert not project.is_writable
        assert "may read “sea.cocreate” but not change it" in str(project.holder)
        assert project.snapshots.load().title == "The Grey Sea"
    assert names(shared) == [shared.name]


def test_a_folder_that_takes_no_lock_file_opens_for_reading(shared: Path):
    shared.chmod(0o666)
    shared.parent.chmod(0o555)
    with without_rights(), opened(shared) as project:
        assert not project.is_writable
        assert "nothing can be written beside it" in str(project.holder)
        assert project.snapshots.load().title == "The Grey Sea"
    shared.parent.chmod(0o755)
    assert names(shared) == [shared.name]


def test_somebody_without_rights_reads_beside_a_living_writer(shared: Path):
    with opened(shared) as writer:
        writer.ledger.append([(AT, SITTING, ProjectNamed("New", ""))])
        for child in shared.parent.iterdir():
            child.chmod(0o444)
        with without_rights(), opened(shared, writes=False) as project:
            assert project.snapshots.load().title == "New"


# --- Killed -----------------------------------------------------------------------------------

GLANCE = """
import sqlite3, sys
conn = sqlite3.connect(sys.argv[1])
conn.execute("SELECT * FROM meta").fetchall()
conn.close()
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from cocreate.core.events import ProjectNamed
from cocreate.store.project_file import ProjectFile
from tests.fakes.clock import FakeClock
project = ProjectFile.open(Path(sys.argv[1]), FakeClock(), writes=True)
for number in range(100_000):
    project.ledger.append([(number, "s", ProjectNamed("x" * 3000, ""))])
    print(project.ledger.count, flush=True)
"""


def test_a_writer_killed_while_it_writes_loses_nothing_that_was_written(told: Path):
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(told)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert child.stdout is not None
    last = 0
    for line in child.stdout:
        last = int(line)
        if last >= len(STORY) + 400:
            break
    child.kill()
    child.stdout.close()
    child.wait()
    assert Path(f"{told}-wal").exists()
    with opened(told) as project:
        assert project.is_writable
        assert project.ledger.count >= last
        assert project.ledger.verify() == ()
    assert verify_project(told).ok
    assert names(told) == [told.name]


def test_a_reader_after_a_kill_needs_no_writer(told: Path):
    copy = told.with_name("copy.cocreate")
    with opened(told) as writer:
        writer.ledger.append([(AT, SITTING, ProjectNamed("New", ""))])
        copy.write_bytes(told.read_bytes())
        Path(f"{copy}-wal").write_bytes(Path(f"{told}-wal").read_bytes())
    with opened(copy, writes=False) as project:
        assert project.ledger.count == len(STORY) + 1


def test_a_kill_while_the_journal_was_folded_in_is_mended(told: Path):
    copy = told.with_name("copy.cocreate")
    with opened(told) as writer:
        before = told.read_bytes()
        writer.ledger.append([(AT, SITTING, ProjectNamed("x" * 20_000, "")) for _ in range(20)])
        wal = Path(f"{told}-wal").read_bytes()
        writer.link.conn.execute("PRAGMA wal_checkpoint(FULL)")
        after = told.read_bytes()
    assert len(after) > len(before)
    # Only the first page had been folded in: it tells of pages that the file has not got yet.
    copy.write_bytes(after[:4096] + before[4096:])
    Path(f"{copy}-wal").write_bytes(wal)
    with opened(copy) as project:
        assert project.ledger.count == len(STORY) + 20
        assert project.ledger.verify() == ()


# --- Cost -------------------------------------------------------------------------------------


def test_opening_does_not_read_the_whole_ledger(path: Path):
    def steps(events: int) -> int:
        with opened(path) as project:
            project.ledger.append([(AT, SITTING, ProjectNamed("x", ""))] * events)
            project.snapshots.rebuild()
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        with opened(path) as project:
            project.link.conn.set_progress_handler(count, 1)
            project.ledger.refresh()
            project.snapshots.load()
        return counted

    ProjectFile.create(path, FakeClock(), CountingIds()).close()
    assert abs(steps(2000) - steps(10)) < 50
