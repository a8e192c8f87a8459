"""Words taken out of the ledger on demand: which payloads are gone, and what is left of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from cocreate.base.errors import ProjectError
from cocreate.core import chain
from cocreate.core.ledger_events import PassageForgotten
from cocreate.store import keyframes
from cocreate.store.link import Link, told

_KEY = "forgotten"

Place = tuple[int, str]


def noted(conn: sqlite3.Connection) -> tuple[int, ...]:
    """Return the numbers of the events that took words out, oldest first.

    Raises:
        ValueError: the note of them was altered.
    """
    row = conn.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    try:
        numbers = json.loads(row[0]) if row else []
    except RecursionError:
        numbers = None
    if not isinstance(numbers, list) or not all(isinstance(number, int) for number in numbers):
        raise ValueError("the note of what was forgotten was altered")
    return tuple(numbers)


def erase(conn: sqlite3.Connection, events: Iterable[tuple[int, PassageForgotten]]) -> None:
    """Take out what these events say, within the transaction that wrote them down."""
    for seq, event in events:
        conn.execute("PRAGMA secure_delete = ON").fetchall()
        conn.executemany("DELETE FROM payloads WHERE seq = ? AND name = ?", event.erased)
        keyframes.clear(conn)  # they hold words; they are made again
        conn.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (_KEY, json.dumps([*noted(conn), seq])),
        )


def left(conn: sqlite3.Connection) -> dict[Place, bytes]:
    """Return what stands for each payload that was taken out.

    Raises:
        ValueError, KeyError, TypeError, ProjectDamagedError: it cannot be read any more.
    """
    found: dict[Place, bytes] = {}
    for seq, event in _events(conn, found):
        for place, values in zip(event.erased, event.kept, strict=True):
            if place[0] < seq:
                found.setdefault(place, chain.pack(values))
    return found


def _events(
    conn: sqlite3.Connection, found: dict[Place, bytes]
) -> Iterator[tuple[int, PassageForgotten]]:
    """Yield them, newest first: a later one may have taken words out of an earlier one."""
    for seq in reversed(noted(conn)):
        row = conn.execute("SELECT header FROM events WHERE seq = ?", (seq,)).fetchone()
        if row is None:
            raise ValueError("a noted event is missing")
        payloads = {name: words for (at, name), words in found.items() if at == seq}
        payloads.update(
            conn.execute("SELECT name, bytes FROM payloads WHERE seq = ?", (seq,)).fetchall()
        )
        event = chain.join_entry(chain.parsed_header(row[0]), payloads).event
        if not isinstance(event, PassageForgotten):
            raise TypeError("a noted event is of another kind")
        yield seq, event


def scrub(link: Link) -> None:
    """Write the whole file anew, so that nothing that was taken out lies in its unused space.

    Raises:
        ProjectError: another program reads the file just now, or the disk is full.
    """
    with told(link.path):
        for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"):
            link.conn.execute(statement).fetchall()
        (is_busy, *_) = link.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise ProjectError(f"“{link.path.name}” is being read by another program just now.")
