"""What the window's own thread needs while four agents stream, and how long one turn of it takes.

Run by hand: `python -m tests.bench.bench_streams [--seconds 8] [--hunks 10000] [--profile NAME]`.
A service in a process of its own streams 100 tokens a second to each agent; the window is the real
one, with its threads shown and a scene of 100 KB open. CPU is that of the window's thread alone; a
turn is what it does between two waits of its event loop. Then one agent proposes 10,000 changes at
once.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from cocreate.app import Studio, application
from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.base.resources import resource_path
from cocreate.store.user_files import UserFiles
from cocreate.ui.sidebar.sidebar import Tab
from cocreate.workspace.desk import Preferences
from tests.bench.bench_start import make_project
from tests.fakes.prompts import FakePrompts
from tests.fakes.scripted_service import ScriptedAnswer, ScriptedService, proposes

SHARE_TARGET = 25.0
TURN_TARGET = 50.0
TOKENS_A_SECOND = 100
HUNKS_WORDS = 12


def prose() -> str:
    """Return the text that the scene is made of."""
    return resource_path("sample", "moby-dick-opening.md").read_text(encoding="utf-8")


def answers(kind: str, count: int) -> ScriptedAnswer:
    """Return what the service says: plain words, proposals at the same pace, or all at once."""
    pace = 1 / TOKENS_A_SECOND
    if kind == "words":
        words = [f"{word} " for word in prose().split()[200:]]
        return ScriptedAnswer(tuple(words), pace_s=pace)
    text = prose()
    hunks: list[dict[str, object]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        parts = line.split(" ")
        for at in range(0, len(parts) - HUNKS_WORDS, 1 if kind == "flood" else HUNKS_WORDS):
            old = " ".join(parts[at : at + HUNKS_WORDS])
            if text.count(old) == 1:
                new = old.replace(" ", " quite ", 1)
                hunks.append({"old": old, "new": new, "reason": "It is better.", "line": number})
    while hunks and len(hunks) < count:
        hunks += hunks[: count - len(hunks)]
    if kind == "flood":
        return proposes(hunks[:count], piece=4000)
    return proposes(hunks, piece=6, pace_s=pace)


def serve(kind: str, count: int) -> None:
    """Serve until standard input ends."""
    with ScriptedService(answers(kind, count)) as service:
        print(service.providers_toml(price=False), flush=True)
        print("--", flush=True)
        sys.stdin.read()


@dataclass
class Turns:
    """The thread CPU of every turn of the event loop, in milliseconds."""

    found: list[float] = field(default_factory=list)
    began: float = 0.0

    def watch(self) -> None:
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._on_about_to_block)

    def _on_about_to_block(self) -> None:
        # Waiting takes no CPU, so what passed since the last time is one turn's work.
        now = time.thread_time()
        if self.began:
            self.found.append((now - self.began) * 1000)
        self.began = now


@dataclass
class Scene:
    """The running program."""

    studio: Studio
    turns: Turns

    def spin(self, seconds: float) -> float:
        """Let the window work; return the share of a core that its thread took, in per cent."""
        self.turns.found.clear()
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        cpu, wall = time.thread_time(), time.monotonic()
        loop.exec()
        return 100 * (time.thread_time() - cpu) / (time.monotonic() - wall)

    def spin_until(self, is_so: Callable[[], bool], limit_s: float = 120) -> None:
        """Let the window work until something is so."""
        until = time.monotonic() + limit_s
        while not is_so() and time.monotonic() < until:
            loop = QEventLoop()
            QTimer.singleShot(100, loop.quit)
            loop.exec()


def told(name: str, share: float, turns: list[float], more: str = "") -> None:
    """Print a row."""
    ordered = sorted(turns) or [0.0]
    print(
        f"{name:24} {share:6.1f} % of a core   turns {len(ordered):6}   "
        f"p50 {ordered[len(ordered) // 2]:6.2f}  p99 {ordered[len(ordered) * 99 // 100]:6.2f}  "
        f"max {ordered[-1]:7.2f} ms  {more}"
    )


def with_service(kind: str, count: int, work: Callable[[Scene], None]) -> None:
    """Do something in a fresh project beside a fresh service."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bench_streams", "--serve", kind, "--hunks", str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    assert server.stdin is not None
    lines: list[str] = []
    for line in server.stdout:
        if line == "--\n":
            break
        lines.append(line)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        (home / "providers.toml").write_text("".join(lines), encoding="utf-8")
        endless = resource_path("agents", "line-editor.md").read_text(encoding="utf-8")
        (home / "agents").mkdir()
        (home / "agents" / "flood.md").write_text(
            endless.replace("max_tokens: 4000", "max_tokens: 1000000"), encoding="utf-8"
        )
        project = Path(folder) / "streams.cocreate"
        make_project(project, 100)
        environ = {"SCRIPTED_KEY": "k"}
        studio = Studio(
            Preferences(UserFiles(home, environ)), FakePrompts(), SystemClock(), SystemIds()
        )
        studio.open_project(project)
        studio.window.show()
        scene = Scene(studio, Turns())
        scene.turns.watch()
        gc.collect()
        gc.freeze()  # as the program does before its event loop
        studio.look_for_models()
        scene.spin(3)
        try:
            work(scene)
        finally:
            studio.window.close()
            studio.close()
            server.stdin.close()
            server.wait()


def ask(scene: Scene, agent: str) -> str:
    """Ask an agent about the scene."""
    opened = scene.studio.window.project
    assert opened is not None
    at = opened.wiring.scene
    assert at is not None
    run = opened.desk.runs.ask(agent, at, ref="scripted/test-model")
    opened.view.sidebar.threads.follow(opened.desk.runs)
    return run


def streaming(name: str, agent: str, tab: Tab, seconds: float) -> Callable[[Scene], None]:
    """Return the measurement of four agents at work."""

    def work(scene: Scene) -> None:
        idle = scene.spin(2)
        told("idle", idle, scene.turns.found)
        opened = scene.studio.window.project
        assert opened is not None
        opened.view.sidebar.show_tab(tab)
        runs = [ask(scene, agent) for _ in range(4)]
        scene.spin(1.5)
        share = scene.spin(seconds)
        length = sum(len(opened.desk.runs.live_text(run)) for run in runs)
        hunks = len(opened.desk.review.open_hunks())
        live = len(opened.desk.runs.live_ids)
        more = f"{live} live, {length} characters, {hunks} suggestions"
        told(name, share, scene.turns.found, more)
        if live < 4:
            for run in runs:
                state = opened.desk.workspace.state.runs[run]
                print(f"  {run}: {state.how} {state.sentence}")
        opened.desk.runs.stop_all()

    return work


def flood(count: int) -> Callable[[Scene], None]:
    """Return the measurement of very many proposals at once."""

    def work(scene: Scene) -> None:
        opened = scene.studio.window.project
        assert opened is not None
        opened.view.sidebar.show_tab(Tab.SUGGESTIONS)
        scene.turns.found.clear()
        before, wall = time.thread_time(), time.monotonic()
        ask(scene, "flood")
        scene.spin_until(lambda: not opened.desk.runs.live_ids)
        scene.spin_until(lambda: False, 1)
        spent = time.thread_time() - before
        hunks = len(opened.desk.review.all_hunks())
        told(
            f"{count} proposals at once",
            100 * spent / (time.monotonic() - wall),
            scene.turns.found,
            f"{hunks} suggestions, {spent:.1f} s CPU",
        )

    return work


def main(arguments: list[str]) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--hunks", type=int, default=10_000)
    parser.add_argument("--only", choices=["words", "hunks", "flood"])
    parser.add_argument("--serve", choices=["words", "hunks", "flood"])
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.serve:
        serve(chosen.serve, chosen.hunks)
        return
    application(["bench"])
    works = {
        "words": streaming("four answers", "brainstormer", Tab.THREADS, chosen.seconds),
        "hunks": streaming("four with proposals", "line-editor", Tab.SUGGESTIONS, chosen.seconds),
        "flood": flood(chosen.hunks),
    }
    profile = cProfile.Profile()
    for kind, work in works.items():
        if chosen.only in (None, kind):
            if chosen.profile:
                profile.enable()
            with_service(kind, chosen.hunks, work)
            profile.disable()
    print(f"targets: {SHARE_TARGET:.0f} % of a core, {TURN_TARGET:.0f} ms a turn")
    if chosen.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        pstats.Stats(profile).sort_stats("cumtime").print_stats("cocreate", 50)
    QApplication.processEvents()


if __name__ == "__main__":
    main(sys.argv[1:])
