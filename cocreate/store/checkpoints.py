"""Checkpoints at rest: at which events the ledger was sealed, and the notes that say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cocreate.core.checkpoint import TreeHead, origin_of, read_tree_head
from cocreate.core.merkle import Frontier

Seal = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """A checkpoint as it is kept.

    Args:
        size: the number of events it covers; the last of them is the event that tells of it.
        peaks: the frontier of the tree then, so that the next root needs only what came since.
        note: the tree head, and below it the signature where there is one.
    """

    size: int
    peaks: bytes
    note: bytes

    @property
    def text(self) -> str:
        """The note as text.

        Raises:
            ValueError: it is no UTF-8.
        """
        return self.note.decode("utf-8")


class Checkpoints:
    """Make and read the checkpoints of one project; `seal` signs, where there is a key."""

    def __init__(self) -> None:
        self.seal: Seal | None = None

    def add(self, conn: sqlite3.Connection, sizes: Iterable[int]) -> None:
        """Seal the ledger at each of these sizes, within the transaction that wrote the events."""
        for size in sizes:
            frontier = grown(conn, size)
            body = TreeHead(origin(conn), size, frontier.root()).body()
            note = body if self.seal is None else self.seal(body)
            conn.execute(
                "INSERT INTO checkpoints (size, peaks, note) VALUES (?, ?, ?)",
                (size, frontier.packed(), note),
            )


def has_table(conn: sqlite3.Connection) -> bool:
    """Whether the file knows of checkpoints at all (a first version, only read, does not)."""
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'checkpoints'"
    return bool(conn.execute(query).fetchone()[0])


def origin(conn: sqlite3.Connection) -> str:
    """Return the origin line of the project."""
    row = conn.execute("SELECT value FROM meta WHERE key = 'project'").fetchone()
    return origin_of(row[0] if row else "")


def rows(conn: sqlite3.Connection) -> Iterator[CheckpointRow]:
    """Yield the checkpoints, oldest first."""
    if has_table(conn):
        query = "SELECT size, peaks, CAST(note AS BLOB) FROM checkpoints ORDER BY size"
        for row in conn.execute(query):
            yield CheckpointRow(*row)


def last_size(conn: sqlite3.Connection) -> int:
    """Return how many events the last checkpoint covers; 0 where there is none."""
    if not has_table(conn):
        return 0
    found: int = conn.execute("SELECT coalesce(max(size), 0) FROM checkpoints").fetchone()[0]
    return found


def grown(conn: sqlite3.Connection, size: int) -> Frontier:
    """Return the frontier over the first `size` events, grown from the last checkpoint."""
    known = conn.execute(
        "SELECT size, peaks FROM checkpoints WHERE size <= ? ORDER BY size DESC LIMIT 1", (size,)
    ).fetchone()
    try:
        frontier = Frontier.empty() if known is None else Frontier.unpacked(*known)
    except ValueError:  # altered from outside; `verify` says so
        frontier = Frontier.empty()
    for (leaf,) in conn.execute(
        "SELECT hash FROM events WHERE seq > ? AND seq <= ? ORDER BY seq", (frontier.size, size)
    ):
        frontier.append(leaf)
    return frontier


def head_problem(row: CheckpointRow, frontier: Frontier, project_origin: str) -> str | None:
    """Return what is wrong with a checkpoint over the events of `frontier`, as a sentence."""
    try:
        head = read_tree_head(row.text)
    except ValueError:
        return f"The checkpoint at event {row.size} was altered: it cannot be read."
    if head.origin != project_origin:
        return f"The checkpoint at event {row.size} belongs to another project: {head.origin}."
    if head.size != row.size:
        return f"The checkpoint at event {row.size} was altered: it says event {head.size}."
    if head.root != frontier.root():
        return (
            f"The checkpoint at event {row.size} does not cover these events:"
            " something before it was altered."
        )
    if row.peaks != frontier.packed():
        return f"The checkpoint at event {row.size} was altered: its note of the tree is wrong."
    return None
