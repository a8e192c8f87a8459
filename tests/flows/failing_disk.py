"""A project on a disk that fails at a chosen write, and a little work to do on it."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.core.events import HunkOffered, RunStarted
from cocreate.core.origin import UNKNOWN_IMPORTED, Contributor, plain
from cocreate.core.suggestion import Verdict
from cocreate.store.link import Link
from cocreate.store.project_file import ProjectFile
from cocreate.store.write_lock import WriteLock, lock_path
from cocreate.workspace.opening import create
from cocreate.workspace.review import Review
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.sitting import Sitting
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.writing import pasting, type_text

_READS = ("SELECT", "PRAGMA quick", "PRAGMA table", "ROLLBACK")
FOR_EVER = 10**9


class FailingConnection(sqlite3.Connection):
    """Fail at the statements that are chosen, among those that write."""

    writes = 0
    fails_at = FOR_EVER
    fails_until = FOR_EVER

    def fail(self, first: int, count: int) -> None:
        """Let `count` writing statements fail, beginning with the `first`th from now on."""
        self.writes = 0
        self.fails_at, self.fails_until = first, first + count

    def heal(self) -> None:
        self.fails_at = FOR_EVER

    def execute(self, *statement):
        self._write(statement[0])
        return super().execute(*statement)

    def executemany(self, statement, rows):
        self._write(statement)
        return super().executemany(statement, rows)

    def _write(self, statement: str) -> None:
        if statement == "BEGIN" or statement.lstrip().upper().startswith(_READS):
            return
        self.writes += 1
        if self.fails_at <= self.writes < self.fails_until:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error


@dataclass
class Bench:
    """An open project, and what the writer was told."""

    workspace: Workspace
    clock: FakeClock
    disk: FailingConnection
    troubles: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def scene(self) -> str:
        return self.workspace.state.order[0]

    def work(self) -> None:
        """Type, paste, accept, add a scene, take back, save: with every kind of write."""
        workspace, scene = self.workspace, self.scene
        type_text(workspace, scene, "A line of words.\n")
        type_text(workspace, scene, "Another")
        self.clock.advance(1.5)
        workspace.tick()
        self._accept()
        workspace.edit(scene, 0, 0, "Pasted. ", pasting())
        Scenes(workspace).add_all([NewScene("I", "New", plain("Text.", UNKNOWN_IMPORTED))])
        workspace.undo(scene)
        self.clock.advance(31)
        workspace.tick()
        workspace.save()

    def _accept(self) -> None:
        hunk = self.workspace.ids.new("s")
        self.workspace.record(
            RunStarted("run-1", "line-editor", "Line editor", "line_edit", "m", self.scene, "?"),
            HunkOffered(
                hunk,
                "run-1",
                self.scene,
                "line-editor",
                "m",
                Contributor.AI,
                2,
                6,
                "line",
                "fine line",
                "Because.",
                None,
                Verdict.PENDING,
            ),
        )
        Review(self.workspace).accept(hunk)

    def texts(self) -> list[str]:
        return [scene.text.text() for scene in self.workspace.state.manuscript()]


def make_template(path: Path) -> Path:
    """Make the project that every trial begins with."""
    workspace = create(path, title="Book", writer="", clock=FakeClock(), ids=CountingIds())
    Scenes(workspace).add("Opening")
    assert workspace.close()
    return path


def open_failing(template: Path, path: Path) -> Bench:
    """Open a copy of the template on a disk that can be told to fail."""
    shutil.copyfile(template, path)
    disk = sqlite3.connect(path, isolation_level=None, factory=FailingConnection)
    disk.execute("PRAGMA journal_mode = WAL")
    disk.execute("PRAGMA synchronous = FULL")
    lock = WriteLock.take(lock_path(path), "Cocreate", SystemClock().now())
    project = ProjectFile(Link(disk, path), lock)
    clock, ids = FakeClock(), CountingIds()
    for prefix in ("session", "scene", "s"):
        for _ in range(5):
            ids.new(prefix)
    clock.advance(3600)
    sitting = Sitting(clock, ids, how="window", idle_limit_s=120)
    workspace = Workspace(project, project.snapshots.load(), sitting, clock, ids)
    bench = Bench(workspace, clock, disk)
    workspace.troubles.listen(bench.troubles.append)
    workspace.notices.listen(bench.notices.append)
    return bench
