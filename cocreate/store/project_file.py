"""One project file: create it, open it, lock it, look whether it is one, close it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from functools import cached_property
from pathlib import Path
from types import TracebackType

from cocreate.base.clock import Clock
from cocreate.base.errors import (
    ProjectDamagedError,
    ProjectError,
    ProjectHeldError,
    ProjectTooNewError,
)
from cocreate.base.ids import IdSource
from cocreate.core.events import Entry
from cocreate.core.replay import fold
from cocreate.store import schema
from cocreate.store.keyframes import Keyframes
from cocreate.store.ledger import Ledger
from cocreate.store.link import Link, connection, damaged, told, trouble
from cocreate.store.pictures import Pictures
from cocreate.store.scratch import OpenBurst, Scratch
from cocreate.store.snapshots import Snapshots
from cocreate.store.write_lock import LockHeldError, WriteLock, lock_path

_PROGRAM = "Cocreate"
_READING = "This project is open for reading only."


class ProjectFile:
    """An open project file; make one with `create`, `open` or `look`."""

    def __init__(self, link: Link, lock: WriteLock | None) -> None:
        self.link = link
        self._lock = lock
        self.scratch = Scratch(link)
        self.ledger = Ledger(link, self.scratch)
        self.snapshots = Snapshots(link, self.ledger)
        self.keyframes = Keyframes(link)
        self.pictures = Pictures(link)

    @classmethod
    def create(
        cls, path: Path, clock: Clock, ids: IdSource, *, program: str = _PROGRAM
    ) -> ProjectFile:
        """Make a new, empty project at `path` and open it for writing.

        It is built beside its place and moved there whole, so that nothing half-made is ever seen.

        Raises:
            ProjectError: something is there already, or nothing can be made there.
        """
        path = path.absolute()
        if os.path.lexists(path):
            raise ProjectError(f"“{path.name}” is there already; choose another name.")
        if not path.parent.is_dir():
            raise ProjectError(f"There is no folder “{path.parent}”; make it first.")
        lock = _lock_or_refuse(path, clock, program)
        draft = path.with_name(f".{path.name}.new")
        try:
            _discard(draft)
            with told(path):
                _build(draft, clock, ids)
            draft.rename(path)
            return cls(_connect(path), lock)
        except BaseException as error:
            _discard(draft)
            lock.release()
            if isinstance(error, OSError):
                raise ProjectError(_cannot_make(path, error)) from error
            raise

    @classmethod
    def open(
        cls, path: Path, clock: Clock, *, writes: bool, program: str = _PROGRAM
    ) -> ProjectFile:
        """Open a project; where it may not be written, it opens for reading and says why.

        What a killed program left in the scratch becomes an event first, if nobody else writes.

        Raises:
            ProjectError: it is no project, is damaged, too new, or may not be read; it is
                left as it is.
        """
        path = path.absolute()
        _check(path)
        if writes:
            return cls._open_for_writing(path, clock, program)
        project = cls.look(path)
        if project.scratch.take() is None or not _may(path, os.W_OK):
            return project
        try:
            writer = cls._open_for_writing(path, clock, program)
        except ProjectError:
            return project
        writer.close()
        project.close()
        return cls.look(path)

    @classmethod
    def look(cls, path: Path, refusal: str = _READING) -> ProjectFile:
        """Open a project for reading and change nothing at all, not even what a crash left."""
        path = path.absolute()
        _check(path)
        return cls(_connect_reading(path, refusal), None)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.link.path

    @cached_property
    def identity(self) -> str:
        """The id that the project was given when it was made."""
        with self.link.reading() as conn:
            row = conn.execute("SELECT value FROM meta WHERE key = 'project'").fetchone()
        return str(row[0]) if row is not None else ""

    def setting(self, name: str) -> str:
        """Return what was kept under a name for this project on this machine; "" for nothing."""
        with self.link.reading() as conn:
            row = conn.execute("SELECT value FROM meta WHERE key = ?", (f"set {name}",)).fetchone()
        return str(row[0]) if row is not None else ""

    def keep_setting(self, name: str, value: str) -> None:
        """Keep something about this project that is no part of its history."""
        with self.link.writing() as conn:
            conn.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (f"set {name}", value),
            )

    @property
    def is_writable(self) -> bool:
        """Whether this program may write to it."""
        return self.link.refusal is None

    @property
    def holder(self) -> str | None:
        """Why this program may not write, as a sentence (who holds it); None: it may."""
        return self.link.refusal

    def require_writable(self) -> None:
        """Raise ProjectHeldError with the holder's sentence unless this program may write."""
        if self.link.refusal is not None:
            raise ProjectHeldError(self.link.refusal)

    def close(self) -> None:
        """Fold the side files into the file, close it and give the lock back."""
        if self.is_writable:
            with contextlib.suppress(sqlite3.Error):  # then the side files stay, complete
                self.link.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.link.conn.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> ProjectFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @classmethod
    def _open_for_writing(cls, path: Path, clock: Clock, program: str) -> ProjectFile:
        if not _may(path, os.W_OK):
            return cls.look(path, f"You may read “{path.name}” but not change it.")
        try:
            lock = WriteLock.take(lock_path(path), program, clock.now())
        except LockHeldError as held:
            return cls.look(path, _held(path, held))
        except OSError as error:
            return cls.look(
                path,
                f"“{path.name}” opens for reading only, because nothing can be written beside it"
                f" ({error.strerror or error}).",
            )
        link: Link | None = None
        try:
            link = _connect(path)
            project = cls(link, lock)
            project._recover()
        except BaseException as error:
            if link is not None:
                link.conn.close()
            lock.release()
            if type(error) is ProjectError:  # a full disk: what is there can still be read
                return cls.look(path, str(error))
            raise
        return project

    def _recover(self) -> None:
        burst = self.scratch.take()
        if burst is None:
            return
        if self._fits(burst):
            self.ledger.append([(burst.at_ms, burst.session, burst.event)])
        self.scratch.clear()

    def _fits(self, burst: OpenBurst) -> bool:
        state = self.snapshots.load()
        if burst.event.scene not in state.scenes:
            return False
        length = len(state.scenes[burst.event.scene].text)
        for op in burst.event.ops:
            if op.start < 0 or op.removed < 0 or op.start + op.removed > length:
                return False
            length += len(op.inserted.text) - op.removed
        fold(state, Entry(state.seq + 1, burst.at_ms, burst.session, burst.event))
        return True


def _build(path: Path, clock: Clock, ids: IdSource) -> None:
    from cocreate.store import migrations  # noqa: PLC0415 - takes longer to load than a window

    migrations.build(path, clock, ids)


def _connect(path: Path) -> Link:
    with told(path):
        conn = connection(path, "rw")
        try:
            version = _check_inside(conn, path)
            conn.execute("PRAGMA journal_mode = WAL")
            conn.execute("PRAGMA synchronous = FULL")
            if version < schema.SCHEMA_VERSION:
                _migrate(conn)
        except BaseException:
            conn.close()
            raise
        return Link(conn, path)


def _migrate(conn: sqlite3.Connection) -> None:
    from cocreate.store import migrations  # noqa: PLC0415 - takes longer to load than a window

    migrations.migrate(conn)


def _connect_reading(path: Path, refusal: str) -> Link:
    """Connect so that reading works beside a writer, without one, and without any rights.

    With rights the connection could write, but is told not to: only so it can tidy up the side
    files. Without rights the side files of a living writer are used, or none are looked for; so
    too where the disk is too full for side files.
    """
    has_rights = _may(path, os.W_OK) and _may(path.parent, os.W_OK)
    has_journal = _journal_size(path) > 0
    modes = ("rw",) if has_rights else ("ro",) if has_journal else ()
    with told(path):
        for mode in (*modes, *(() if has_journal else ("ro&immutable=1",))):
            conn = connection(path, mode)
            try:
                conn.execute("PRAGMA query_only = ON")
                _check_inside(conn, path)
                return Link(conn, path, refusal)
            except sqlite3.OperationalError:
                conn.close()
                if has_journal or mode == "ro&immutable=1":
                    raise
            except BaseException:
                conn.close()
                raise
    raise damaged(path)  # pragma: no cover - the loop returns or raises


def _may(path: Path, right: int) -> bool:
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)


def _check(path: Path) -> None:
    """Raise the right sentence unless there is a project of ours, without touching anything."""
    name = path.name
    try:
        status = path.stat()
    except FileNotFoundError:
        raise ProjectError(f"There is no file “{path}”.") from None
    except OSError as error:
        raise ProjectError(f"“{name}” cannot be opened ({error.strerror or error}).") from error
    if stat.S_ISDIR(status.st_mode):
        raise ProjectError(f"“{name}” is a folder, not a project file.")
    if not stat.S_ISREG(status.st_mode):
        raise ProjectError(f"“{name}” is not a file that could hold a project.")
    if not _may(path, os.R_OK):
        raise ProjectError(f"You have no permission to read “{name}”.")
    if status.st_size == 0:
        raise ProjectDamagedError(f"“{name}” is empty; it is not a Cocreate project.")
    _check_header(path, status.st_size)


def _check_header(path: Path, size: int) -> None:
    """Look at the first page through a connection that takes no locks and makes no files.

    (Not by reading the file: closing it would drop the locks this process may have on it.)
    """
    conn = connection(path, "ro&immutable=1")
    try:
        _check_identity(conn, path)
        pages: int = conn.execute("PRAGMA page_count").fetchone()[0]
        page_size: int = conn.execute("PRAGMA page_size").fetchone()[0]
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise _foreign(path) from error
        if code == sqlite3.SQLITE_CORRUPT and _journal_size(path):
            return  # killed while folding in the journal; the real connection mends it
        raise trouble(path, error) from error
    finally:
        conn.close()
    if pages * page_size > size and not _journal_size(path):
        raise ProjectDamagedError(
            f"“{path.name}” is cut off and was left untouched; restore it from a backup."
        )


def _check_inside(conn: sqlite3.Connection, path: Path) -> int:
    version = _check_identity(conn, path)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    if not dict(conn.execute(query)).items() >= schema.tables(version).items():
        raise damaged(path)
    return version


def _check_identity(conn: sqlite3.Connection, path: Path) -> int:
    """Return the version of the schema."""
    if conn.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise _foreign(path)
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.SCHEMA_VERSION:
        raise ProjectTooNewError(
            f"“{path.name}” was made by a newer version of Cocreate; update Cocreate to open it."
        )
    if version < 1:
        raise damaged(path)
    return version


def _foreign(path: Path) -> ProjectDamagedError:
    return ProjectDamagedError(f"“{path.name}” is not a Cocreate project; it was left untouched.")


def _journal_size(path: Path) -> int:
    real = path.resolve()
    try:
        return real.with_name(real.name + "-wal").stat().st_size
    except OSError:
        return 0


def _lock_or_refuse(path: Path, clock: Clock, program: str) -> WriteLock:
    try:
        return WriteLock.take(lock_path(path), program, clock.now())
    except LockHeldError as held:
        raise ProjectHeldError(_held(path, held)) from held
    except OSError as error:
        raise ProjectError(_cannot_make(path, error)) from error


def _held(path: Path, held: LockHeldError) -> str:
    if held.holder is None:
        return (
            f"“{path.name}” is being written to by another program; it can be read meanwhile,"
            " and changed once it is closed there."
        )
    return held.holder.sentence(path.name)


def _cannot_make(path: Path, error: OSError) -> str:
    return f"“{path.name}” cannot be made in “{path.parent}” ({error.strerror or error})."


def _discard(draft: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            draft.with_name(draft.name + ending).unlink()
