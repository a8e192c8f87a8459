from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.core import chain
from cocreate.core.checkpoint import TreeHead, read_tree_head
from cocreate.core.ledger_events import CheckpointMade, Tallies
from cocreate.core.merkle import Frontier
from cocreate.provenance.keys import SigningKey, seal_problem
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from tests.fakes.clock import FakeClock
from tests.store.sealing import sealed_story
from tests.store.story import AT, SITTING, STORY

TOTAL = len(STORY) + 2


def first_problem(path: Path) -> str:
    result = verify_project(path, seal_problem)
    assert not result.ok
    return str(result.first_problem)


def rechain(path: Path, alter: Callable[[sqlite3.Connection], None]) -> None:
    """Forge with care: change the ledger, then number and hash it all anew, its end included."""
    db = sqlite3.connect(path)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    alter(db)
    previous = chain.GENESIS
    rows = db.execute("SELECT seq, header FROM events ORDER BY seq").fetchall()
    for number, (seq, raw) in enumerate(rows, 1):
        header = json.loads(raw) | {"seq": number, "prev": previous}
        forged = chain.header_bytes(header)
        previous = chain.leaf(forged).hex()
        db.execute(
            "UPDATE events SET seq = ?, header = ?, hash = ? WHERE seq = ?",
            (number, forged, bytes.fromhex(previous), seq),
        )
        db.execute("UPDATE payloads SET seq = ? WHERE seq = ?", (number, seq))
    db.execute("UPDATE meta SET value = ? WHERE key = 'head'", (previous,))
    db.execute("UPDATE meta SET value = ? WHERE key = 'head_seq'", (str(len(rows)),))
    db.commit()
    db.close()


def header_of(db: sqlite3.Connection, seq: int) -> str:
    raw: bytes = db.execute("SELECT header FROM events WHERE seq = ?", (seq,)).fetchone()[0]
    return raw.decode()


@pytest.mark.parametrize("seq", range(1, TOTAL + 1))
def test_any_event_removed_with_all_its_traces_is_found(path: Path, seq: int):
    sealed_story(path)

    def remove(db: sqlite3.Connection) -> None:
        db.execute(f"DELETE FROM events WHERE seq = {seq}")
        db.execute(f"DELETE FROM payloads WHERE seq = {seq}")

    rechain(path, remove)
    assert first_problem(path)


@pytest.mark.parametrize("seq", range(1, TOTAL + 1))
def test_any_event_whose_time_was_changed_is_found_though_the_chain_was_made_anew(
    path: Path, seq: int
):
    sealed_story(path)

    def change(db: sqlite3.Connection) -> None:
        header = json.loads(header_of(db, seq))
        header["ts"] += 1
        db.execute("UPDATE events SET header = ? WHERE seq = ?", (chain.header_bytes(header), seq))

    rechain(path, change)
    assert "does not cover these events" in first_problem(path)


@pytest.mark.parametrize("seq", range(1, TOTAL))
def test_any_two_neighbours_swapped_are_found_though_the_chain_was_made_anew(path: Path, seq: int):
    sealed_story(path)

    def swap(db: sqlite3.Connection) -> None:
        for table in ("events", "payloads"):
            for old, new in ((seq, 999), (seq + 1, seq), (999, seq + 1)):
                db.execute(f"UPDATE {table} SET seq = {new} WHERE seq = {old}")

    rechain(path, swap)
    assert first_problem(path)


def test_an_event_added_in_the_middle_is_found_though_the_chain_was_made_anew(path: Path):
    sealed_story(path)

    def add(db: sqlite3.Connection) -> None:
        for table in ("events", "payloads"):
            db.execute(f"UPDATE {table} SET seq = seq + 1000 WHERE seq > 5")
        db.execute("INSERT INTO events SELECT 6, header, hash FROM events WHERE seq = 5")
        db.execute("INSERT INTO payloads SELECT 6, name, salt, bytes FROM payloads WHERE seq = 5")

    rechain(path, add)
    assert first_problem(path) == "The checkpoint of event 12 was removed."


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (f"DELETE FROM checkpoints WHERE size = {TOTAL}", "was removed"),
        ("DELETE FROM checkpoints WHERE size = 11", "checkpoint of event 11 was removed"),
        (
            "INSERT INTO checkpoints SELECT 7, peaks, note FROM checkpoints WHERE size = 11",
            "A checkpoint was added",
        ),
        ("UPDATE checkpoints SET note = 'x' WHERE size = 11", "cannot be read"),
        ("UPDATE checkpoints SET note = CAST(x'ff' AS TEXT) WHERE size = 11", "cannot be read"),
        (
            # With its line ends: the root, which is random, may hold the same digits.
            f"UPDATE checkpoints SET note = replace(note, '\n{TOTAL}\n', '\n99\n')",
            "it says event 99",
        ),
        ("UPDATE checkpoints SET note = note || 'x' WHERE size = 11", "cannot be read"),
        ("UPDATE checkpoints SET note = rtrim(note, char(10)) WHERE size = 11", "unsigned"),
        (
            "UPDATE checkpoints SET note = note || char(10) || '— a AAAAAAAA' || char(10)",
            "should be unsigned",
        ),
        ("UPDATE checkpoints SET peaks = zeroblob(length(peaks))", "note of the tree"),
        ("UPDATE meta SET value = 'project-2' WHERE key = 'project'", "belongs to another project"),
        ("INSERT INTO meta VALUES ('forgotten', '[3]')", "note of what was forgotten"),
        ("INSERT INTO meta VALUES ('forgotten', 'x')", "note of what was forgotten"),
        ("INSERT INTO meta VALUES ('forgotten', '[\"x\"]')", "note of what was forgotten"),
        ("INSERT INTO meta VALUES ('forgotten', '[99]')", "note of what was forgotten"),
    ],
)
def test_whatever_is_altered_about_the_seals_is_found(path: Path, statement: str, sentence: str):
    sealed_story(path)
    db = sqlite3.connect(path)
    for change in ("changed", "removed"):
        db.execute(f"DROP TRIGGER checkpoints_are_never_{change}")
    db.execute(statement)
    db.commit()
    db.close()
    assert sentence in first_problem(path)


def test_a_checkpoint_signed_anew_with_another_key_is_found(path: Path):
    sealed_story(path)
    other = SigningKey.new("cocreate/project-1")
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER checkpoints_are_never_changed")
    note = db.execute(f"SELECT note FROM checkpoints WHERE size = {TOTAL}").fetchone()[0]
    forged = other.sign(read_tree_head(note).body())
    db.execute(f"UPDATE checkpoints SET note = ? WHERE size = {TOTAL}", (forged,))
    db.commit()
    db.close()
    assert "signed with another key than its event names" in first_problem(path)
    assert verify_project(path).ok  # without looking at signatures the tree itself is sound


def test_wrong_sums_are_found_though_they_are_sealed(project: ProjectFile):
    project.ledger.append([(AT, SITTING, event) for event in STORY])
    wrong = CheckpointMade("", Tallies(characters=(("human", 10**6),)))
    project.ledger.append([(AT, SITTING, wrong)])
    project.snapshots.rebuild()
    project.link.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert "sums up what the events do not give" in first_problem(project.path)


def test_the_tree_of_a_checkpoint_goes_on_being_checked_behind_it(path: Path):
    sealed_story(path)
    with ProjectFile.open(path, FakeClock(), writes=True) as project:
        project.ledger.append([(AT, SITTING, STORY[5])])
        assert project.ledger.verify(seal_problem) == ()
        head = read_tree_head(project.ledger.seals()[-1].text)
        assert head == TreeHead("cocreate/project-1", TOTAL, head.root)
        assert Frontier.empty().root() != head.root
