from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError
from cocreate.core.events import Entry, ProjectNamed, SceneRemoved
from cocreate.core.replay import apply, replay
from cocreate.core.state import ProjectState
from cocreate.store.project_file import ProjectFile
from tests.fakes.clock import FakeClock
from tests.store.story import AT, SITTING, STORY, offered, stamped, typed


def plainly(state: ProjectState) -> dict[str, object]:
    """Return the state as values that can be compared."""
    scenes = {
        scene.id: (
            scene.chapter,
            scene.title,
            scene.text.text(),
            scene.text.spans(),
            scene.hunks,
            scene.notes,
            scene.is_removed,
        )
        for scene in state.scenes.values()
    }
    rest = (state.title, state.writer, state.order, state.consents, state.seq)
    return {
        "scenes": scenes,
        "rest": rest,
        "runs": state.runs,
        "calls": state.calls,
        "sessions": state.sessions,
    }


@pytest.fixture
def state() -> ProjectState:
    return replay(
        Entry(seq, at_ms, session, event)
        for seq, (at_ms, session, event) in enumerate(stamped(), 1)
    )


def test_a_new_project_is_empty(project: ProjectFile):
    assert plainly(project.snapshots.load()) == plainly(ProjectState())


def test_loading_gives_what_folding_all_events_gives(project: ProjectFile, state: ProjectState):
    project.ledger.append(stamped())
    assert plainly(project.snapshots.load()) == plainly(state)
    project.snapshots.save(state)
    assert plainly(project.snapshots.load()) == plainly(state)
    assert plainly(project.snapshots.stored()) == plainly(state)


@pytest.mark.parametrize("at", range(1, len(STORY) + 1))
def test_a_snapshot_of_any_moment_and_the_later_events_give_the_same(
    project: ProjectFile, state: ProjectState, at: int
):
    project.ledger.append(stamped())
    project.snapshots.save(replay(project.ledger.entries(), at))
    assert plainly(project.snapshots.load()) == plainly(state)


def test_saving_after_every_event_gives_the_same_as_saving_once(
    project: ProjectFile, state: ProjectState
):
    live = project.snapshots.load()
    for at_ms, session, event in stamped():
        (entry,) = project.ledger.append([(at_ms, session, event)])
        apply(live, entry)
        project.snapshots.save(live)
    assert plainly(project.snapshots.stored()) == plainly(state)


def test_only_what_changed_is_written(project: ProjectFile):
    project.ledger.append(stamped())
    live = project.snapshots.rebuild()
    statements: list[str] = []
    project.link.conn.set_trace_callback(statements.append)
    (entry,) = project.ledger.append([(AT, SITTING, typed("scene-2", 0, "x"))])
    apply(live, entry)
    statements.clear()
    project.snapshots.save(live)
    written = [line for line in statements if line.startswith(("INSERT INTO", "UPDATE", "DELETE"))]
    assert len([line for line in written if "INTO scenes" in line]) == 1
    assert not [line for line in written if "INTO suggestions" in line or "INTO calls" in line]


def test_a_scene_can_be_named_to_be_written_whatever(project: ProjectFile):
    project.ledger.append(stamped())
    live = project.snapshots.rebuild()
    project.link.conn.execute("UPDATE scenes SET text = 'spoilt'")
    project.link.conn.execute("DELETE FROM suggestions")
    project.snapshots.save(live, ["scene-1", "scene-2"])
    assert plainly(project.snapshots.stored()) == plainly(live)


def test_a_suggestion_that_is_gone_leaves_the_table(project: ProjectFile):
    project.ledger.append(stamped())
    live = project.snapshots.rebuild()
    del live.scenes["scene-1"].hunks["h-1"]
    project.snapshots.save(live)
    assert set(project.snapshots.stored().scenes["scene-1"].hunks) == {"h-2"}


def test_a_removed_scene_stays_in_the_snapshot(project: ProjectFile):
    project.ledger.append([*stamped(), (AT, SITTING, SceneRemoved("scene-2"))])
    live = project.snapshots.rebuild()
    assert live.order == ["scene-1"]
    assert project.snapshots.stored().scenes["scene-2"].is_removed
    assert project.snapshots.stored().order == ["scene-1"]


def test_a_failed_save_changes_nothing_and_the_next_writes_everything(project: ProjectFile):
    project.ledger.append(stamped())
    live = project.snapshots.rebuild()
    before = plainly(project.snapshots.stored())
    (entry,) = project.ledger.append([(AT, SITTING, typed("scene-2", 0, "x"))])
    apply(live, entry)
    project.link.conn.execute(
        "CREATE TRIGGER refuse BEFORE UPDATE ON meta WHEN NEW.key = 'snapshot_seq'"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(ProjectDamagedError):
        project.snapshots.save(live)
    assert plainly(project.snapshots.stored()) == before
    project.link.conn.execute("DROP TRIGGER refuse")
    project.snapshots.save(live)
    assert plainly(project.snapshots.stored()) == plainly(live)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scenes SET origins = '{'",
        "UPDATE scenes SET text = text || 'more'",
        "UPDATE suggestions SET scene = 'nowhere'",
        "UPDATE suggestions SET verdict = 'perhaps'",
        "UPDATE meta SET value = 'x' WHERE key = 'snapshot_seq'",
        "UPDATE meta SET value = '[' WHERE key = 'consents'",
        "UPDATE meta SET value = '7' WHERE key = 'matches'",
        'UPDATE meta SET value = \'[["t", "day", "1800", "", false]]\' WHERE key = \'times\'',
        'UPDATE meta SET value = \'[["n", 7, "", 1, ""]]\' WHERE key = \'pictures\'',
        'UPDATE meta SET value = \'[["s", "ai", "a", "m", null]]\' WHERE key = \'brought\'',
        "UPDATE calls SET cost_micros = 7 WHERE currency IS NULL",
        "UPDATE calls SET at_ms = at_ms * 1000",
        "UPDATE runs SET began_ms = began_ms * 1000",
        "UPDATE sessions SET last_ms = last_ms * 1000",
        "UPDATE suggestions SET offered_ms = offered_ms * 1000",
        "UPDATE meta SET value = printf('%.*c', 60000, '[') WHERE key = 'times'",
        "UPDATE meta SET value = CAST(x'61ff62' AS TEXT) WHERE key = 'title'",
        "UPDATE meta SET value = '999' WHERE key = 'snapshot_seq'",
        "UPDATE meta SET value = '-1' WHERE key = 'snapshot_seq'",
    ],
)
def test_an_unreadable_snapshot_is_passed_over(
    told: Path, tamper: Callable[..., None], state: ProjectState, statement: str
):
    tamper(told, statement)
    with ProjectFile.open(told, FakeClock(), writes=True) as project:
        live = project.snapshots.load()
        assert plainly(live) == plainly(state)
        project.snapshots.save(live)
        assert plainly(project.snapshots.stored()) == plainly(state)


def test_an_event_that_does_not_fit_is_a_damaged_project(project: ProjectFile):
    project.ledger.append([(AT, SITTING, typed("scene-9", 0, "x"))])
    with pytest.raises(ProjectDamagedError, match="Event 1 does not fit"):
        project.snapshots.load()


def test_a_lone_surrogate_from_a_model_is_kept_as_it_came(project: ProjectFile):
    strange = replace(offered("h-3", 0, "The", "Th\ud83d"), reason="\udc00")
    project.ledger.append([*stamped(), (AT, SITTING, strange)])
    live = project.snapshots.rebuild()
    hunk = project.snapshots.stored().scenes["scene-1"].hunks["h-3"]
    assert (hunk.new, hunk.reason) == ("Th\ud83d", "\udc00")
    assert plainly(project.snapshots.stored()) == plainly(live)


def test_a_reader_beside_a_writer_sees_one_moment(told: Path):
    with (
        ProjectFile.open(told, FakeClock(), writes=True) as writer,
        ProjectFile.open(told, FakeClock(), writes=False) as reader,
    ):
        live = writer.snapshots.load()
        (entry,) = writer.ledger.append([(AT, SITTING, ProjectNamed("New", ""))])
        apply(live, entry)
        assert reader.snapshots.load().title == "New"
        writer.snapshots.save(live)
        assert reader.snapshots.load().title == "New"
