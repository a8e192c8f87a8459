"""A screen of its own, the program on it, and a hand on its keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / ".artefacts"
LIMIT_S = 60.0

_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


@contextmanager
def screen(size: str = "1280x820") -> Iterator[str]:
    """Start a virtual screen; give the name of its display."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait(LIMIT_S)


@dataclass
class Hand:
    """The program in a real window, worked by keys that go through the X server."""

    display: str
    program: subprocess.Popen[bytes]
    window: str
    pictures: int = 0

    def press(self, *keys: str) -> None:
        """Press key combinations, e.g. `ctrl+s`."""
        self._xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._xdotool("type", "--clearmodifiers", "--delay", "8", text)

    def picture(self, name: str) -> None:
        """Keep the whole screen as an artefact."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.pictures += 1
        target = ARTEFACTS / f"window-{self.pictures:02d}-{name}.png"
        subprocess.run([sys.executable, "-c", _GRAB, str(target)], env=self._environ(), check=True)
        assert target.stat().st_size > 1000

    def wait_for(self, is_so: Callable[[], bool], what: str) -> None:
        """Look again and again until something is so."""
        deadline = time.monotonic() + LIMIT_S
        while not is_so():
            assert self.program.poll() is None, "the program ended by itself"
            assert time.monotonic() < deadline, f"waited in vain for {what}"

    def wait_until_closed(self) -> int:
        return self.program.wait(LIMIT_S)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environ(), check=True, timeout=LIMIT_S)

    def _environ(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def program(display: str, project: Path, home: Path) -> Iterator[Hand]:
    """Start the program on a project and wait for its window."""
    environ = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "COCREATE_HOME": str(home),
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "cocreate", str(project)], env=environ, cwd=ROOT
    )
    try:
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Cocreate"],
            env=environ,
            check=True,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
        )
        window = found.stdout.split()[0]
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=environ, check=True)
        yield Hand(display, running, window)
    finally:
        if running.poll() is None:
            running.kill()
        running.wait(LIMIT_S)
