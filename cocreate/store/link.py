"""The connection to one project file, with its refusals and its troubles told in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import ProjectDamagedError, ProjectError, ProjectHeldError

_WAIT_S = 5.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
_SENTENCES: dict[int, str] = {
    sqlite3.SQLITE_FULL: (
        "“{name}” could not be saved because the disk is full; free some space, then go on."
    ),
    sqlite3.SQLITE_IOERR: (
        "“{name}” could not be read or saved because the disk reported an error or is full;"
        " check the disk and its free space, then try again."
    ),
    sqlite3.SQLITE_READONLY: (
        "“{name}” may not be changed; check the permissions of the file and its folder."
    ),
    sqlite3.SQLITE_PERM: "“{name}” may not be opened; check the permissions of the file.",
    sqlite3.SQLITE_CANTOPEN: (
        "“{name}” cannot be opened; check that the file is there and that its folder may be used."
    ),
    sqlite3.SQLITE_BUSY: "“{name}” is busy in another program; try again in a moment.",
    sqlite3.SQLITE_LOCKED: "“{name}” is busy in another program; try again in a moment.",
    sqlite3.SQLITE_TOOBIG: "“{name}” cannot take a text of this size; divide it into scenes.",
}


def damaged(path: Path) -> ProjectDamagedError:
    """Return the error for a project whose content is broken."""
    return ProjectDamagedError(
        f"“{path.name}” is a damaged project and was left untouched; restore it from a backup."
    )


def trouble(path: Path, error: sqlite3.Error) -> ProjectError:
    """Return the sentence for what the database said about the project at `path`."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _DAMAGED:
        return damaged(path)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return ProjectDamagedError(
            f"“{path.name}” holds records that do not fit together;"
            " run `cocreate verify` to see which."
        )
    sentence = _SENTENCES.get(code)
    if sentence is None:
        return ProjectError(f"“{path.name}” cannot be used ({error}); restore it from a backup.")
    return ProjectError(sentence.format(name=path.name))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong in the database into a sentence; a bug of ours stays a bug."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise trouble(path, error) from error


def connection(path: Path, mode: str) -> sqlite3.Connection:
    """Connect to a file, in autocommit mode; `mode` is what SQLite calls so in a file's address."""
    conn = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_WAIT_S
    )
    conn.text_factory = _text
    return conn


def _text(stored: bytes) -> str:
    """Return stored text; a lone surrogate that a model once sent comes back as it was."""
    try:
        return stored.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        broken = sqlite3.DatabaseError("a text is no UTF-8")
        broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise broken from error


@dataclass(frozen=True, slots=True)
class Link:
    """An open database, in autocommit mode but for the two kinds of transaction below.

    Args:
        refusal: why this program may not write to it, as a sentence; None: it may.
    """

    conn: sqlite3.Connection
    path: Path
    refusal: str | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read in one transaction: nothing that others write meanwhile is seen."""
        with told(self.path), _transaction(self.conn, "BEGIN"):
            yield self.conn

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction: all of it is kept, or on any error nothing."""
        if self.refusal is not None:
            raise ProjectHeldError(self.refusal)
        with told(self.path), _transaction(self.conn, "BEGIN IMMEDIATE"):
            yield self.conn


@contextmanager
def _transaction(conn: sqlite3.Connection, begin: str) -> Iterator[None]:
    """Hold a transaction, or be part of the one that is held already."""
    if conn.in_transaction:
        yield
        return
    conn.execute(begin)
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        conn.rollback()  # does nothing where the error itself ended the transaction
        raise
