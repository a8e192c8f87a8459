"""The bytes of pictures at rest, each under its hash; the ledger says which there are."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from cocreate.base.errors import ProjectDamagedError
from cocreate.core.pictures import PictureAdded
from cocreate.store.link import Link


class Pictures:
    """The pictures of one project."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, pictures: Iterable[bytes]) -> tuple[str, ...]:
        """Keep pictures, all or none; return their hashes. One that is there is kept once.

        They are written before the events that tell of them: an event never stands without its
        picture, whatever happens in between.
        """
        rows = [(hashlib.sha256(data).hexdigest(), data) for data in pictures]
        with self._link.writing() as conn:
            conn.executemany("INSERT OR REPLACE INTO pictures (sha256, bytes) VALUES (?, ?)", rows)
        return tuple(sha256 for sha256, _ in rows)

    def get(self, sha256: str) -> bytes:
        """Return a picture by the hash of its bytes.

        Raises:
            ProjectDamagedError: it is not there, or is not what it was.
        """
        with self._link.reading() as conn:
            data = _stored(conn, sha256)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise ProjectDamagedError(
                f"A picture of “{self._link.path.name}” is missing or was altered; run "
                "`cocreate verify` to see which, and restore the project from a backup."
            )
        return data

    def problems(self, told: Iterable[PictureAdded]) -> Iterator[str]:
        """Yield a sentence for each picture that is not what the ledger tells of."""
        with self._link.reading() as conn:
            for event in told:
                data = _stored(conn, event.sha256)
                if data is None:
                    yield f"The picture “{event.name}” was removed; the ledger says otherwise."
                elif hashlib.sha256(data).hexdigest() != event.sha256:
                    yield f"The picture “{event.name}” was altered: it does not match its hash."


def _stored(conn: sqlite3.Connection, sha256: str) -> bytes | None:
    if not _has_table(conn):
        return None
    row = conn.execute(
        "SELECT CAST(bytes AS BLOB) FROM pictures WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return None if row is None else bytes(row[0])


def _has_table(conn: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'pictures'"
    return bool(conn.execute(query).fetchone()[0])
