"""An export that is made in a process of its own, watched from the window."""

from __future__ import annotations

import json
import sys
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cocreate.base.errand import Errand
from cocreate.base.errors import ExportError
from cocreate.workspace.export_message import Made, to_json
from cocreate.workspace.export_target import Target
from cocreate.workspace.publish import Publish
from cocreate.workspace.workspace import Workspace


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
        self._told = _Told()
        try:
            self._errand = Errand(
                "cocreate.workspace.export_child",
                str(project.absolute()),
                task=to_json(target),
                python=python,
            )
        except OSError as error:
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

    def poll(self) -> Made | None:
        """Return what was made; None while it is not whole.

        Raises:
            ExportError: it could not be made.
        """
        code = self._errand.poll()
        with suppress(OSError):  # what cannot be read is told at the end
            self._listen()
        return None if code is None else self._result()

    def wait(self) -> Made:
        """Wait for what is made.

        Raises:
            ExportError: it could not be made.
        """
        made = None
        while made is None:
            self._errand.wait()
            made = self.poll()
        return made

    def cancel(self) -> None:
        """Stop; nothing was put anywhere."""
        self._errand.stop()

    def _listen(self) -> None:
        """Take in what the process has said since; not what a library of its says in between."""
        for line in self._errand.said_since():
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if not isinstance(told, dict):
                continue
            done, total = told.get("done"), told.get("total")
            if isinstance(done, int) and isinstance(total, int):
                self._told.done, self._told.total = done, total
            else:
                self._told.end = told

    def _result(self) -> Made:
        end = self._told.end
        with closing(self._errand):
            names = end.get("files")
            if not isinstance(names, dict):
                raise ExportError(
                    str(end.get("refused") or "The export was cut off; try it once more.")
                )
            folder = self._errand.folder
            try:
                files = {Path(path): (folder / name).read_bytes() for path, name in names.items()}
            except OSError as error:
                raise ExportError(
                    "The export was made and could not be read; try again."
                ) from error
        losses = end.get("losses")
        sentences = tuple(map(str, losses)) if isinstance(losses, list) else ()
        return Made(str(end.get("format")), files, sentences, str(end.get("head")))


def begin(workspace: Workspace, target: Target) -> ExportRun:
    """Write down what there is, and start an export of it.

    Raises:
        ExportError: the format is unknown, something is not saved, or no program can be started.
    """
    from cocreate.formats.format_catalog import exporter_for  # noqa: PLC0415 - only for exports

    exporter_for(target.path)
    Publish(workspace).check(target)
    if not workspace.is_read_only:
        Publish(workspace).prepare()
        if not workspace.save():
            raise ExportError("Not everything is saved yet; save first, then export.")
    return ExportRun(workspace.path, target)
