from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Shell
from tests.cli.quiet import without_model


def test_the_report_comes_in_every_form(shell: Shell, book: Path):
    assert shell.ok("report", book).out.startswith("#")
    assert shell.ok("report", book, "--format", "md").out.endswith("\n")
    assert shell.ok("report", book, "--format", "json").document["version"] == 1
    assert "<html" in shell.ok("report", book, "--format", "html").out
    target = shell.folder / "report.json"
    assert shell.ok("report", book, "--format", "json", "-o", target).out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["project"]["writer"] == "Ada"


def test_a_pdf_needs_a_file(shell: Shell, book: Path):
    assert "-o FILE.pdf" in shell("report", book, "--format", "pdf").err
    target = shell.folder / "report.pdf"
    shell.ok("report", book, "--format", "pdf", "-o", target)
    assert target.read_bytes().startswith(b"%PDF-")


def test_sittings_are_listed_in_words_and_in_fields(shell: Shell, book: Path, home: Path):
    without_model(home)
    shell.ok("suggest", book, "--agent", "copy-editor", "--scene", "Dawn")
    (row, *_) = shell.ok("suggestions", book, "--json").document
    shell.ok("reject", book, row["id"])
    rows = shell.ok("sessions", book, "--json").document
    assert [session["suggestions"]["rejected"] for session in rows] == [0, 0, 1]
    assert rows[1]["suggestions"]["offered"] > 0
    assert all(session["ended"] for session in rows)
    assert rows[0]["cost"] == {"known": [], "unpriced_calls": 0}
    lines = shell.ok("sessions", book).out.splitlines()
    assert len(lines) == 3
    assert "no cost" in lines[0]


def test_history_tells_each_event_and_can_keep_to_one_scene(shell: Shell, book: Path):
    rows = shell.ok("history", book, "--json").document
    lines = shell.ok("history", book).out.splitlines()
    assert len(lines) == len(rows)
    scenes = shell.ok("history", book, "--scene", "Dawn", "--json").document
    assert [row["kind"] for row in scenes] == ["scene_added"]
    assert "no scene" in shell("history", book, "--scene", "Noon").sentence
