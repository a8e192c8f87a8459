"""The ledger at rest: append, read and check the chain of events, and seal it now and then."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cocreate.base.errors import UNREADABLE, ProjectDamagedError
from cocreate.core import chain
from cocreate.core.event_layout import kind_name
from cocreate.core.events import Edited, Entry, Event
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.store import audit, checkpoints, erasures
from cocreate.store.audit import CheckSeal, Problem
from cocreate.store.checkpoints import CheckpointRow, Checkpoints
from cocreate.store.link import Link, damaged, told
from cocreate.store.scratch import Scratch

_BATCH = 512
_SALT_BYTES = 16
_MOST_EVENTS = 2**53  # more than can be; SQLite takes no numbers above 2**63

Stamped = tuple[int, str, Event]
JoinsKeys = Callable[[str, int], bool]


@dataclass(slots=True)
class _Rows:
    """What one append writes."""

    events: list[tuple[int, bytes, bytes]]
    payloads: list[tuple[int, str, bytes, bytes]]
    entries: list[Entry]


class Ledger:
    """The events of one project, in order, each tied to the one before."""

    def __init__(self, link: Link, scratch: Scratch) -> None:
        self._link = link
        self._scratch = scratch
        self._count = 0
        self._head = chain.GENESIS
        self._left: dict[erasures.Place, bytes] | None = None
        self.checkpoints = Checkpoints()
        self.refresh()

    @property
    def count(self) -> int:
        """How many events there are."""
        return self._count

    def head(self) -> str:
        """Return the hash of the last event, as `sha256:...`."""
        return f"sha256:{self._head}"

    def head_at(self, seq: int) -> str:
        """Return the hash of an event, as `sha256:...`; "" where there is no such event."""
        with self._link.reading() as conn:
            row = conn.execute("SELECT hash FROM events WHERE seq = ?", (seq,)).fetchone()
        return f"sha256:{bytes(row[0]).hex()}" if row else ""

    def refresh(self) -> None:
        """Look up again where the ledger ends (another program may have written)."""
        with self._link.reading() as conn:
            self._count, self._head = _stored_head(self._link, conn)
        self._left = None

    def hold(self) -> None:
        """See nothing from here on of what other programs write, until the project is closed.

        For whoever reads beside a writer: what is read at first and what is read later then belong
        to one moment.
        """
        with told(self._link.path):
            self._link.conn.execute("BEGIN")
        self.refresh()

    def append(self, events: Sequence[Stamped]) -> tuple[Entry, ...]:
        """Write events down, all or none, pressed onto the disk before this returns.

        An `Edited` closes the open burst of its scene: the scratch is cleared with it, so that the
        burst is never written down twice.

        Args:
            events: (milliseconds since 1970 of the first action, session, event).
        """
        rows = self._rows(events)
        closes = any(
            isinstance(event, Edited) and self._scratch.holds(event.scene) for _, _, event in events
        )
        if not rows.entries:
            return ()
        count, head = rows.entries[-1].seq, rows.events[-1][2].hex()
        with self._link.writing() as conn:
            conn.executemany("INSERT INTO events (seq, header, hash) VALUES (?, ?, ?)", rows.events)
            conn.executemany(
                "INSERT INTO payloads (seq, name, salt, bytes) VALUES (?, ?, ?, ?)", rows.payloads
            )
            conn.executemany(
                "UPDATE meta SET value = ? WHERE key = ?",
                ((str(count), "head_seq"), (head, "head")),
            )
            _write_marks(conn, self.checkpoints, rows.entries)
            if closes:
                conn.execute("DELETE FROM open_burst")
        self._left = None
        self._count, self._head = count, head
        if closes:
            self._scratch.forget()
        return tuple(rows.entries)

    def entries(
        self,
        after: int = 0,
        until: int | None = None,
        *,
        is_coarse: JoinsKeys | None = None,
    ) -> Iterator[Entry]:
        """Yield the events with `after` < seq <= `until`, oldest first.

        Raises:
            ProjectDamagedError: one of them is missing or cannot be read.

        Args:
            is_coarse: whether what was typed key by key may come as one replacement, given the
                scene and how much the event took out; asked when the event before is done with.
        """
        with self._link.reading() as conn:
            last: int = conn.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0]
        last = last if until is None else min(last, until)
        after = max(0, after)
        while after < last:
            behind = min(after + _BATCH, last)
            for entry in self._batch(after, behind, is_coarse):
                after += 1
                if entry.seq != after:
                    raise self._unreadable(after)
                yield entry
            if after < behind:
                raise self._unreadable(after + 1)

    def of_kind(self, kind: type[Event]) -> Iterator[Entry]:
        """Yield the events of a kind, oldest first, without reading any others."""
        query = "SELECT seq FROM events WHERE json_extract(CAST(header AS TEXT), '$.kind') = ?"
        with self._link.reading() as conn:
            found = [seq for (seq,) in conn.execute(f"{query} ORDER BY seq", (kind_name(kind),))]
        for seq in found:
            yield from self.entries(seq - 1, seq)

    def verify(self, check_seal: CheckSeal | None = None) -> tuple[Problem, ...]:
        """Return everything that was changed, removed, added, swapped or cut off, in order.

        Args:
            check_seal: says what is wrong with a signed note, given the key its event names.
        """
        with self._link.reading() as conn:
            count, head = _stored_head(self._link, conn)
            return tuple(audit.check(conn, count, head, check_seal))

    def seals(self) -> tuple[CheckpointRow, ...]:
        """Return the checkpoints, oldest first."""
        with self._link.reading() as conn:
            return tuple(checkpoints.rows(conn))

    def sealed(self) -> int:
        """Return how many events the last checkpoint covers."""
        with self._link.reading() as conn:
            return checkpoints.last_size(conn)

    def origin(self) -> str:
        """Return the origin line of the project's checkpoints."""
        with self._link.reading() as conn:
            return checkpoints.origin(conn)

    def kinds(self, after: int = 0) -> dict[str, int]:
        """Return how many events with a number above `after` there are, by kind."""
        query = (
            "SELECT json_extract(CAST(header AS TEXT), '$.kind'), count(*)"
            " FROM events WHERE seq > ? GROUP BY 1"
        )
        with self._link.reading() as conn:
            return dict(conn.execute(query, (after,)))

    def payload(self, seq: int, name: str) -> bytes | None:
        """Return what is there of a payload now; None where it never was."""
        with self._link.reading() as conn:
            row = conn.execute(
                "SELECT bytes FROM payloads WHERE seq = ? AND name = ?", (seq, name)
            ).fetchone()
            return row[0] if row else self._substitutes(conn).get((seq, name))

    def _rows(self, events: Sequence[Stamped]) -> _Rows:
        rows = _Rows([], [], [])
        seq, previous = self._count, self._head
        for at_ms, session, event in events:
            seq += 1
            entry = Entry(seq, at_ms, session, event)
            header, payloads = chain.split(entry)
            commitments: dict[str, bytes] = {}
            for name, payload in payloads.items():
                salt = secrets.token_bytes(_SALT_BYTES)
                commitments[name] = chain.commit(salt, payload)
                rows.payloads.append((seq, name, salt, payload))
            raw = chain.header_bytes(chain.seal(header, commitments, previous))
            leaf = chain.leaf(raw)
            previous = leaf.hex()
            rows.events.append((seq, raw, leaf))
            rows.entries.append(entry)
        return rows

    def _batch(self, after: int, limit: int, is_coarse: JoinsKeys | None) -> Iterator[Entry]:
        with self._link.reading() as conn:
            headers = conn.execute(
                "SELECT seq, header FROM events WHERE seq > ? AND seq <= ? ORDER BY seq",
                (after, limit),
            ).fetchall()
            payloads: dict[int, dict[str, bytes]] = {}
            for seq, name, payload in conn.execute(
                "SELECT seq, name, bytes FROM payloads WHERE seq > ? AND seq <= ?", (after, limit)
            ):
                payloads.setdefault(seq, {})[name] = payload
            for (seq, name), left in self._substitutes(conn).items():
                if after < seq <= limit:
                    payloads.setdefault(seq, {}).setdefault(name, left)
        for seq, header in headers:
            yield self._entry(seq, header, payloads.get(seq, {}), is_coarse)

    def _substitutes(self, conn: sqlite3.Connection) -> dict[erasures.Place, bytes]:
        if self._left is None:
            try:
                self._left = erasures.left(conn)
            except UNREADABLE as error:
                raise damaged(self._link.path) from error
        return self._left

    def _entry(
        self,
        seq: int,
        raw: bytes,
        payloads: dict[str, bytes],
        is_coarse: JoinsKeys | None,
    ) -> Entry:
        try:
            header = chain.parsed_header(raw)
            if header["seq"] == seq:
                may_join = is_coarse is not None and is_coarse(
                    str(header.get("doc", "")), int(header.get("del", 0))
                )
                return chain.join_entry(header, payloads, is_coarse=may_join)
        except UNREADABLE:
            pass
        raise self._unreadable(seq)

    def _unreadable(self, seq: int) -> ProjectDamagedError:
        return ProjectDamagedError(
            f"Event {seq} of “{self._link.path.name}” cannot be read;"
            " run `cocreate verify` and restore the project from a backup."
        )


def _stored_head(link: Link, conn: sqlite3.Connection) -> tuple[int, str]:
    try:
        values: dict[str, str] = dict(
            conn.execute("SELECT key, value FROM meta WHERE key IN ('head', 'head_seq')")
        )
        count, head = int(values["head_seq"]), values["head"]
    except (KeyError, ValueError) as error:
        raise damaged(link.path) from error
    if not 0 <= count <= _MOST_EVENTS:
        raise damaged(link.path)
    return count, head


def _write_marks(conn: sqlite3.Connection, seals: Checkpoints, entries: Sequence[Entry]) -> None:
    """Do what events ask of the ledger itself: seal it, or take words out."""
    seals.add(conn, [entry.seq for entry in entries if isinstance(entry.event, CheckpointMade)])
    erasures.erase(
        conn,
        [
            (entry.seq, entry.event)
            for entry in entries
            if isinstance(entry.event, PassageForgotten)
        ],
    )
