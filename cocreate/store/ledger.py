"""The ledger at rest: append, read and check the chain of events."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreate.base.errors import ProjectDamagedError
from cocreate.core import chain
from cocreate.core.events import Edited, Entry, Event
from cocreate.store.link import Link, damaged
from cocreate.store.scratch import Scratch

_BATCH = 512
_SALT_BYTES = 16

Stamped = tuple[int, str, Event]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was altered.

    Args:
        seq: the event it was found at; None where it is about no single event.
    """

    sentence: str
    seq: int | None = None


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
        self.refresh()

    @property
    def count(self) -> int:
        """How many events there are."""
        return self._count

    def head(self) -> str:
        """Return the hash of the last event, as `sha256:...`."""
        return f"sha256:{self._head}"

    def refresh(self) -> None:
        """Look up again where the ledger ends (another program may have written)."""
        with self._link.reading() as conn:
            self._count, self._head = _stored_head(self._link, conn)

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
            if closes:
                conn.execute("DELETE FROM open_burst")
        self._count, self._head = count, head
        if closes:
            self._scratch.forget()
        return tuple(rows.entries)

    def entries(self, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Yield the events with `after` < seq <= `until`, oldest first."""
        with self._link.reading() as conn:
            last: int = conn.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0]
        last = last if until is None else min(last, until)
        while after < last:
            yield from self._batch(after, min(after + _BATCH, last))
            after += _BATCH

    def verify(self) -> tuple[Problem, ...]:
        """Return everything that was changed, removed, added, swapped or cut off, in order."""
        with self._link.reading() as conn:
            count, head = _stored_head(self._link, conn)
            return (
                *_check_events(conn),
                *_check_strays(conn),
                *_check_end(conn, count, head),
            )

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

    def _batch(self, after: int, limit: int) -> list[Entry]:
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
        return [self._entry(seq, header, payloads.get(seq, {})) for seq, header in headers]

    def _entry(self, seq: int, raw: bytes, payloads: dict[str, bytes]) -> Entry:
        try:
            header = json.loads(raw)
            if header["seq"] == seq:
                return chain.join_entry(header, payloads)
        except (ValueError, KeyError, TypeError):
            pass
        raise ProjectDamagedError(
            f"Event {seq} of “{self._link.path.name}” cannot be read;"
            " run `cocreate verify` and restore the project from a backup."
        )


def _stored_head(link: Link, conn: sqlite3.Connection) -> tuple[int, str]:
    try:
        values: dict[str, str] = dict(
            conn.execute("SELECT key, value FROM meta WHERE key IN ('head', 'head_seq')")
        )
        return int(values["head_seq"]), values["head"]
    except (KeyError, ValueError) as error:
        raise damaged(link.path) from error


def _check_events(conn: sqlite3.Connection) -> Iterator[Problem]:
    expected, previous = 1, chain.GENESIS
    for seq, header, stored in conn.execute("SELECT seq, header, hash FROM events ORDER BY seq"):
        if expected < seq:
            yield Problem(f"Event {expected} was removed from the ledger.", expected)
            previous = ""
        if seq < expected:
            yield Problem(f"An event numbered {seq} was added to the ledger.", seq)
            continue
        yield from _check_event(conn, seq, header, (stored, previous))
        expected, previous = seq + 1, stored.hex()


def _check_event(
    conn: sqlite3.Connection, seq: int, raw: bytes, hashes: tuple[bytes, str]
) -> Iterator[Problem]:
    stored, previous = hashes
    if chain.leaf(raw) != stored:
        yield Problem(f"Event {seq} was altered: it does not match its hash.", seq)
        return
    try:
        header = json.loads(raw)
        commitments = dict(header["c"])
        numbers = (header["seq"], header["prev"])
    except (ValueError, KeyError, TypeError):
        yield Problem(f"Event {seq} was altered: it cannot be read.", seq)
        return
    if numbers[0] != seq:
        yield Problem(f"Event {seq} was swapped: it says that it is event {numbers[0]}.", seq)
    if previous and numbers[1] != previous:
        yield Problem(f"Event {seq} does not follow the event before it.", seq)
    yield from _check_payloads(conn, seq, commitments)


def _check_payloads(
    conn: sqlite3.Connection, seq: int, commitments: dict[str, str]
) -> Iterator[Problem]:
    found: set[str] = set()
    for name, salt, payload in conn.execute(
        "SELECT name, salt, bytes FROM payloads WHERE seq = ?", (seq,)
    ):
        found.add(name)
        if name not in commitments:
            yield Problem(f"Event {seq} was altered: the payload “{name}” was added.", seq)
        elif chain.commit(salt, payload).hex() != commitments[name]:
            yield Problem(f"Event {seq} was altered: its payload “{name}” was changed.", seq)
    for name in sorted(commitments.keys() - found):
        yield Problem(f"Event {seq} was altered: its payload “{name}” was removed.", seq)


def _check_strays(conn: sqlite3.Connection) -> Iterator[Problem]:
    for (seq,) in conn.execute(
        "SELECT DISTINCT seq FROM payloads WHERE seq NOT IN (SELECT seq FROM events) ORDER BY seq"
    ):
        yield Problem(f"A payload belongs to event {seq}, which is not in the ledger.", seq)


def _check_end(conn: sqlite3.Connection, count: int, head: str) -> Iterator[Problem]:
    last = conn.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    seq, leaf = (last[0], last[1].hex()) if last else (0, chain.GENESIS)
    if seq < count:
        yield Problem(f"The end of the ledger is cut off: event {count} should be its last.", count)
    elif seq > count:
        yield Problem(f"Event {count + 1} was added: the ledger should end before it.", count + 1)
    elif leaf != head:
        yield Problem(f"The last event, {seq}, is not the one that the project noted.", seq)
