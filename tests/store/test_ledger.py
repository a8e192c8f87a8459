from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError, ProjectError, ProjectHeldError
from cocreate.core import chain
from cocreate.core.events import ProjectNamed
from cocreate.store.project_file import ProjectFile
from tests.fakes.clock import FakeClock
from tests.store.story import AT, SITTING, STORY, stamped, typed

LAST = len(STORY)


def problems(path: Path) -> list[tuple[str, int | None]]:
    with ProjectFile.look(path) as project:
        return [(problem.sentence, problem.seq) for problem in project.ledger.verify()]


def test_a_new_ledger_is_empty_and_sound(project: ProjectFile):
    assert project.ledger.count == 0
    assert project.ledger.head() == "sha256:" + chain.GENESIS
    assert list(project.ledger.entries()) == []
    assert project.ledger.verify() == ()
    assert project.ledger.append([]) == ()


def test_every_kind_of_event_comes_back_as_it_was(project: ProjectFile):
    written = project.ledger.append(stamped())
    assert tuple(entry.event for entry in written) == STORY
    assert tuple(project.ledger.entries()) == written
    assert project.ledger.count == LAST
    assert project.ledger.verify() == ()


def test_the_chain_goes_on_after_closing_and_opening(told: Path):
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        before = project.ledger.head()
        (entry,) = project.ledger.append([(AT, SITTING, ProjectNamed("a", "b"))])
        assert entry.seq == LAST + 1
        assert project.ledger.head() != before
    assert problems(told) == []


def test_a_part_of_the_ledger_can_be_read(told: Path):
    with ProjectFile.look(told) as project:
        assert [entry.seq for entry in project.ledger.entries(after=3, until=6)] == [4, 5, 6]
        assert [entry.seq for entry in project.ledger.entries(after=LAST - 1)] == [LAST]
        assert list(project.ledger.entries(until=0)) == []


def test_events_are_found_by_number_and_by_kind(told: Path):
    with ProjectFile.look(told) as project:
        assert project.ledger.head_at(LAST) == project.ledger.head()
        assert project.ledger.head_at(1) != project.ledger.head()
        assert project.ledger.head_at(LAST + 1) == ""
        everything = list(project.ledger.entries())
        for kind in {type(entry.event) for entry in everything}:
            wanted = [entry for entry in everything if type(entry.event) is kind]
            assert list(project.ledger.of_kind(kind)) == wanted


def test_long_ledgers_are_read_whole(project: ProjectFile):
    events = tuple(ProjectNamed(str(number), "") for number in range(1300))
    project.ledger.append(stamped(events))
    assert [entry.event for entry in project.ledger.entries()] == list(events)
    assert [entry.seq for entry in project.ledger.entries(511, 1025)] == list(range(512, 1026))


def test_all_events_of_an_append_are_kept_or_none(project: ProjectFile):
    project.ledger.append(stamped(STORY[:3]))
    project.link.conn.execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON payloads WHEN NEW.seq = 5"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    head = project.ledger.head()
    with pytest.raises(ProjectDamagedError):
        project.ledger.append(stamped(STORY[3:6]))
    assert (project.ledger.count, project.ledger.head()) == (3, head)
    project.link.conn.execute("DROP TRIGGER refuse")
    project.ledger.append(stamped(STORY[3:6]))
    assert project.ledger.count == 6
    assert project.ledger.verify() == ()


def test_a_full_disk_is_one_sentence_and_the_append_can_be_tried_again(project: ProjectFile):
    pages = project.link.conn.execute("PRAGMA page_count").fetchone()[0]
    project.link.conn.execute(f"PRAGMA max_page_count = {pages}")
    big = [(AT, SITTING, typed("scene-1", 0, "".join(map(chr, range(0x4E00, 0x9000)))))]
    for _ in range(3):
        with pytest.raises(ProjectError, match="disk is full") as trouble:
            project.ledger.append(big)
        assert str(trouble.value).count(".") == 2  # of “sea.cocreate” and the sentence
    assert project.ledger.count == 0
    project.link.conn.execute("PRAGMA max_page_count = 1000000")
    project.ledger.append(big)
    assert project.ledger.count == 1
    assert project.ledger.verify() == ()


def test_a_reader_is_refused_with_the_reason(told: Path):
    with (
        ProjectFile.open(told, FakeClock(), writes=False) as project,
        pytest.raises(ProjectHeldError, match="reading only"),
    ):
        project.ledger.append([(AT, SITTING, ProjectNamed("a", "b"))])


def test_a_reader_sees_what_is_written_meanwhile_after_a_refresh(told: Path):
    with (
        ProjectFile.open(told, FakeClock(), writes=True) as writer,
        ProjectFile.open(told, FakeClock(), writes=False) as reader,
    ):
        writer.ledger.append([(AT, SITTING, ProjectNamed("a", "b"))])
        assert reader.ledger.count == LAST
        assert len(list(reader.ledger.entries())) == LAST + 1
        reader.ledger.refresh()
        assert reader.ledger.head() == writer.ledger.head()


@pytest.mark.parametrize(
    ("statement", "sentence", "seq"),
    [
        (
            "UPDATE events SET header = CAST(header || x'20' AS BLOB) WHERE seq = 5",
            "Event 5 was altered",
            5,
        ),
        ("UPDATE events SET hash = zeroblob(32) WHERE seq = 5", "Event 5 was altered", 5),
        ("DELETE FROM events WHERE seq = 5", "Event 5 was removed", 5),
        ("DELETE FROM events WHERE seq = 1", "Event 1 was removed", 1),
        (f"DELETE FROM events WHERE seq = {LAST}", "payload belongs to event", LAST),
        ("DELETE FROM payloads WHERE seq = 5 AND name = 'text'", "“text” was removed", 5),
        (
            "UPDATE payloads SET bytes = CAST(bytes || x'00' AS BLOB) WHERE seq = 5",
            "was changed",
            5,
        ),
        ("UPDATE payloads SET salt = zeroblob(16) WHERE seq = 5", "was changed", 5),
        ("INSERT INTO payloads VALUES (5, 'more', x'00', x'00')", "“more” was added", 5),
        ("INSERT INTO payloads VALUES (99, 'pos', x'00', x'00')", "belongs to event 99", 99),
        (
            f"INSERT INTO events SELECT {LAST + 1}, header, hash FROM events WHERE seq = 1",
            f"Event {LAST + 1} was swapped",
            LAST + 1,
        ),
        ("INSERT INTO events SELECT -1, header, hash FROM events WHERE seq = 1", "was added", -1),
        ("UPDATE meta SET value = printf('%064d', 0) WHERE key = 'head'", "not the one", LAST),
    ],
)
def test_whatever_is_altered_is_found(
    told: Path, tamper: Callable[..., None], statement: str, sentence: str, seq: int
):
    tamper(told, statement)
    found = problems(told)
    assert found
    assert sentence in found[0][0]
    assert found[0][1] == seq


def test_a_cut_off_end_is_found(told: Path, tamper: Callable[..., None]):
    tamper(
        told,
        f"DELETE FROM events WHERE seq > {LAST - 3}",
        f"DELETE FROM payloads WHERE seq > {LAST - 3}",
    )
    assert problems(told) == [
        (f"The end of the ledger is cut off: event {LAST} should be its last.", LAST)
    ]


def test_an_emptied_ledger_is_found(told: Path, tamper: Callable[..., None]):
    tamper(told, "DELETE FROM events", "DELETE FROM payloads")
    assert problems(told)[0][1] == LAST


def test_swapped_events_are_found(told: Path, tamper: Callable[..., None]):
    tamper(
        told,
        "UPDATE events SET seq = 1000 WHERE seq = 5",
        "UPDATE events SET seq = 5 WHERE seq = 8",
        "UPDATE events SET seq = 8 WHERE seq = 1000",
    )
    assert problems(told)[0] == ("Event 5 was swapped: it says that it is event 8.", 5)


def test_an_event_rewritten_with_its_own_hash_is_found_at_the_next(
    told: Path, tamper: Callable[..., None]
):
    db = sqlite3.connect(told)
    raw = db.execute("SELECT header FROM events WHERE seq = 5").fetchone()[0]
    db.close()
    forged = raw.replace(b'"ins":8', b'"ins":9')
    assert forged != raw
    tamper(
        told,
        f"UPDATE events SET header = x'{forged.hex()}', hash = x'{chain.leaf(forged).hex()}'"
        " WHERE seq = 5",
    )
    assert problems(told)[0] == ("Event 6 does not follow the event before it.", 6)


@pytest.mark.parametrize("forged", [b"{", b"[]", b"{}", b'{"c": 1, "seq": 5, "prev": ""}'])
def test_an_unreadable_event_with_its_own_hash_is_found(
    told: Path, tamper: Callable[..., None], forged: bytes
):
    tamper(
        told,
        f"UPDATE events SET header = x'{forged.hex()}', hash = x'{chain.leaf(forged).hex()}'"
        " WHERE seq = 5",
    )
    assert problems(told)[0] == ("Event 5 was altered: it cannot be read.", 5)
    with ProjectFile.look(told) as project, pytest.raises(ProjectDamagedError, match="Event 5"):
        list(project.ledger.entries())


@pytest.mark.parametrize("value", ["many", "", "-1", "9" * 30, "9" * 5000])
def test_a_ledger_without_its_note_of_the_end_is_damaged(
    told: Path, tamper: Callable[..., None], value: str
):
    tamper(told, f"UPDATE meta SET value = '{value}' WHERE key = 'head_seq'")
    with pytest.raises(ProjectDamagedError):
        ProjectFile.look(told)


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("DELETE FROM events WHERE seq = 7", 7),
        ("DELETE FROM events WHERE seq = 1", 1),
        (f"UPDATE events SET seq = {2**62} WHERE seq = 9", 9),
        (f"INSERT INTO events SELECT {2**62}, header, hash FROM events WHERE seq = 1", LAST + 1),
    ],
)
def test_a_gap_is_told_at_once_by_whoever_reads(
    told: Path, tamper: Callable[..., None], statement: str, missing: int
):
    tamper(told, statement)
    with (
        ProjectFile.look(told) as project,
        pytest.raises(ProjectDamagedError, match=f"Event {missing} of"),
    ):
        list(project.ledger.entries())


def test_writing_onto_a_ledger_with_a_forged_end_is_refused(
    told: Path, tamper: Callable[..., None]
):
    tamper(told, f"INSERT INTO events SELECT {LAST + 1}, header, hash FROM events WHERE seq = 1")
    with (
        ProjectFile.open(told, FakeClock(), writes=True) as project,
        pytest.raises(ProjectDamagedError, match="do not fit together"),
    ):
        project.ledger.append([(AT, SITTING, ProjectNamed("a", "b"))])
