from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from cocreate import cli
from cocreate.cli import main as program
from cocreate.cli.usage import build, parse
from tests.cli.conftest import Shell

COMMANDS = [
    "new",
    "import",
    "log",
    "text",
    "spans",
    "agents",
    "models",
    "suggest",
    "suggestions",
    "accept",
    "reject",
    "report",
    "export",
    "sessions",
    "history",
    "verify",
    "doctor",
    "open",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(shell: Shell, command: str):
    assert "usage: cocreate" in shell.ok(command, "--help").out


def test_wrong_usage_is_exit_2_with_one_sentence(shell: Shell):
    for words in (["text"], ["report", "x", "--format", "doc"], ["suggest", "x"]):
        answer = shell(*words)
        assert answer.code == 2
        assert answer.err.count("\n") == 1
        assert "--help" in answer.err


def test_several_ids_with_a_text_are_wrong_usage(shell: Shell):
    assert shell("accept", "p", "a", "b", "--text", "x").code == 2


def test_trouble_is_exit_1_with_one_sentence(shell: Shell):
    assert "no file" in shell("text", shell.folder / "nowhere.cocreate").sentence


def test_the_version_is_told(shell: Shell):
    assert shell.ok("--version").out.startswith("cocreate ")


def test_a_reader_that_stops_reading_is_no_trouble(shell: Shell, book):
    program = f"{sys.executable} -m cocreate history {book} | head -1"
    ended = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert ended.stderr == ""


def test_a_file_alone_is_opened_without_describing_all_commands(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    def describe(_words: object):
        raise AssertionError("all commands were described")

    for words in (["open"], ["open", "a.cocreate"]):
        assert parse(words) == program._opening(*words[1:])
    monkeypatch.setattr(program, "parse", describe)
    for path in ("nowhere.cocreate", "some/where"):
        assert path in shell(path).sentence


def test_no_command_looks_like_a_file(shell: Shell):
    _, names = build()
    assert "open" in names
    assert not [name for name in names if program._is_path(name)]
    assert not program._is_path("--version.")


def test_a_bug_is_one_sentence(shell: Shell, home: Path, caplog: pytest.LogCaptureFixture):
    (home / "logs").write_text("no folder", encoding="utf-8")
    assert program._run(argparse.Namespace(module="main", function="_opening")) == 1
    said = shell.captured().err
    assert "(TypeError)" in said
    assert said.count("\n") == 1
    caplog.clear()


def test_stopping_while_the_parts_are_loaded_is_one_sentence(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "stopped_early.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    monkeypatch.setattr(cli, "__path__", [str(tmp_path)])
    assert program._run(argparse.Namespace(module="stopped_early", function="any")) == 1
    assert shell.captured().err == "Stopped.\n"
