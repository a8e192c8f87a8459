"""An export that is made in a process of its own, watched from the window."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cocreate.base.child import NO_CONSOLE, own_environment, own_module
from cocreate.base.errors import ExportError
from cocreate.workspace.export_message import to_json
from cocreate.workspace.export_target import Target
from cocreate.workspace.publish import Publish
from cocreate.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """What the process made: the bytes by their place, and what the format could not take."""

    format: str
    files: dict[Path, bytes]
    losses: tuple[str, ...]


@dataclass(slots=True)
class _Told:
    """What the process has said so far."""

    done: int = 0
    total: int = 0
    end: dict[str, object] = field(default_factory=dict)


class ExportRun:
    """One export under way.

    Raises:
        ExportError: the process cannot be started.
    """

    def __init__(self, project: Path, target: Target, python: str = sys.executable) -> None:
        self._target = target
        self._folder = tempfile.TemporaryDirectory(prefix="cocreate-export-")
        self._said: IO[bytes] = (Path(self._folder.name) / "said").open("w+b")
        self._read = 0
        self._told = _Told()
        command = own_module(
            "cocreate.workspace.export_child",
            *(str(project.absolute()), self._folder.name, to_json(target)),
            python=python,
        )
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module in our own Python
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.DEVNULL,
                env=own_environment(),
                creationflags=NO_CONSOLE,
            )
        except OSError as error:
            self._close()
            raise ExportError(
                f"The export could not be started ({error.strerror or error})."
            ) from error

    @property
    def target(self) -> Target:
        """What is being made."""
        return self._target

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self._told.done / self._told.total if self._told.total else 0.0

    def poll(self) -> MadeFiles | None:
        """Return what was made; None while it is not whole.

        Raises:
            ExportError: it could not be made.
        """
        code = self._process.poll()
        self._listen()
        return None if code is None else self._result()

    def wait(self) -> MadeFiles:
        """Wait for what is made.

        Raises:
            ExportError: it could not be made.
        """
        self._process.wait()
        self._listen()
        return self._result()

    def cancel(self) -> None:
        """Stop; nothing was put anywhere."""
        self._process.kill()
        self._process.wait()
        self._close()

    def _listen(self) -> None:
        """Take in the whole lines that the process has written since."""
        self._said.seek(self._read)
        said = self._said.read()
        whole = said.rfind(b"\n") + 1
        self._read += whole
        for line in said[:whole].splitlines():
            told: dict[str, object] = json.loads(line)
            done, total = told.get("done"), told.get("total")
            if isinstance(done, int) and isinstance(total, int):
                self._told.done, self._told.total = done, total
            else:
                self._told.end = told

    def _result(self) -> MadeFiles:
        end = self._told.end
        try:
            names = end.get("files")
            if not isinstance(names, dict):
                raise ExportError(
                    str(end.get("refused") or "The export was cut off; try it once more.")
                )
            folder = Path(self._folder.name)
            files = {Path(path): (folder / name).read_bytes() for path, name in names.items()}
        except OSError as error:
            raise ExportError("The export was made and could not be read; try again.") from error
        finally:
            self._close()
        losses = end.get("losses")
        sentences = tuple(map(str, losses)) if isinstance(losses, list) else ()
        return MadeFiles(str(end.get("format")), files, sentences)

    def _close(self) -> None:
        self._said.close()
        self._folder.cleanup()


def begin(workspace: Workspace, target: Target) -> ExportRun:
    """Write down what there is, and start an export of it.

    Raises:
        ExportError: the format is unknown, something is not saved, or no program can be started.
    """
    from cocreate.formats.format_catalog import exporter_for  # noqa: PLC0415 - only for exports

    exporter_for(target.path)
    if not workspace.is_read_only:
        Publish(workspace).prepare()
        if not workspace.save():
            raise ExportError("Not everything is saved yet; save first, then export.")
    return ExportRun(workspace.path, target)
