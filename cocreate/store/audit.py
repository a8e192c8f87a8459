"""The check of a ledger, event by event: hashes, chain, payloads, checkpoints, both ends."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cocreate.base.errors import UNREADABLE, ProjectError
from cocreate.core import chain
from cocreate.core.event_layout import kind_name
from cocreate.core.ledger_events import CheckpointMade, PassageForgotten
from cocreate.core.merkle import Frontier
from cocreate.store import checkpoints, erasures
from cocreate.store.checkpoints import CheckpointRow

CHECKPOINT = kind_name(CheckpointMade)
FORGOTTEN = kind_name(PassageForgotten)
_CHECKPOINT = CHECKPOINT.encode()

CheckSeal = Callable[[str, str], str | None]
_Payload = tuple[int, str, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was altered.

    Args:
        seq: the event it was found at; None where it is about no single event.
    """

    sentence: str
    seq: int | None = None


@dataclass(slots=True)
class _Audit:
    """What is known while the events go by.

    Args:
        check_seal: says what is wrong with the signature of a note, given the key its event
            names; None: signatures are not looked at.
        seals: checkpoints that were not met yet, by size.
        gone: payloads that were taken out on demand.
        tree: None once an event is missing.
    """

    origin: str
    check_seal: CheckSeal | None
    seals: dict[int, CheckpointRow]
    gone: frozenset[tuple[int, str]]
    forgetting: list[int] = field(default_factory=list)
    tree: Frontier | None = field(default_factory=Frontier.empty)
    expected: int = 1
    previous: str = chain.GENESIS


def check(
    conn: sqlite3.Connection, count: int, head: str, check_seal: CheckSeal | None = None
) -> Iterator[Problem]:
    """Yield everything that was changed, removed, added, swapped or cut off, in order."""
    noted, gone, trouble = _forgotten(conn)
    seals = {row.size: row for row in checkpoints.rows(conn)}
    audit = _Audit(checkpoints.origin(conn), check_seal, seals, gone)
    yield from _check_events(conn, audit)
    for size in sorted(audit.seals):
        yield Problem(f"A checkpoint was added: event {size} does not tell of one.", size)
    yield from _check_end(conn, count, head)
    if trouble or (noted != tuple(audit.forgetting)):
        yield Problem("The note of what was forgotten was altered: the ledger says otherwise.")


def _forgotten(
    conn: sqlite3.Connection,
) -> tuple[tuple[int, ...], frozenset[tuple[int, str]], bool]:
    try:
        return erasures.noted(conn), frozenset(erasures.left(conn)), False
    except (*UNREADABLE, ProjectError):
        return (), frozenset(), True


def _check_events(conn: sqlite3.Connection, audit: _Audit) -> Iterator[Problem]:
    payloads = _Payloads(conn)
    for seq, header, stored in conn.execute("SELECT seq, header, hash FROM events ORDER BY seq"):
        if audit.expected < seq:
            yield Problem(f"Event {audit.expected} was removed from the ledger.", audit.expected)
            audit.previous = ""
            audit.tree = None
        own, strays = payloads.of(seq)
        yield from strays
        if seq < audit.expected:
            yield Problem(f"An event numbered {seq} was added to the ledger.", seq)
            continue
        if chain.leaf(header) != stored:
            yield Problem(f"Event {seq} was altered: it does not match its hash.", seq)
        else:
            yield from _check_event(audit, seq, header, own)
        if audit.tree is not None:
            audit.tree.append(stored)
            yield from _check_checkpoint(audit, audit.tree, seq, header)
        audit.expected, audit.previous = seq + 1, stored.hex()
    yield from payloads.rest()


def _check_event(audit: _Audit, seq: int, raw: bytes, own: list[_Payload]) -> Iterator[Problem]:
    try:
        header = chain.parsed_header(raw)
        commitments = dict(header["c"])
        number, previous, kind = header["seq"], header["prev"], header["kind"]
    except UNREADABLE:
        yield Problem(f"Event {seq} was altered: it cannot be read.", seq)
        return
    if number != seq:
        yield Problem(f"Event {seq} was swapped: it says that it is event {number}.", seq)
    if audit.previous and previous != audit.previous:
        yield Problem(f"Event {seq} does not follow the event before it.", seq)
    if kind == FORGOTTEN:
        audit.forgetting.append(seq)
    yield from _check_payloads(audit, seq, commitments, own)


def _check_payloads(
    audit: _Audit, seq: int, commitments: dict[str, str], own: list[_Payload]
) -> Iterator[Problem]:
    for _, name, salt, payload in own:
        committed = commitments.pop(name, None)
        if committed is None:
            yield Problem(f"Event {seq} was altered: the payload “{name}” was added.", seq)
        elif hashlib.sha256(salt + payload).hexdigest() != committed:
            yield Problem(f"Event {seq} was altered: its payload “{name}” was changed.", seq)
        elif (seq, name) in audit.gone:
            yield Problem(f"Event {seq} holds words again that were forgotten.", seq)
    for name in sorted(commitments):
        if (seq, name) not in audit.gone:
            yield Problem(f"Event {seq} was altered: its payload “{name}” was removed.", seq)


def _check_checkpoint(audit: _Audit, tree: Frontier, seq: int, raw: bytes) -> Iterator[Problem]:
    row = audit.seals.get(seq)
    if row is None and _CHECKPOINT not in raw:
        return
    key = _key_of(raw)
    if key is None:
        return  # it is no checkpoint, or cannot be read; both are found elsewhere
    if row is None:
        yield Problem(f"The checkpoint of event {seq} was removed.", seq)
        return
    del audit.seals[seq]
    sentence = checkpoints.head_problem(row, tree, audit.origin)
    if sentence is None:
        sentence = _seal_problem(audit, row, key)
    if sentence is not None:
        yield Problem(sentence, seq)


def _seal_problem(audit: _Audit, row: CheckpointRow, key: str) -> str | None:
    if not key:
        if "\n\n" in row.text or not row.text.endswith("\n"):
            return f"The checkpoint at event {row.size} was altered: it should be unsigned."
        return None
    if audit.check_seal is None:
        return None
    wrong = audit.check_seal(row.text, key)
    return None if wrong is None else f"The checkpoint at event {row.size} is not sound: {wrong}"


def _key_of(raw: bytes) -> str | None:
    """Return the key that a checkpoint's event names; None for any other event."""
    try:
        header = chain.parsed_header(raw)
        return str(header["key"]) if header["kind"] == CHECKPOINT else None
    except UNREADABLE:
        return None


class _Payloads:
    """The payloads in the order of their events, read once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._rows: Iterator[_Payload] = iter(
            conn.execute("SELECT seq, name, salt, bytes FROM payloads ORDER BY seq, name")
        )
        self._next = next(self._rows, None)

    def of(self, seq: int) -> tuple[list[_Payload], list[Problem]]:
        """Return the payloads of an event, and what lies before them and belongs to none."""
        own: list[_Payload] = []
        strays: list[Problem] = []
        row = self._next
        while row is not None and row[0] <= seq:
            if row[0] == seq:
                own.append(row)
            else:
                _add_stray(strays, row[0])
            row = next(self._rows, None)
        self._next = row
        return own, strays

    def rest(self) -> list[Problem]:
        """Return what lies behind the last event."""
        strays: list[Problem] = []
        while self._next is not None:
            _add_stray(strays, self._next[0])
            self._next = next(self._rows, None)
        return strays


def _add_stray(strays: list[Problem], seq: int) -> None:
    if not strays or strays[-1].seq != seq:
        sentence = f"A payload belongs to event {seq}, which is not in the ledger."
        strays.append(Problem(sentence, seq))


def _check_end(conn: sqlite3.Connection, count: int, head: str) -> Iterator[Problem]:
    last = conn.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    seq, leaf = (last[0], last[1].hex()) if last else (0, chain.GENESIS)
    if seq < count:
        yield Problem(f"The end of the ledger is cut off: event {count} should be its last.", count)
    elif seq > count:
        yield Problem(f"Event {count + 1} was added: the ledger should end before it.", count + 1)
    elif leaf != head:
        yield Problem(f"The last event, {seq}, is not the one that the project noted.", seq)
