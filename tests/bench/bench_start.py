"""Start to an editor one can type in, beside the start of an empty window with a QPlainTextEdit.

Run by hand: `python -m tests.bench.bench_start [--rounds 11] [--kilobytes 100] [--profile]`.
Every start is a fresh process, the two take turns; a process tells its own CPU time, from its
beginning, when the editor that has the keys was painted, and again when a key pressed then was.
Ours is what `cocreate PROJECT` does, on a project whose one scene is real prose. Byte code is kept
in a folder of its own and made by a first start of each that is not counted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.base.resources import resource_path
from cocreate.core.origin import TYPED, plain
from cocreate.workspace.opening import create
from cocreate.workspace.scenes import NewScene, Scenes

TARGET = 3.0

# Both children run this around their own start; it is kept to what both of them import anyway.
_WATCH = """
import sys, time
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

class Watch(QObject):
    painted = False

    def eventFilter(self, watched, event):
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False

class Watched(QApplication):
    def exec(self):
        watch = Watch()
        [window] = [w for w in self.topLevelWidgets() if w.isVisible() and w.isWindow()]
        window.activateWindow()
        editor = window.focusWidget()
        assert isinstance(editor, QPlainTextEdit)
        editor.viewport().installEventFilter(watch)
        while not watch.painted:
            self.processEvents()
        first = time.process_time()
        watch.painted = False
        before = editor.document().characterCount()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            self.sendEvent(editor, QKeyEvent(kind, Qt.Key.Key_A, none, "a"))
        while not watch.painted:
            self.processEvents()
        assert editor.document().characterCount() == before + 1
        print(first, time.process_time(), len(sys.modules))
        return 0
"""
_FIRST = """
from cocreate.cli.main import main
import cocreate.cli.house  # as the command does; Qt makes every import behind its own dearer
"""
_OURS = """
app = Watched(["cocreate"])
sys.exit(main([sys.argv[1]]))
"""
_OURS_WHOLE = _FIRST + _WATCH + _OURS
_BARE = """
from PySide6.QtWidgets import QMainWindow
app = Watched(["bare"])
window = QMainWindow()
editor = QPlainTextEdit()
window.setCentralWidget(editor)
window.resize(1280, 820)
window.show()
editor.setFocus()
sys.exit(app.exec())
"""
_BARE_WHOLE = _WATCH + _BARE


@dataclass(frozen=True)
class Start:
    """What one process told: CPU milliseconds to the first paint, to the first key, modules."""

    painted: float
    typed: float
    modules: int


def make_project(path: Path, kilobytes: int) -> None:
    """Make a project whose one scene is real prose, typed."""
    prose = resource_path("sample", "moby-dick-opening.md").read_text(encoding="utf-8")
    size = kilobytes * 1000
    text = (prose * (1 + size // len(prose)))[:size]
    workspace = create(path, title="Start", writer="W", clock=SystemClock(), ids=SystemIds())
    Scenes(workspace).add_all([NewScene("One", "Opening", plain(text, TYPED))])
    workspace.save()
    workspace.close()


def child(code: str, home: Path, *arguments: str, is_shown: bool = False) -> str:
    """Run a start in a fresh process; return what it printed last."""
    environ = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        "QT_QPA_PLATFORM": "offscreen",
        "COCREATE_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    )
    if is_shown:
        print(done.stdout)
    return done.stdout.splitlines()[-1]


def start(code: str, home: Path, *arguments: str) -> Start:
    """Start once."""
    painted, typed, modules = child(code, home, *arguments).split()
    return Start(float(painted) * 1000, float(typed) * 1000, int(modules))


def profiled(home: Path, project: Path) -> None:
    """Print where the time of our start goes."""
    code = f"""
import cProfile, pstats
profile = cProfile.Profile()
try:
    profile.runcall(exec, {_OURS_WHOLE!r}, globals())
except SystemExit:
    pass
stats = pstats.Stats(profile)
stats.sort_stats("tottime").print_stats(40)
stats.sort_stats("cumtime").print_stats("cocreate", 90)
"""
    child(code, home, str(project), is_shown=True)


def main(arguments: list[str]) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--kilobytes", type=int, default=100)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home, project = Path(folder) / "home", Path(folder) / "start.cocreate"
        make_project(project, chosen.kilobytes)
        start(_OURS_WHOLE, home, str(project))
        start(_BARE_WHOLE, home)
        if chosen.profile:
            profiled(home, project)
            return
        bare, ours = [], []
        for _ in range(chosen.rounds):
            bare.append(start(_BARE_WHOLE, home))
            ours.append(start(_OURS_WHOLE, home, str(project)))
    report(bare, ours)


def report(bare: list[Start], ours: list[Start]) -> None:
    """Print the table."""
    print(f"{'CPU ms, median':16} {'painted':>8} {'key':>8} {'modules':>8}")
    for name, starts in (("bare window", bare), ("cocreate", ours)):
        painted = statistics.median(one.painted for one in starts)
        typed = statistics.median(one.typed for one in starts)
        print(f"{name:16} {painted:8.0f} {typed:8.0f} {starts[0].modules:8}")
    pairs = list(zip(ours, bare, strict=True))
    painted = statistics.median(one.painted / other.painted for one, other in pairs)
    typed = statistics.median(one.typed / other.typed for one, other in pairs)
    print(f"{'ratio':16} {painted:8.2f} {typed:8.2f} (target {TARGET:.1f} to the first paint)")


if __name__ == "__main__":
    main(sys.argv[1:])
