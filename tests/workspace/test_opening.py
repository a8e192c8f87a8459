from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import ProjectDamagedError, ProjectError, ProjectHeldError
from cocreate.core.events import Event, ProjectNamed, RunStarted, SessionBegan, SessionEnded
from cocreate.core.origin import TYPED, plain
from cocreate.store.ledger import Ledger
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from cocreate.workspace.export_mark import mark_of
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.reporting import report_of
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.full_disk import little_room
from tests.fakes.ids import CountingIds
from tests.workspace.writing import type_text


def test_a_new_project_has_title_and_writer(workspace: Workspace):
    assert (workspace.state.title, workspace.state.writer) == ("Book", "Writer")
    assert not workspace.is_read_only


def test_without_a_title_it_is_named_after_the_file(
    tmp_path: Path, clock: FakeClock, ids: CountingIds
):
    made = create(tmp_path / "novel.cocreate", title="", writer="", clock=clock, ids=ids)
    assert made.state.title == "novel"
    made.close()


def test_a_taken_path_is_refused(workspace: Workspace, clock: FakeClock, ids: CountingIds):
    with pytest.raises(ProjectError):
        create(workspace.path, title="", writer="", clock=clock, ids=ids)


def test_what_a_killed_program_left_is_finished_without_a_question(
    project_path: Path, clock: FakeClock, ids: CountingIds
):
    workspace = create(project_path, title="", writer="", clock=clock, ids=ids)
    scene = Scenes(workspace).add("One")
    type_text(workspace, scene, "Words that were typed.\n")
    clock.advance(60)
    type_text(workspace, scene, "And more.\n")
    workspace.record(RunStarted("run-1", "a", "A", "line_edit", "m/x", scene, "Please"))
    workspace.project.close()  # as the system does when a program is killed
    again = open_project(workspace.path, clock=clock, ids=ids)
    run = again.state.runs["run-1"]
    assert (run.how, "What had arrived stays" in run.sentence) == ("stopped", True)
    (session,) = again.state.sessions.values()
    assert session.ended_ms
    assert session.active_s == 60
    assert again.scene(scene).text.text() == "Words that were typed.\nAnd more.\n"
    again.close()
    assert verify_project(workspace.path).ok
    third = open_project(workspace.path, clock=clock, ids=ids)
    ends = [e for e in third.project.ledger.entries() if isinstance(e.event, SessionEnded)]
    assert len(ends) == 1
    third.close()


def test_many_sittings_left_open_are_ended_with_one_look_at_the_ledger(
    project_path: Path, clock: FakeClock, ids: CountingIds, monkeypatch: pytest.MonkeyPatch
):
    create(project_path, title="", writer="", clock=clock, ids=ids).close()
    at_ms = 1_790_000_000_000
    with ProjectFile.open(project_path, clock, writes=True) as project:
        before = project.ledger.count
        for number in range(40):
            session, began = f"left-{number}", at_ms + number * 1_000_000
            events: list[Event] = [SessionBegan("window"), *[ProjectNamed("T", "W")] * 20]
            stamped = [(began + place * 1000, session, event) for place, event in enumerate(events)]
            project.ledger.append(stamped)
        project.snapshots.rebuild()
        count = project.ledger.count
    read: list[int] = []
    plain_batch = Ledger._batch

    def counted(self, after, limit, is_coarse):
        read.append(limit - after)
        return plain_batch(self, after, limit, is_coarse)

    monkeypatch.setattr(Ledger, "_batch", counted)
    workspace = open_project(project_path, clock=clock, ids=ids)
    ended = [workspace.state.sessions[f"left-{number}"] for number in range(40)]
    assert all(session.ended_ms and session.active_s == 20 for session in ended)
    # Once for their figures, once to fold what ends them into the state.
    assert sum(read) <= count - before + 2 * 512 + 40
    workspace.close()


def test_a_second_window_reads_only_and_a_command_that_writes_is_refused(
    workspace: Workspace, clock: FakeClock, ids: CountingIds
):
    scene = Scenes(workspace).add_all([NewScene("", "One", plain("Words.", TYPED))])[0]
    second = open_project(workspace.path, clock=clock, ids=ids)
    assert second.is_read_only
    assert second.holder
    assert second.scene(scene).text.text() == "Words."
    second.close()
    with pytest.raises(ProjectHeldError):
        open_project(workspace.path, clock=clock, ids=ids, how="command")
    reader = open_project(workspace.path, clock=clock, ids=ids, how="command", writes=False)
    reader.close()
    type_text(workspace, scene, "Still mine. ")
    assert workspace.save()


def test_a_damaged_project_is_let_go_again(
    workspace: Workspace, clock: FakeClock, ids: CountingIds
):
    scene = Scenes(workspace).add("One")
    type_text(workspace, scene, "Words.")
    workspace.close()
    broken = ProjectFile.open(workspace.path, clock, writes=True)
    conn = broken.link.conn
    triggers = conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        conn.execute(f'DROP TRIGGER "{name}"')
    conn.execute("UPDATE meta SET value = '0' WHERE key = 'snapshot_seq'")
    conn.execute("UPDATE events SET header = CAST('{}' AS BLOB) WHERE seq = 2")
    broken.close()
    for _ in range(2):
        with pytest.raises(ProjectDamagedError):
            open_project(workspace.path, clock=clock, ids=ids)
    assert not workspace.path.with_name(workspace.path.name + ".lock").exists()


@pytest.mark.parametrize("room", [0, 4096, 60_000])
def test_where_the_disk_is_full_no_project_is_made(
    tmp_path: Path, clock: FakeClock, ids: CountingIds, room: int
):
    path = tmp_path / "full.cocreate"
    with little_room(room), pytest.raises(ProjectError) as trouble:
        create(path, title="T" * 200_000, writer="W", clock=clock, ids=ids)
    assert trouble.value.sentence.endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_what_only_reads_sees_one_moment_however_much_is_written_meanwhile(
    workspace: Workspace, clock: FakeClock, ids: CountingIds
):
    (scene,) = Scenes(workspace).add_all([NewScene("One", "Opening")])
    type_text(workspace, scene, "Calm.")
    workspace.save()
    seen = open_project(workspace.path, clock=clock, ids=ids, how="command", writes=False)
    seq, head = workspace.state.seq, workspace.project.ledger.head()
    type_text(workspace, scene, " Rain.")
    workspace.save()
    assert workspace.state.seq > seq
    report = report_of(seen)
    assert (report.events, report.head) == (seq, head)
    assert sum(row.inserted for row in report.work.rows) == len("Calm.")
    assert mark_of(seen.project, seen.state.seq).endswith(f" {seq} {head}")
    seen.close()
