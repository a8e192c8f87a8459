from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.base.errors import ExportError
from cocreate.core.events import Exported
from cocreate.workspace.export_message import Made
from cocreate.workspace.export_target import ReportFormat, ReportPlace, Target
from cocreate.workspace.publish import Publish
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


@pytest.fixture
def written(workspace: Workspace, scene: str) -> Workspace:
    type_text(workspace, scene, "# Opening\n\nThe sea was *calm*.\n")
    return workspace


def exports(workspace: Workspace) -> list[Exported]:
    entries = workspace.project.ledger.entries()
    return [entry.event for entry in entries if isinstance(entry.event, Exported)]


def test_a_manuscript_goes_out_and_the_ledger_says_so(written: Workspace, tmp_path: Path):
    path = tmp_path / "out.md"
    assert Publish(written).export(Target(path)) == (path,)
    assert "The sea was *calm*." in path.read_text(encoding="utf-8")
    (event,) = exports(written)
    assert event.sha256 == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    assert (event.report, event.file_name) == ("", "out.md")
    assert event.head.startswith("sha256:")


@pytest.mark.parametrize(("name", "beside"), [("o.md", "o.report.md"), ("o.html", "o.report.html")])
def test_a_report_beside_has_the_form_of_the_manuscript(
    written: Workspace, tmp_path: Path, name: str, beside: str
):
    target = Target(tmp_path / name, ReportPlace.BESIDE)
    assert [path.name for path in Publish(written).export(target)] == [name, beside]
    assert exports(written)[0].report == "beside"
    is_page = "<html" in (tmp_path / beside).read_text(encoding="utf-8")
    assert is_page == beside.endswith("html")


@pytest.mark.parametrize("name", ["o.md", "o.html"])
def test_an_appendix_stands_behind_the_manuscript_as_in_the_preview(
    written: Workspace, tmp_path: Path, name: str
):
    publish = Publish(written)
    plain = publish.preview(Target(tmp_path / name))
    publish.export(Target(tmp_path / name, ReportPlace.APPENDIX))
    assert len((tmp_path / name).read_text(encoding="utf-8")) > len(plain) + 300


def test_the_report_comes_in_each_form(written: Workspace):
    publish = Publish(written)
    assert json.loads(publish.report(ReportFormat.JSON))["project"]["title"] == "Book"
    assert publish.report(ReportFormat.MARKDOWN).startswith("#")
    assert "<html" in publish.report(ReportFormat.HTML)


def test_what_cannot_be_written_changes_nothing(written: Workspace, tmp_path: Path):
    publish = Publish(written)
    with pytest.raises(ExportError):
        publish.export(Target(tmp_path / "out.xyz"))
    with pytest.raises(ExportError):
        publish.export(Target(tmp_path / "no" / "where" / "out.md", ReportPlace.BESIDE))
    assert exports(written) == []
    assert not (tmp_path / "no").exists()


def test_a_picture_of_somebody_else_is_not_replaced(written: Workspace, tmp_path: Path):
    target = Target(tmp_path / "o.md")
    place = tmp_path / "pictures" / "cover.png"
    made = Made("Markdown", {target.path: b"new", place: b"ours"}, (), "sha256:00")
    Publish(written).finish(target, made)
    Publish(written).finish(target, made)
    own = (target.report_path, target.attached_path, target.credentials_path)
    for again in (b"one", b"two"):
        files = {**made.files, **dict.fromkeys(own, again)}
        Publish(written).finish(target, replace(made, files=files))
    place.write_bytes(b"theirs")
    with pytest.raises(ExportError, match=r"cover\.png is there already"):
        Publish(written).finish(target, replace(made, files={**made.files, target.path: b"x"}))
    assert (target.path.read_bytes(), place.read_bytes()) == (b"new", b"theirs")
