"""An export that is made in a process of its own, watched from the window."""

from __future__ import annotations

import json
import sys
from contextlib import closing, suppress

from cocreate.base.errors import ExportError
from cocreate.formats.format_catalog import exporter_for
from cocreate.workspace.beside import Beside
from cocreate.workspace.export_message import Made, made_in, told_of
from cocreate.workspace.export_target import Target
from cocreate.workspace.publish import Publish
from cocreate.workspace.workspace import Workspace

_EXPORT = Beside("cocreate.workspace.export_child", "The export was cut off; try it once more.")


class ExportRun:
    """One export under way.

    Raises:
        ExportError: the process cannot be started.
    """

    def __init__(self, workspace: Workspace, target: Target, python: str = sys.executable) -> None:
        self._target = target
        self._done = self._total = 0
        self._errand = _EXPORT.begin(workspace, {"target": told_of(target)}, python)

    @property
    def target(self) -> Target:
        """What is being made."""
        return self._target

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self._done / self._total if self._total else 0.0

    def poll(self) -> Made | None:
        """Return what was made; None while it is not whole.

        Raises:
            ExportError: it could not be made.
        """
        code = self._errand.poll()
        self._listen()
        return None if code is None else self._result(code)

    def wait(self) -> Made:
        """Wait for what is made.

        Raises:
            ExportError: it could not be made.
        """
        code = self._errand.wait()
        self._listen()
        return self._result(code)

    def cancel(self) -> None:
        """Stop; nothing was put anywhere."""
        self._errand.stop()

    def _listen(self) -> None:
        """Take in how far the process is; not what a library of its says in between."""
        with suppress(OSError):  # what cannot be read is not worth stopping for
            for line in self._errand.said_since():
                with suppress(ValueError, TypeError, KeyError):
                    told = json.loads(line)
                    self._done, self._total = int(told["done"]), int(told["total"])

    def _result(self, code: int) -> Made:
        with closing(self._errand):
            return _EXPORT.read(self._errand, code, made_in)


def begin(workspace: Workspace, target: Target) -> ExportRun:
    """Write down what there is, and start an export of it.

    Raises:
        ExportError: the format is unknown, something is not saved, or no program can be started.
    """
    exporter_for(target.path)
    Publish(workspace).check(target)
    if not workspace.is_read_only:
        Publish(workspace).prepare()
        if not workspace.save():
            raise ExportError("Not everything is saved yet; save first, then export.")
    return ExportRun(workspace, target)
