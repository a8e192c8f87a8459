"""Commands called as a shell would, and a small manuscript."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from cocreate.cli.main import main

MANUSCRIPT = """\
Before anything.

# One

## Dawn

The sea was calm. She go to the libary every morning.

## Dusk

The wind was not.

# Two

It rained.
"""


@dataclass(frozen=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one sentence of a failure."""
        assert self.code == 1, self
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


class Shell:
    """Run commands in this process."""

    def __init__(self, capfdbinary: pytest.CaptureFixture[bytes], folder: Path) -> None:
        self._capture = capfdbinary
        self.folder = folder
        self.project = folder / "book.cocreate"

    def __call__(self, *words: object) -> Answer:
        self._capture.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return self.captured(code)

    def captured(self, code: int = 0) -> Answer:
        """Return what was printed since the last command."""
        out, err = self._capture.readouterr()
        return Answer(code, out.decode(), err.decode())

    def ok(self, *words: object) -> Answer:
        answer = self(*words)
        assert answer.code == 0, answer
        return answer


@pytest.fixture
def shell(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Shell:
    return Shell(capfdbinary, tmp_path)


@pytest.fixture
def book(shell: Shell) -> Path:
    """A project made from a small manuscript."""
    manuscript = shell.folder / "story.md"
    manuscript.write_text(MANUSCRIPT, encoding="utf-8")
    shell.ok("new", shell.project, manuscript, "--title", "Story", "--writer", "Ada")
    return shell.project


@pytest.fixture
def signing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key may be kept, locked in a file."""
    monkeypatch.setenv("COCREATE_PASSPHRASE", "open sesame")
