"""Any moment of a project of thousands of events, against folding its ledger from the start."""

from __future__ import annotations

import shutil

import pytest

from cocreate.base.errors import ProjectDamagedError
from cocreate.core.events import Cause, Edited, Op
from cocreate.core.ledger_events import PassageForgotten
from cocreate.core.origin import TYPED, plain
from cocreate.core.replay import walk
from cocreate.store.keyframes import KeyframeRow
from cocreate.store.project_file import ProjectFile
from cocreate.workspace.moments import Moments
from cocreate.workspace.word_classes import NOTHING, summed, word_classes
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.long_work import LongWork

EVENTS = 3000


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    path = tmp_path_factory.mktemp("work") / "book.cocreate"
    with ProjectFile.create(path, FakeClock(), CountingIds()) as made:
        LongWork(made.ledger).run(EVENTS)
    return path


@pytest.fixture
def project(worked, tmp_path, clock):
    path = tmp_path / "book.cocreate"
    shutil.copy(worked, path)
    with ProjectFile.open(path, clock, writes=True) as made:
        made.keyframes.secret = b"ours"
        yield made


@pytest.fixture
def moments(project):
    made = Moments(project.ledger, project.keyframes)
    made.read_all()
    return made


def stood(project, every=97):
    """Return what the manuscript was after every so many events, and at the end."""
    found = {}
    for entry, _, state in walk(project.ledger.entries()):
        if entry.seq % every == 0 or entry.seq == EVENTS:
            found[entry.seq] = {
                scene.id: (scene.title, scene.text.fragment()) for scene in state.manuscript()
            }
    return found


def seen(cursor):
    scenes = (cursor.scene(scene) for scene in cursor.order)
    return {scene.id: (scene.title, scene.text.fragment()) for scene in scenes}


def test_any_moment_is_what_folding_from_the_start_gives(project, moments):
    expected = stood(project)
    cursor = moments.cursor()
    for seq in [*expected, *list(expected)[::-3], *list(expected)[::2]]:
        cursor.goto(seq)
        assert cursor.seq == seq
        assert seen(cursor) == expected[seq]


def test_steps_back_undo_steps_forward(project, moments):
    expected = stood(project, every=1)
    cursor = moments.cursor()
    cursor.goto(700)
    for seq in (*range(701, 900), *range(899, 640, -1)):
        cursor.goto(seq)
        assert seen(cursor) == expected[seq]


def test_playing_on_forgets_how_to_go_back_but_not_where_it_was(project, moments):
    expected = stood(project, every=100)
    cursor = moments.cursor()
    for seq in range(1, EVENTS, 13):
        cursor.goto(seq)
    cursor.goto(100)
    assert seen(cursor) == expected[100]


def test_it_stops_at_the_ends(project, moments):
    cursor = moments.cursor()
    cursor.goto(10**9)
    assert cursor.seq == EVENTS
    cursor.goto(-5)
    assert (cursor.seq, cursor.order) == (0, ())
    assert cursor.scene("scene-1") is None
    assert cursor.text("scene-1") is None


def test_the_words_by_origin_are_those_of_the_text(project, moments):
    for seq, scenes in stood(project).items():
        counts = NOTHING
        for _, content in scenes.values():
            counts = summed(counts, word_classes(content))
        assert moments.timeline.words_of(seq) == counts


def test_the_last_edits_are_at_hand(moments):
    cursor = moments.cursor()
    assert cursor.last_edits() is None
    seq = next(s for s in moments.timeline.seqs if s > 1000)
    for step in range(seq, seq + 40):
        cursor.goto(step)
        told = cursor.last_edits()
        if told is not None:
            scene, edits = told
            text = cursor.scene(scene).text
            edit = edits[-1]
            assert text.slice(edit.start, edit.new_end) == edit.new.text


def test_what_was_read_is_kept_and_read_on_from_there(project, moments):
    rows = project.keyframes.load()
    assert [row.seq for row in rows] == [512, 1024, 1536, 2048, 2560]
    again = Moments(project.ledger, project.keyframes)
    assert again.last == 2560
    assert again.progress == pytest.approx(2560 / EVENTS)
    assert not again.read(10)
    again.read_all()
    assert again.progress == 1.0
    assert again.timeline.seqs == moments.timeline.seqs
    assert again.timeline.words == moments.timeline.words
    assert again.timeline.marks == moments.timeline.marks
    assert again.timeline.bands == moments.timeline.bands
    assert again.trail.columns == moments.trail.columns
    expected = stood(project, every=131)
    cursor = again.cursor()
    for seq in list(expected)[::-1]:
        cursor.goto(seq)
        assert seen(cursor) == expected[seq]


def test_it_goes_on_when_more_is_written(project, moments):
    before = moments.last
    content = plain("More. ", TYPED)
    scene = moments.trail.names[0]
    project.ledger.append(
        [(1_900_000_000_000, "s", Edited(scene, Cause.TYPING, (Op(0, 0, content),)))]
    )
    moments.read_all()
    cursor = moments.cursor()
    cursor.goto(before + 1)
    assert cursor.scene(scene).text.text().startswith("More. ")
    assert [came.seq for came in moments.trail.came(scene, 0, 5)] == [before + 1]


@pytest.mark.parametrize("damage", [slice(40), slice(1), slice(0), slice(-3)])
def test_keyframes_that_cannot_be_read_are_made_anew(project, moments, damage):
    row = project.keyframes.load()[1]
    project.keyframes.put([KeyframeRow(row.seq, row.packed[damage])])
    again = Moments(project.ledger, project.keyframes)
    assert again.last == 0
    again.read_all()
    assert again.timeline.seqs == moments.timeline.seqs


@pytest.mark.parametrize("lost", [0, 2])
def test_words_that_somebody_else_put_into_keyframes_never_pass_for_the_past(
    project, moments, lost
):
    kept = [row.packed for row in project.keyframes.load()]
    rows = project.link.conn.execute("SELECT seq, bytes FROM keyframes ORDER BY seq").fetchall()
    seq, sealed = rows[lost]
    forged = (sealed[:32] + kept[lost].replace(kept[lost][40:44], b"!!!!"), seq)
    project.link.conn.execute("UPDATE keyframes SET bytes = ? WHERE seq = ?", forged)
    again = Moments(project.ledger, project.keyframes)
    assert again.last == (rows[lost - 1][0] if lost else 0)
    again.read_all()
    assert again.timeline.words == moments.timeline.words
    assert [row.seq for row in project.keyframes.load()] == [row[0] for row in rows]


def test_forgotten_words_are_not_kept_in_keyframes(project, moments):
    kept = [row.packed for row in project.keyframes.load()]
    forgotten = PassageForgotten("scene-1", 3, "", (), ())
    project.ledger.append([(1_900_000_000_000, "s", forgotten)])
    cursor = moments.cursor()
    cursor.goto(2000)
    before = seen(cursor)
    assert not moments.read(100)
    assert project.keyframes.load() == []
    moments.read_all()
    cursor.goto(2000)
    assert seen(cursor) == before
    assert moments.last == EVENTS + 1
    assert [row.packed for row in project.keyframes.load()] == kept
    again = Moments(project.ledger, project.keyframes)
    again.read_all()
    assert again.last == EVENTS + 1


def test_where_keyframes_cannot_be_kept_it_does_without(project, moments):
    project.close()
    with ProjectFile.look(project.path) as reopened:
        reopened.keyframes.secret = b"ours"
        assert Moments(reopened.ledger, reopened.keyframes).last == 2560


def test_who_is_not_told_the_secret_leaves_what_was_kept_alone(project, moments):
    kept = project.keyframes.last()
    project.keyframes.secret = b""
    stranger = Moments(project.ledger, project.keyframes)
    stranger.read_all()
    assert (stranger.last, stranger.trail.columns) == (EVENTS, moments.trail.columns)
    assert project.keyframes.last() == kept
    project.keyframes.secret = b"ours"
    assert project.keyframes.load()[-1].seq == kept


def test_an_event_that_does_not_fit_is_damage(project, moments):
    wrong = Edited("nowhere", Cause.TYPING, (Op(0, 0, plain("a", TYPED)),))
    project.ledger.append([(1, "s", wrong)])
    with pytest.raises(ProjectDamagedError, match="does not fit"):
        moments.read_all()


def test_entries_are_found_by_number(moments):
    assert moments.entry(5).seq == 5
    assert moments.entry(0) is None
    assert moments.entry(10**7) is None


def test_a_table_that_refuses_is_done_without(project):
    project.link.conn.execute("CREATE TABLE keyframes (seq INTEGER PRIMARY KEY, other TEXT)")
    made = Moments(project.ledger, project.keyframes)
    made.read_all()
    cursor = made.cursor()
    cursor.goto(EVENTS)
    assert seen(cursor) == stood(project, every=EVENTS)[EVENTS]
    project.link.conn.execute("DROP TABLE keyframes")


def test_reading_only_keeps_nothing_and_shows_all(worked):
    with ProjectFile.look(worked) as project:
        made = Moments(project.ledger, project.keyframes)
        made.read_all()
        assert made.last == EVENTS
        assert project.keyframes.load() == []


def test_what_was_kept_can_be_taken_in_piece_by_piece(project):
    whole = Moments(project.ledger, project.keyframes)
    whole.read_all()
    slow = Moments(project.ledger, project.keyframes, opens_at_once=False)
    slices = 1
    while not slow.read(32):
        slices += 1
    assert slices > 3
    assert slow.last == whole.last
    assert slow.timeline.words == whole.timeline.words
    assert slow.trail.columns == whole.trail.columns
    assert slow.generation == 0


def test_words_that_are_forgotten_while_the_history_is_read_are_not_kept(project):
    reading = Moments(project.ledger, project.keyframes)
    for _ in range(4):
        reading.read(600)
    project.ledger.append([(0, "x", PassageForgotten("scene-1", 3, "", (), ()))])
    while not reading.read(600):
        pass
    assert reading.generation == 1
    assert project.keyframes.last() > 0


def test_going_on_from_what_was_kept_asks_about_no_event_twice(project, moments):
    rows = project.keyframes.load()
    project.keyframes.clear()
    project.keyframes.put(rows[:2])
    asked: list[str] = []
    project.link.conn.set_trace_callback(asked.append)
    again = Moments(project.ledger, project.keyframes)
    again.read_all()
    project.link.conn.set_trace_callback(None)
    assert [row.seq for row in project.keyframes.load()] == [row.seq for row in rows]
    scans = [statement for statement in asked if "GROUP BY" in statement]
    assert scans
    assert all(f"seq > {EVENTS} " in statement for statement in scans)
