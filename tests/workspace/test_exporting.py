from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cocreate.base.errors import ExportError
from cocreate.base.resources import resource_path
from cocreate.core.events import HunkOffered
from cocreate.core.origin import Contributor
from cocreate.core.suggestion import Verdict
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.workspace.export_mark import mark_of
from cocreate.workspace.export_target import Attached, ReportPlace, Target
from cocreate.workspace.exporting import make
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def unwatched(_done: int, _total: int) -> None:
    pass


@pytest.fixture
def written(workspace: Workspace, scene: str) -> Workspace:
    type_text(workspace, scene, "# Opening\n\nThe sea was *calm*.\n")
    return workspace


def offer(workspace: Workspace, scene: str, hunk: str, start: int, end: int) -> None:
    old = workspace.scene(scene).text.slice(start, end)
    workspace.record(
        HunkOffered(
            hunk, "run", scene, "ann", "", Contributor.UNKNOWN, start, end, old, "x", "", None,
            Verdict.PENDING,
        )
    )  # fmt: skip


def test_files_are_made_and_put_nowhere(written: Workspace, tmp_path: Path):
    attached = Attached(resource_path("policies", "amazon-kdp.json"), (("images", "many"),))
    target = Target(tmp_path / "o.md", ReportPlace.BESIDE, attached=attached)
    made = make(written, target, unwatched)
    assert [path.name for path in made.files] == ["o.md", "o.report.md", "o.disclosure.txt"]
    assert made.format == "Markdown"
    assert "Images: many made by AI." in made.files[tmp_path / "o.disclosure.txt"].decode()
    assert "Amazon KDP leaves 2 questions undecided" in made.losses[-1]
    assert not any(path.exists() for path in made.files)


def test_a_file_carries_the_mark_of_the_event_it_was_made_at(written: Workspace, tmp_path: Path):
    made = make(written, Target(tmp_path / "o.epub"), unwatched)
    with zipfile.ZipFile(io.BytesIO(made.files[tmp_path / "o.epub"])) as archive:
        package = archive.read("EPUB/package.opf").decode()
    assert mark_of(written.project, written.state.seq) in package


def test_a_preset_that_a_format_does_not_know_is_told(written: Workspace, tmp_path: Path):
    options = ExportOptions(preset=Preset.SCREENPLAY)
    with pytest.raises(ExportError, match="EPUB cannot be dressed as “screenplay”; choose “e-rea"):
        make(written, Target(tmp_path / "o.epub", options=options), unwatched)
    with pytest.raises(ExportError, match="choose “manuscript” or “manuscript-classic” or"):
        make(written, Target(tmp_path / "o.odt", options=options), unwatched)
    assert make(written, Target(tmp_path / "o.fountain", options=options), unwatched).files
    with pytest.raises(ExportError, match="no presets, so leave it out"):
        make(written, Target(tmp_path / "o.md", options=options), unwatched)


def test_suggestions_that_overlap_others_are_said(written: Workspace, scene: str, tmp_path: Path):
    written.close_burst()
    offer(written, scene, "one", 11, 18)
    offer(written, scene, "two", 15, 20)
    target = Target(tmp_path / "o.md", options=ExportOptions(for_review=True))
    assert make(written, target, unwatched).losses[-1].startswith("1 suggestion overlaps")
    offer(written, scene, "three", 16, 17)
    assert make(written, target, unwatched).losses[-1].startswith("2 suggestions overlap")
    assert make(written, Target(tmp_path / "o.md"), unwatched).losses == ()
