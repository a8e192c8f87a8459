"""Kills, full disks and failing writes: nothing written is lost, and the writer is told once."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from cocreate.workspace.opening import open_project
from tests.fakes.clock import FakeClock
from tests.fakes.full_disk import little_room
from tests.fakes.ids import CountingIds
from tests.flows import kills
from tests.flows.failing_disk import FOR_EVER, Bench, make_template, open_failing
from tests.workspace.writing import type_text


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template") / "book.cocreate")


def writes_of_the_work(template: Path, folder: Path) -> int:
    bench = open_failing(template, folder / "count.cocreate")
    bench.disk.fail(FOR_EVER, 0)
    bench.work()
    writes = bench.disk.writes
    assert bench.workspace.close()
    return writes


def heal_and_check(bench: Bench) -> None:
    """After the trouble has passed a retry saves all of it, and the file verifies."""
    bench.disk.heal()
    bench.clock.advance(31)
    bench.workspace.tick()
    assert bench.workspace.save()
    written = bench.texts()
    assert bench.workspace.close()
    path = bench.workspace.path
    assert verify_project(path).problems == ()
    with ProjectFile.open(path, FakeClock(), writes=True) as project:
        scenes = project.snapshots.load().manuscript()
        assert [scene.text.text() for scene in scenes] == written


@pytest.mark.slow
@pytest.mark.parametrize(("count", "step"), [(1, 1), (FOR_EVER, 3)], ids=["once", "from then on"])
def test_whichever_write_fails_typing_goes_on_and_a_retry_saves_all(
    template: Path, tmp_path: Path, count: int, step: int
):
    writes = writes_of_the_work(template, tmp_path)
    expected: list[str] | None = None
    for number in range(1, writes + 1, step):
        bench = open_failing(template, tmp_path / f"{number}.cocreate")
        bench.disk.fail(number, count)
        bench.work()
        if count == FOR_EVER:
            assert len(bench.troubles) == 1, (number, bench.troubles)
        assert len(bench.troubles) <= 1, (number, bench.troubles)
        expected = expected or bench.texts()
        assert bench.texts() == expected, number
        heal_and_check(bench)
        assert len(bench.troubles) <= 1, (number, bench.troubles)


def test_wherever_the_disk_is_full_typing_goes_on_and_a_retry_saves_all(
    template: Path, tmp_path: Path
):
    full = 0
    for room in range(0, 160_000, 5_000):
        bench = open_failing(template, tmp_path / f"{room}.cocreate")
        with little_room(room):
            bench.work()
        full += bool(bench.troubles)
        assert len(bench.troubles) <= 1, (room, bench.troubles)
        heal_and_check(bench)
    assert full > 10


def test_a_file_that_may_not_be_changed_any_more_is_told_once_and_saved_when_it_may(
    template: Path, tmp_path: Path
):
    bench = open_failing(template, tmp_path / "book.cocreate")
    bench.disk.execute("PRAGMA query_only = ON")
    bench.work()
    assert len(bench.troubles) == 1
    assert "may not be changed" in bench.troubles[0]
    assert not bench.workspace.save()
    bench.disk.execute("PRAGMA query_only = OFF")
    heal_and_check(bench)
    assert bench.notices[-1] == "Everything is saved again."


@pytest.mark.parametrize("room", range(0, 400_000, 40_000))
def test_a_disk_that_is_full_at_closing_loses_nothing_that_was_said_to_be_saved(
    template: Path, tmp_path: Path, room: int
):
    bench = open_failing(template, tmp_path / "book.cocreate")
    bench.work()
    written = bench.texts()
    with little_room(room):
        bench.workspace.close()
    path = bench.workspace.path
    with ProjectFile.open(path, FakeClock(), writes=True) as project:
        scenes = project.snapshots.load().manuscript()
        assert [scene.text.text() for scene in scenes] == written
    assert verify_project(path).problems == ()


@pytest.mark.parametrize("last_words", ["The last words", ""], ids=["typing", "resting"])
@pytest.mark.parametrize("room", range(40_000, 200_000, 20_000))
def test_a_killed_project_can_be_read_on_a_full_disk_and_is_finished_when_there_is_room(
    template: Path, tmp_path: Path, room: int, last_words: str
):
    bench = open_failing(template, tmp_path / "killed.cocreate")
    bench.work()
    type_text(bench.workspace, bench.scene, last_words)
    bench.workspace.tick()
    written = bench.texts()
    path = copy_as_killed(bench, tmp_path / "book.cocreate")
    with little_room(room):
        full = open_project(path, clock=FakeClock(), ids=CountingIds())
        read = [scene.text.text() for scene in full.state.manuscript()]
        assert read == written or (full.is_read_only and full.holder)
        full.close()
    again = open_project(path, clock=FakeClock(), ids=CountingIds())
    assert not again.is_read_only
    assert [scene.text.text() for scene in again.state.manuscript()] == written
    assert all(session.ended_ms for session in again.state.sessions.values())
    again.close()
    assert verify_project(path).problems == ()
    assert bench.workspace.close()


def copy_as_killed(bench: Bench, path: Path) -> Path:
    """Copy the files of an open project, as they would be left by a kill."""
    for ending in ("", "-wal"):
        source = bench.workspace.path
        shutil.copyfile(f"{source}{ending}", f"{path}{ending}")
    return path


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill that way")
def test_a_program_killed_at_random_moments_loses_at_most_the_last_second(tmp_path: Path):
    tally = kills.run(tmp_path, times=12, longest_s=0.8, seed=7)
    assert tally.broken == []
    assert (tally.opened, tally.verified) == (12, 12)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill that way")
def test_a_restore_that_is_killed_leaves_the_one_version_or_the_other(tmp_path: Path):
    tally = kills.run_restores(tmp_path, times=6, longest_s=0.2, seed=7)
    assert tally.broken == []
    assert (tally.opened, tally.verified) == (6, 6)
