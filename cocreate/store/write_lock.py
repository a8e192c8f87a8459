"""The lock that lets only one program write to a project, given back by the system at death."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

_TRIES = 10
_FAR_OFFSET = 1 << 30  # the locked byte lies beyond the text, which others must be able to read

if sys.platform == "win32":  # pragma: no cover - the other branch runs elsewhere
    import msvcrt

    def _grab(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR_OFFSET, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _grab(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes to a project.

    Args:
        since: when it began, in UTC, as the writer reads it.
    """

    pid: int
    host: str
    program: str
    since: str

    def sentence(self, name: str) -> str:
        """Return who holds the project `name`, as a sentence."""
        place = "this computer" if self.host == socket.gethostname() else f"“{self.host}”"
        return (
            f"“{name}” is being written to by {self.program} on {place}"
            f" (process {self.pid}, since {self.since} UTC);"
            " it can be read meanwhile, and changed once it is closed there."
        )


class LockHeldError(Exception):
    """Another program holds the lock; `holder` is None where it cannot be told who."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__("held")
        self.holder = holder


def lock_path(project: Path) -> Path:
    """Return where the lock of a project stands: beside the file it truly is."""
    real = project.resolve()
    return real.with_name(real.name + ".lock")


class WriteLock:
    """The right to write, from `take` until `release` or the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path, program: str, now: datetime) -> WriteLock:
        """Take the lock at `path`; what a dead process left there is taken over.

        Raises:
            LockHeldError: a living process has it.
            OSError: the lock file cannot be made.
        """
        for _ in range(_TRIES):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            if not _grab(descriptor):
                os.close(descriptor)
                raise LockHeldError(read_holder(path))
            if _is_in_place(descriptor, path):
                _write_holder(descriptor, program, now)
                return cls(path, descriptor)
            os.close(descriptor)  # its last owner removed it just now
        raise LockHeldError(None)

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if sys.platform == "win32":  # pragma: no cover - an open file cannot be removed there
            os.close(descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(descriptor)


def read_holder(path: Path) -> Holder | None:
    """Return who wrote the lock file at `path`, or None where it does not say."""
    try:
        values = json.loads(path.read_text("utf-8"))
        return Holder(
            int(values["pid"]), str(values["host"]), str(values["program"]), str(values["since"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_in_place(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _write_holder(descriptor: int, program: str, now: datetime) -> None:
    holder = Holder(os.getpid(), socket.gethostname(), program, f"{now:%Y-%m-%d %H:%M}")
    with contextlib.suppress(OSError):  # on a full disk the lock holds all the same
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(asdict(holder)).encode())
