from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.cli.usage import PRESETS
from cocreate.formats.presets import Preset
from tests.cli.conftest import Shell
from tests.provenance.credential_readers import state_of


def test_the_command_offers_every_preset():
    assert tuple(preset.value for preset in Preset) == PRESETS


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


def test_credentials_lie_beside_the_file_and_nobody_is_promised_more(
    shell: Shell, book: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COCREATE_PASSPHRASE", "open sesame")
    target = shell.folder / "o.docx"
    said = shell.ok("export", book, "-o", target, "--credentials", "beside", "--no-training").out
    assert f"Wrote {target}.c2pa" in said
    assert "intact, signer unknown" in said
    made = (shell.folder / "o.docx.c2pa").read_bytes()
    assert state_of(target.read_bytes(), made)[0] == "Valid"
    inside = shell("export", book, "-o", target, "--credentials", "inside")
    assert "Only a PDF" in inside.sentence


def test_without_a_key_there_are_no_credentials(shell: Shell, book: Path):
    target = shell.folder / "o.md"
    answer = shell("export", book, "-o", target, "--credentials", "beside")
    assert "no safe place" in answer.sentence
    assert not target.exists()
