"""The program that reads one file in bounds: `python -m cocreate.formats.import_child FOLDER FILE`.

What reads documents of other programs may meet anything. So it works in a process of its own, with
a ceiling on its memory and its time, which may reach no network and start no program; when it dies,
a sentence is all that comes of it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from cocreate.base.clock import Clock
from cocreate.base.errand import Errand, end_with_caller
from cocreate.base.errors import CocreateError, InputError
from cocreate.formats.book import ImportedFile
from cocreate.formats.import_message import from_bytes, to_bytes

MEMORY_BYTES = 300_000_000
TIME_S = 180
_HERE = "cocreate.formats.import_child"
_ANSWER_BYTES = 500_000_000
_READ = b"R"
_REFUSED = b"E"
_OUT_OF_MEMORY = b"M"
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")


class Reading:
    """A file that is being read in a process of its own."""

    def __init__(
        self, path: Path, clock: Clock, *, python: str = sys.executable, limit_s: float = TIME_S
    ) -> None:
        """Start.

        Raises:
            InputError: the process cannot be started.
        """
        self._path = path
        self._clock = clock
        self._until_s = clock.monotonic() + limit_s
        self._limit_s = limit_s
        try:
            self._errand = Errand(_HERE, str(path.absolute()), python=python)
        except OSError as error:
            raise InputError(
                f"{path.name} could not be read: no program can be started "
                f"({error.strerror or error})."
            ) from error

    def poll(self) -> ImportedFile | None:
        """Return what was read; None while it is not whole.

        Raises:
            InputError: it could not be read.
        """
        code = self._errand.poll()
        if code is not None:
            return self._result(code)
        if self._clock.monotonic() > self._until_s:
            self.cancel()
            raise InputError(self._too_long())
        return None

    def wait(self) -> ImportedFile:
        """Wait for what was read.

        Raises:
            InputError: it could not be read.
        """
        try:
            code = self._errand.wait(self._limit_s)
        except subprocess.TimeoutExpired as error:
            self.cancel()
            raise InputError(self._too_long()) from error
        return self._result(code)

    def cancel(self) -> None:
        """Stop reading; what was read is dropped."""
        self._errand.stop()

    def _result(self, code: int) -> ImportedFile:
        answer = b""
        with closing(self._errand), suppress(OSError):
            answer = self._errand.said(_ANSWER_BYTES) if code == 0 else b""
        kind, rest = answer[:1], answer[1:]
        if kind == _REFUSED:
            raise InputError(rest.decode("utf-8", "replace"))
        if kind == _OUT_OF_MEMORY:
            raise InputError(
                f"{self._path.name} needs more memory than a manuscript should; it is not read. "
                "Divide it, or take pictures out of it."
            )
        try:
            return from_bytes(rest)
        except ValueError as error:
            raise InputError(
                f"{self._path.name} could not be read: it is damaged, or Cocreate cannot deal "
                "with it. Save it anew in the program it was made with, or as plain text."
            ) from error

    def _too_long(self) -> str:
        return (
            f"{self._path.name} takes longer to read than {self._limit_s:.0f} seconds; it is "
            "not read."
        )


def answer_for(path: Path) -> bytes:
    """Return what the child answers about a file."""
    # Not for those who start a child: it brings what reads documents with it.
    from cocreate.formats.format_catalog import (  # noqa: PLC0415 - only in the child process
        importer_for,
    )

    try:
        return _READ + to_bytes(importer_for(path)(path))
    except CocreateError as error:
        return _REFUSED + error.sentence.encode("utf-8", "replace")
    except RecursionError:
        return _REFUSED + (
            f"{path.name} holds parts in parts, deeper than documents go; it is not read, for it "
            "may be made to do harm."
        ).encode("utf-8", "replace")
    except MemoryError:
        return _OUT_OF_MEMORY


def confine() -> None:
    """Take from this process what reading a file does not need."""
    sys.addaudithook(_forbid)
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the readers' own limits must do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))
    if used := _address_space():
        ceiling = used + MEMORY_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def _address_space() -> int:
    """Return how many bytes of addresses this process has; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    import resource  # noqa: PLC0415 - where there is /proc there is this

    return int(pages) * resource.getpagesize()


def _forbid(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"reading a file needs no {event}")


def main(argv: Sequence[str]) -> int:
    """Read FILE, the second argument, and write the answer; return 0 unless there is a fault."""
    sys.stdout.buffer.write(answer_for(Path(argv[1])))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    confine()
    end_with_caller(sys.argv[1])
    sys.exit(main(sys.argv[1:]))
