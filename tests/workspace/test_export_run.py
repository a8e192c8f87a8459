from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate.base.errors import ExportError
from cocreate.core.events import Exported
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.workspace.export_run import ExportRun, begin
from cocreate.workspace.export_target import ReportFormat, ReportPlace, Target
from cocreate.workspace.opening import open_project
from cocreate.workspace.publish import Publish
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.writing import type_text


@pytest.fixture
def written(workspace: Workspace, scene: str) -> Workspace:
    type_text(workspace, scene, "# Opening\n\nThe sea was *calm*.\n")
    return workspace


def test_a_process_makes_what_would_be_made_here(written: Workspace, tmp_path: Path):
    target = Target(tmp_path / "o.html", ReportPlace.BESIDE)
    run = begin(written, target)
    made = run.wait()
    assert run.target is target
    assert run.share == 1.0
    assert list(made.files) == [target.path, target.report_path]
    assert "The sea was" in made.files[target.path].decode()
    assert Publish(written).finish(target, made) == tuple(made.files)
    assert target.path.is_file()


def test_its_report_counts_pauses_as_the_window_does(
    written: Workspace, clock: FakeClock, ids: CountingIds, tmp_path: Path
):
    written.close()
    here = open_project(written.path, clock=clock, ids=ids, idle_limit_s=45)
    target = Target(tmp_path / "o.md", ReportPlace.BESIDE, report_format=ReportFormat.JSON)
    made = begin(here, target).wait()
    report = json.loads(made.files[target.report_path])
    assert report["effort"]["idle_limit_s"] == 45


def test_it_can_be_looked_at_and_stopped(written: Workspace, tmp_path: Path):
    run = begin(written, Target(tmp_path / "o.html"))
    assert run.share == 0.0
    assert run.poll() is None
    run.cancel()
    assert not (tmp_path / "o.html").exists()


def test_what_cannot_be_made_is_told(written: Workspace, tmp_path: Path):
    with pytest.raises(ExportError, match="which format"):
        begin(written, Target(tmp_path / "o.xyz"))
    full = ExportRun(written, Target(tmp_path / "o.txt", options=ExportOptions(Preset.CLASSIC)))
    with pytest.raises(ExportError, match="no presets"):
        full.wait()
    with pytest.raises(ExportError, match="try it once more"):
        ExportRun(written, Target(tmp_path / "o.md"), python=str(tmp_path / "no-python"))


def test_a_process_that_dies_is_told(written: Workspace, tmp_path: Path):
    run = begin(written, Target(tmp_path / "o.html"))
    run._errand._process.kill()
    with pytest.raises(ExportError, match="cut off"):
        run.wait()


def test_what_a_library_says_in_between_is_passed_over(written: Workspace, tmp_path: Path):
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\nprintf \'warning: [\\n7\\n{"done": 1, "total": 2}\\n"no"\\n\'\nexit 1\n'
    )
    python.chmod(0o755)
    run = ExportRun(written, Target(tmp_path / "o.md"), python=str(python))
    with pytest.raises(ExportError, match="cut off"):
        run.wait()
    assert run.share == 0.5


def test_the_ledger_says_which_moment_an_export_holds(written: Workspace, tmp_path: Path):
    run = begin(written, Target(tmp_path / "o.md"))
    exported = written.project.ledger.head()
    made = run.wait()
    type_text(written, written.state.order[0], "Later.")
    written.close_burst()
    Publish(written).finish(run.target, made)
    written.save()
    (*_, entry) = written.project.ledger.entries()
    assert isinstance(entry.event, Exported)
    assert entry.event.head == made.head == exported
