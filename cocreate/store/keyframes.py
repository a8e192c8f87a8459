"""Keyframes at rest: what makes the past quick to reach, made again whenever it is lost.

The table is made with its first row; a project without it is whole. Each row is bound to the hash
of the event it ends at, so that rows of another past are never taken for this one's, and begins
with a seal that only this writer on this machine can make: words that somebody else put here never
pass for the past.
"""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.store import schema
from cocreate.store.link import Link

_SEAL_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyframeRow:
    """What was set aside at one event; `packed` is for whoever made it to read."""

    seq: int
    packed: bytes


class Keyframes:
    """The table of keyframes of one project.

    `secret` is what their seals are made with; until it is set, none are read and none are kept.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self.secret = b""

    @property
    def is_writable(self) -> bool:
        """Whether rows can be kept."""
        return self._link.refusal is None and bool(self.secret)

    def load(self) -> list[KeyframeRow]:
        """Return the rows in order, up to the first that is not of this past and this hand."""
        with self._link.reading() as conn:
            if not self.secret or not _is_there(conn):
                return []
            rows = conn.execute(
                "SELECT k.seq, k.bytes, e.hash FROM keyframes AS k"
                " LEFT JOIN events AS e ON e.seq = k.seq AND e.hash = k.hash ORDER BY k.seq"
            ).fetchall()
        found: list[KeyframeRow] = []
        for seq, sealed, leaf in rows:
            packed = sealed[_SEAL_BYTES:]
            if leaf is None or sealed[:_SEAL_BYTES] != self._seal(seq, leaf, packed):
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
            for row in rows:
                query = "SELECT hash FROM events WHERE seq = ?"
                (leaf,) = conn.execute(query, (row.seq,)).fetchone()
                conn.execute(
                    "INSERT OR REPLACE INTO keyframes (seq, hash, bytes) VALUES (?, ?, ?)",
                    (row.seq, leaf, self._seal(row.seq, leaf, row.packed) + row.packed),
                )

    def clear(self, after: int = 0) -> None:
        """Forget the rows behind an event; without one, all of them."""
        with self._link.writing() as conn:
            clear(conn, after)

    def _seal(self, seq: int, leaf: bytes, packed: bytes) -> bytes:
        return hmac.digest(self.secret, b"keyframe\x00%d\x00" % seq + leaf + packed, "sha256")


def clear(conn: sqlite3.Connection, after: int = 0) -> None:
    """Forget the rows behind an event, within a transaction that is held."""
    if _is_there(conn):
        conn.execute("DELETE FROM keyframes WHERE seq > ?", (after,))


def _is_there(conn: sqlite3.Connection) -> bool:
    found = conn.execute("SELECT sql FROM sqlite_master WHERE name = 'keyframes'").fetchone()
    return found is not None and found[0] == schema.KEYFRAMES
