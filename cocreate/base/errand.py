"""Work that a module of our own does in a process of its own, with a folder for what it makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from cocreate.base.child import NO_CONSOLE, own_environment, own_module

TASK = "task"
_SAID = "said"


class Errand:
    """One piece of work under way; its folder is gone when it is closed or stopped.

    What there is to do stands in the file TASK of the folder: a command line has its limits, and
    everybody on the computer may read it.

    Raises:
        OSError: the folder cannot be made, or no program can be started.
    """

    def __init__(
        self, module: str, *arguments: str, task: str = "", python: str = sys.executable
    ) -> None:
        """Start a module.

        Args:
            arguments: come behind the folder, which is its first.
        """
        self._kept = tempfile.TemporaryDirectory(prefix="cocreate-")
        self.folder = Path(self._kept.name)
        self._read = 0
        try:
            (self.folder / TASK).write_text(task, encoding="utf-8")
            with (self.folder / _SAID).open("wb") as said:
                self._process = subprocess.Popen(  # noqa: S603 - our own module in our own Python
                    own_module(module, str(self.folder), *arguments, python=python),
                    stdin=subprocess.PIPE,  # our death closes it, too: see end_with_caller
                    stdout=said,
                    stderr=subprocess.DEVNULL,
                    env=own_environment(),
                    creationflags=NO_CONSOLE,
                )
        except BaseException:
            self._kept.cleanup()
            raise

    def poll(self) -> int | None:
        """Return the code with which it ended; None while it goes on."""
        return self._process.poll()

    def wait(self, limit_s: float | None = None) -> int:
        """Wait for its end and return its code.

        Raises:
            subprocess.TimeoutExpired: it goes on after this many seconds.
        """
        return self._process.wait(limit_s)

    def said(self, most: int = -1) -> bytes:
        """Return what it has written to standard output.

        Args:
            most: bytes that are read at most; -1 for all there are.

        Raises:
            OSError: it cannot be read.
        """
        with (self.folder / _SAID).open("rb") as file:
            return file.read(most)

    def said_since(self) -> list[bytes]:
        """Return the whole lines that it has written since this was asked last.

        Raises:
            OSError: they cannot be read.
        """
        with (self.folder / _SAID).open("rb") as file:
            file.seek(self._read)
            said = file.read()
        whole = said.rfind(b"\n") + 1
        self._read += whole
        return said[:whole].splitlines()

    def stop(self) -> None:
        """End it; what it made is dropped."""
        self._process.kill()
        self._process.wait()
        self.close()

    def close(self) -> None:
        """Remove the folder."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._kept.cleanup()


def end_with_caller(folder: str) -> None:
    """Let this process end, and the folder of its errand go, when nobody is left to ask for it."""
    threading.Thread(target=_await_end, args=(folder,), daemon=True).start()


def _await_end(folder: str) -> None:
    with suppress(OSError):
        os.read(0, 1)  # nothing ever comes there but the end
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
