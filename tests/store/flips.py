"""Flip every byte of a small project's ledger in turn and see whether the check finds it.

Run by hand for all of them: `python -m tests.store.flips [--stride 1] [--mask 1]`. Flipped are the
bytes of every column of the tables `events`, `payloads` and `checkpoints`, and of the notes about
the ledger in `meta`; numbers of events are changed by one. A change that is not found is printed
with its place and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import ProjectError
from cocreate.core.ledger_events import PassageForgotten
from cocreate.provenance.keys import SigningKey, seal_problem
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_open
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.store.sealing import seal
from tests.store.story import AT, SITTING, STORY, stamped

NOTED = ("head", "head_seq", "project", "forgotten")
NOTE = 10  # the event of the margin note "Which sea?"


@dataclass(frozen=True, slots=True)
class Place:
    """One value in the ledger's tables; `where` with `key` names its row."""

    table: str
    column: str
    where: str
    key: tuple[object, ...]
    value: bytes | int

    def __str__(self) -> str:
        return f"{self.table}.{self.column} of {', '.join(map(str, self.key))}"

    @property
    def size(self) -> int:
        """In how many ways it is changed: each byte, or a number by one."""
        return 1 if isinstance(self.value, int) else len(self.value)

    def changed(self, at: int, mask: int) -> bytes | int:
        """Return the value with the byte at `at` flipped."""
        if isinstance(self.value, int):
            return self.value + 1000
        return self.value[:at] + bytes([self.value[at] ^ mask]) + self.value[at + 1 :]


def small_project(path: Path) -> None:
    """Make a project with every kind of event, two checkpoints and a forgotten passage."""
    with ProjectFile.create(path, FakeClock(), CountingIds()) as project:
        project.ledger.append(stamped(STORY[:10]))
        seal(project)
        project.ledger.append(stamped(STORY[10:]))
        left = ("sea", "\ufffd" * 10)
        gone = PassageForgotten("scene-1", 10, "", ((NOTE, "text"),), (left,))
        project.ledger.append([(AT, SITTING, gone)])
        seal(project, SigningKey.new(project.ledger.origin()))
        project.snapshots.rebuild()


def places(conn: sqlite3.Connection) -> Iterator[Place]:
    """Yield every value of the ledger."""
    for seq, header, leaf in conn.execute("SELECT seq, header, hash FROM events").fetchall():
        for column, value in (("seq", seq), ("header", header), ("hash", leaf)):
            yield Place("events", column, "seq = ?", (seq,), value)
    query = "SELECT seq, name, salt, bytes FROM payloads"
    for seq, name, salt, words in conn.execute(query).fetchall():
        row = (("seq", seq), ("name", name.encode()), ("salt", salt), ("bytes", words))
        for column, value in row:
            yield Place("payloads", column, "seq = ? AND name = ?", (seq, name), value)
    for size, peaks, note in conn.execute("SELECT size, peaks, note FROM checkpoints").fetchall():
        for column, value in (("size", size), ("peaks", peaks), ("note", note.encode())):
            yield Place("checkpoints", column, "size = ?", (size,), value)
    for key, value in conn.execute("SELECT key, value FROM meta").fetchall():
        if key in NOTED:
            yield Place("meta", "value", "key = ?", (key,), value.encode())


def changes(conn: sqlite3.Connection, stride: int) -> Iterator[tuple[Place, int]]:
    """Yield every value with the byte to flip, or every `stride`-th of these."""
    number = 0
    for place in places(conn):
        for at in range(place.size):
            if number % stride == 0:
                yield place, at
            number += 1


def is_found(path: Path, project: ProjectFile, place: Place, changed: bytes | int) -> bool:
    """Whether the check finds a change; it is taken back afterwards."""
    conn = project.link.conn
    is_text = place.column in ("name", "note", "value")
    value = "CAST(? AS TEXT)" if is_text else "?"
    conn.execute("BEGIN")
    try:
        conn.execute(
            f"UPDATE {place.table} SET {place.column} = {value} WHERE {place.where}",
            (changed, *place.key),
        )
        project.ledger.refresh()
        return not verify_open(project, seal_problem).ok
    except (ProjectError, UnicodeDecodeError):
        return True
    finally:
        conn.execute("ROLLBACK")


def unfound(path: Path, stride: int, mask: int, seen: Counter[str]) -> Iterator[str]:
    """Flip byte after byte of the project at `path`; yield what was not found."""
    with ProjectFile.open(path, FakeClock(), writes=True) as project:
        conn = project.link.conn
        problem = verify_open(project, seal_problem).first_problem
        if problem is not None:
            yield f"the project was not sound at all: {problem}"
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in conn.execute(query).fetchall():
            conn.execute(f"DROP TRIGGER {name}")
        for place, at in changes(conn, stride):
            seen[f"{place.table}.{place.column}"] += 1
            if not is_found(path, project, place, place.changed(at, mask)):
                yield f"byte {at} of {place}"
        project.ledger.refresh()
        if not verify_open(project, seal_problem).ok:
            yield "the project was not put back"


def main() -> int:
    """Flip all bytes; return 1 where a flip was not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stride", type=int, default=1)
    parser.add_argument("--mask", type=int, default=1, help="the bits to flip of each byte")
    chosen = parser.parse_args()
    seen: Counter[str] = Counter()
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.cocreate"
        small_project(path)
        for sentence in unfound(path, chosen.stride, chosen.mask, seen):
            missed += 1
            sys.stdout.write(f"not found: {sentence}\n")
    by_column = ", ".join(f"{column} {count}" for column, count in seen.items())
    sys.stdout.write(f"{seen.total()} flips ({by_column}); not found: {missed}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
