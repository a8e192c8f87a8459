from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cocreate.base.child import own_environment
from cocreate.base.errand import TASK, Errand, _await_end

LONG = "ä" * 300_000


@pytest.fixture
def program(tmp_path: Path):
    """Return what makes a program that stands where Python should; $3 is the folder."""

    def make(script: str) -> str:
        path = tmp_path / "python"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_a_task_of_any_length_is_handed_over(program):
    errand = Errand("some.module", "more", task=LONG, python=program('echo "$2 $4"; cat "$3/task"'))
    assert errand.wait() == 0
    assert errand.said().decode() == f"some.module more\n{LONG}"
    errand.close()
    assert not errand.folder.exists()


def test_lines_come_once_and_only_when_they_are_whole(program):
    errand = Errand("m", python=program('printf "one\\ntw"; : > "$3/there"; exec sleep 60'))
    while not (errand.folder / "there").exists():
        assert errand.poll() is None
    assert errand.said_since() == [b"one"]
    assert errand.said_since() == []
    with (errand.folder / "said").open("ab") as file:
        file.write(b"o\nthree\n")
    assert errand.said_since() == [b"two", b"three"]
    with pytest.raises(subprocess.TimeoutExpired):
        errand.wait(0.01)
    errand.stop()
    assert not errand.folder.exists()


def test_a_module_of_ours_is_run(tmp_path: Path):
    errand = Errand("cocreate.base.ids")
    assert (errand.folder / TASK).read_bytes() == b""
    assert errand.wait() == 0
    errand.close()


def test_what_cannot_be_started_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OSError, match="none"):
        Errand("m", python=str(tmp_path / "none"))
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(OSError, match="nowhere"):
        Errand("m", python=sys.executable)


def test_who_is_sent_ends_with_whoever_sent_it_and_leaves_nothing(tmp_path: Path):
    folder = tmp_path / "errand"
    folder.mkdir()
    (folder / "0").write_bytes(b"half a book")
    code = (
        "import sys, threading; from cocreate.base.errand import end_with_caller;"
        "end_with_caller(sys.argv[1]); threading.Event().wait()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, env=own_environment()
    ) as sent:
        assert sent.poll() is None
        assert sent.stdin is not None
        sent.stdin.close()
        assert sent.wait(30) == 1
    assert not folder.exists()


def test_the_end_of_the_caller_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    codes: list[int] = []
    monkeypatch.setattr("os.read", lambda _fd, _size: b"")
    monkeypatch.setattr("os._exit", codes.append)
    _await_end(str(tmp_path / "gone"))
    assert codes == [1]
