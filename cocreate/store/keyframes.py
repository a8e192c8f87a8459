"""Keyframes at rest: what makes the past quick to reach, made again whenever it is lost.

The table is made with its first row; a project without it is whole. Each row is bound to the hash
of the event it ends at, so that rows of another past are never taken for this one's, and begins
with a checksum of the rest.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.store import schema
from cocreate.store.link import Link


@dataclass(frozen=True, slots=True)
class KeyframeRow:
    """What was set aside at one event; `packed` is for whoever made it to read."""

    seq: int
    packed: bytes


class Keyframes:
    """The table of keyframes of one project."""

    def __init__(self, link: Link) -> None:
        self._link = link

    @property
    def is_writable(self) -> bool:
        """Whether rows can be kept."""
        return self._link.refusal is None

    def load(self) -> list[KeyframeRow]:
        """Return the rows in order, up to the first that is damaged or belongs to another past."""
        with self._link.reading() as conn:
            if not _is_there(conn):
                return []
            rows = conn.execute(
                "SELECT k.seq, k.bytes, k.hash = e.hash FROM keyframes AS k"
                " LEFT JOIN events AS e ON e.seq = k.seq ORDER BY k.seq"
            ).fetchall()
        found: list[KeyframeRow] = []
        for seq, checked, is_ours in rows:
            packed = checked[4:]
            if not is_ours or checked[:4] != _checksum(packed):
                break
            found.append(KeyframeRow(seq, packed))
        return found

    def last(self) -> int:
        """Return the event at which the last row was made; 0 without any."""
        with self._link.reading() as conn:
            if not _is_there(conn):
                return 0
            return int(conn.execute("SELECT coalesce(max(seq), 0) FROM keyframes").fetchone()[0])

    def put(self, rows: Sequence[KeyframeRow]) -> None:
        """Keep rows, in one transaction."""
        with self._link.writing() as conn:
            if not _is_there(conn):
                conn.execute(schema.KEYFRAMES)
            conn.executemany(
                "INSERT OR REPLACE INTO keyframes (seq, hash, bytes)"
                " SELECT seq, hash, ? FROM events WHERE seq = ?",
                [(_checksum(row.packed) + row.packed, row.seq) for row in rows],
            )

    def clear(self, after: int = 0) -> None:
        """Forget the rows behind an event; without one, all of them."""
        with self._link.writing() as conn:
            clear(conn, after)


def clear(conn: sqlite3.Connection, after: int = 0) -> None:
    """Forget the rows behind an event, within a transaction that is held."""
    if _is_there(conn):
        conn.execute("DELETE FROM keyframes WHERE seq > ?", (after,))


def _checksum(packed: bytes) -> bytes:
    return zlib.crc32(packed).to_bytes(4, "big")


def _is_there(conn: sqlite3.Connection) -> bool:
    found = conn.execute("SELECT sql FROM sqlite_master WHERE name = 'keyframes'").fetchone()
    return found is not None and found[0] == schema.KEYFRAMES
