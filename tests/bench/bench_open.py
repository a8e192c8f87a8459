"""Opening a 1 MB manuscript, however many events its ledger holds, beside the bare text.

Run by hand: `python -m tests.bench.bench_open [--kilobytes 1000] [--events 0 2000 20000]`.
CPU milliseconds of this process, medians of rounds in which all take turns: a bare QPlainTextEdit
that reads the file and shows it; a project that was closed as it should be (snapshot at its last
event); and one whose program was killed half a minute after its last snapshot. Opening is from the
file to the painted page of the editor.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.base.settings import Settings
from cocreate.base.spawn import BackgroundSpawner
from cocreate.core.events import Cause
from cocreate.core.origin import Contributor, Method, origin
from cocreate.ui.bridge import Bridge
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.theme import LIGHT, apply, text_font
from cocreate.workspace.change import Write
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.bench.bench_keys import attributed, prose

SCENES = 10
SIDES = ("", "-wal")
LEFT = 16  # events of half a minute's typing that no snapshot holds
PASTED = origin(Contributor.UNKNOWN, Method.PASTED)


@dataclass(frozen=True)
class Subject:
    """What is opened, and how."""

    name: str
    open: Callable[[], float]


def write_events(workspace: Workspace, scenes: list[str], count: int) -> None:
    """Put words in and take them out again all over the manuscript, each an event of its own.

    The text and its origins are in the end what they were: only the ledger grows.
    """
    for number in range(count):
        pair = number // 2
        scene = scenes[pair % len(scenes)]
        is_put_in = number % 2 == 0
        size = len(workspace.scene(scene).text) - (0 if is_put_in else 6)
        start = pair * 7919 % (size - 10)
        word, end = ("quite ", start) if is_put_in else ("", start + 6)
        workspace.edit(scene, start, end, word, Write(Cause.PASTE, PASTED, "paste"))


def make_project(path: Path, text: str, events: int, left: int) -> None:
    """Make a manuscript of ten scenes with a past of so many events."""
    workspace = create(path, title="B", writer="W", clock=SystemClock(), ids=SystemIds())
    size = len(text) // SCENES
    parts = [text[start : start + size] for start in range(0, SCENES * size, size)]
    scenes = Scenes(workspace).add_all(
        [NewScene("One", f"Scene {at}", attributed(part)) for at, part in enumerate(parts)]
    )
    write_events(workspace, scenes, events)
    workspace.close()
    if left:
        leave_as_killed(path, left)


def leave_as_killed(path: Path, left: int) -> None:
    """Write some events in a new sitting and keep the files as they are then."""
    killed = path.with_suffix(".killed")
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds())
    write_events(workspace, list(workspace.state.order), left)
    for side in SIDES:
        if (source := Path(f"{path}{side}")).exists():
            shutil.copyfile(source, f"{killed}{side}")
    workspace.close()
    for side in SIDES:
        Path(f"{path}{side}").unlink(missing_ok=True)
        if (source := Path(f"{killed}{side}")).exists():
            source.rename(f"{path}{side}")


def _raise(bug: BaseException) -> None:
    raise bug


def opened(path: Path) -> float:
    """Open a project to its painted page; return the CPU milliseconds."""
    before = time.process_time()
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds())
    bridge = Bridge(workspace, BackgroundSpawner(_raise))
    editor = EditorView(workspace, SystemIds(), SystemClock(), LIGHT, Settings())
    bridge.changed.connect(editor.refresh)
    editor.resize(900, 800)
    editor.show_scene(workspace.state.order[0])
    editor.show()
    QApplication.processEvents()
    spent = (time.process_time() - before) * 1000
    bridge.stop()
    editor.close()
    editor.deleteLater()
    workspace.close()
    QApplication.processEvents()
    return spent


def bare(path: Path) -> float:
    """Read the text from a file into a bare editor and paint it; return the CPU milliseconds."""
    before = time.process_time()
    editor = QPlainTextEdit()
    editor.setFont(text_font(Settings()))
    editor.resize(900, 800)
    editor.setPlainText(path.read_text(encoding="utf-8"))
    editor.show()
    QApplication.processEvents()
    spent = (time.process_time() - before) * 1000
    editor.close()
    editor.deleteLater()
    QApplication.processEvents()
    return spent


def on_a_copy(path: Path) -> Callable[[], float]:
    """Open a copy each time, so that every opening meets the same file."""

    def open_copy() -> float:
        copy = path.with_name("copy.cocreate")
        for side in ("", "-wal", "-shm"):
            Path(f"{copy}{side}").unlink(missing_ok=True)
            if (source := Path(f"{path}{side}")).exists():
                shutil.copyfile(source, f"{copy}{side}")
        return opened(copy)

    return open_copy


def main(arguments: list[str]) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kilobytes", type=int, default=1000)
    parser.add_argument("--events", type=int, nargs="+", default=[0, 2000, 20_000])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, LIGHT)
    text = prose(chosen.kilobytes * 1000)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "text.md"
        plain.write_text(text, encoding="utf-8")
        subjects = [Subject("bare, the same text", lambda: bare(plain))]
        for events in chosen.events:
            for left, how in ((0, "closed"), (LEFT, "killed")):
                path = Path(folder) / f"{events}-{how}.cocreate"
                make_project(path, text, events, left)
                subjects.append(Subject(f"{events} events, {how}", on_a_copy(path)))
        found: dict[str, list[float]] = {subject.name: [] for subject in subjects}
        for number in range(chosen.rounds + 1):
            for subject in subjects:
                spent = subject.open()
                if number:
                    found[subject.name].append(spent)
    first = statistics.median(found[subjects[0].name])
    print(f"{'CPU ms, median':26} {'open':>8} {'x bare':>8}")
    for name, times in found.items():
        middle = statistics.median(times)
        print(f"{name:26} {middle:8.0f} {middle / first:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
