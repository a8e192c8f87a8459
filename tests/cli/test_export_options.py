from __future__ import annotations

from pathlib import Path

from cocreate.cli.main import _PRESETS
from cocreate.formats.presets import Preset
from tests.cli.conftest import Shell


def test_the_command_offers_every_preset():
    assert tuple(preset.value for preset in Preset) == _PRESETS


def test_choices_reach_the_file(shell: Shell, book: Path):
    target = shell.folder / "o.html"
    shell.ok("export", book, "-o", target, "--language", "de", "--origins")
    assert 'lang="de"' in target.read_text(encoding="utf-8")
    report = shell.folder / "o.report.json"
    given = ("--report", "beside", "--report-format", "json", "--no-contents", "--paper", "a4")
    shell.ok("export", book, "-o", target, *given)
    assert report.is_file()


def test_what_a_format_cannot_be_dressed_as_is_told(shell: Shell, book: Path):
    answer = shell("export", book, "-o", shell.folder / "o.epub", "--preset", "screenplay")
    assert "cannot be dressed" in answer.sentence
