"""Killing the program at any moment loses at most a second of typing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.store.verify import verify_project
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.scenes import Scenes

ROOT = Path(__file__).parents[2]


def _kill_after(project: Path, words: int) -> dict[int, float]:
    """Let the typist write `words` words, kill it, return when it said it had typed each."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.flows.typist", str(project)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    typed: dict[int, float] = {}
    assert child.stdout is not None
    with child, child.stdout as said:
        for line in said:
            moment, number = line.split()
            typed[int(number)] = float(moment)
            if int(number) >= words:
                break
        child.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        # What it said between the last line read and its death counts as typed, too.
        for line in said:
            if line.endswith("\n"):
                moment, number = line.split()
                typed[int(number)] = float(moment)
    assert child.returncode == -signal.SIGKILL
    typed[0] = killed
    return typed


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill that way")
@pytest.mark.parametrize("words", [1, 7, 40, 200, 900])
def test_a_killed_program_loses_at_most_a_second_of_typing(tmp_path: Path, words: int):
    clock, ids = SystemClock(), SystemIds()
    path = tmp_path / "book.cocreate"
    workspace = create(path, title="Book", writer="", clock=clock, ids=ids)
    scene = Scenes(workspace).add("Opening")
    workspace.close()
    typed = _kill_after(path, words)
    killed = typed.pop(0)
    again = open_project(path, clock=clock, ids=ids)
    text = again.scene(scene).text.text()
    kept = len(text.split())
    assert text.startswith("".join(f"w{n} " for n in range(1, kept)))
    lost = [moment for number, moment in typed.items() if number > kept]
    assert all(killed - moment <= 1.2 for moment in lost), (kept, len(typed))
    assert all(session.ended_ms for session in again.state.sessions.values())
    again.close()
    assert verify_project(path).ok
    assert [found.name for found in tmp_path.iterdir() if "-wal" in found.name] == []
