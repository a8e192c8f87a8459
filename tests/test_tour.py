"""The tour is run whole: it is the main job in the real window with the embedded model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.providers.weights import find_weights
from cocreate.store.verify import verify_project
from cocreate.tour import run_tour


@pytest.mark.slow
@pytest.mark.local_server
def test_the_tour_does_the_main_job_and_leaves_everything_behind(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert find_weights() is not None, "the embedded model's weights are missing"
    folder = tmp_path / "tour"
    folder.mkdir()
    (folder / "99-old.png").write_bytes(b"old")
    (folder / "mine.txt").write_text("stays")
    assert run_tour(folder, SystemClock(), SystemIds()) == 0
    said = capsys.readouterr().out
    assert "The embedded model was asked" in said
    assert "intact" in said
    found = {path.name for path in folder.iterdir()}
    assert {
        "tour.cocreate",
        "moby-dick.md",
        "moby-dick.html",
        "moby-dick.report.html",
        "report.json",
        "mine.txt",
    } <= found
    assert "99-old.png" not in found
    pictures = sorted(path for path in folder.glob("*.png"))
    assert len(pictures) >= 8
    assert all(path.stat().st_size > 10_000 for path in pictures)
    assert verify_project(folder / "tour.cocreate").ok
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["characters"]["tool"] > 0
    assert report["cost"]["calls"] >= 1
    assert report["curation"]["accepted"] >= 2
    manuscript = (folder / "moby-dick.md").read_text(encoding="utf-8")
    assert "could have stayed ashore" in manuscript
    assert "library" in manuscript
