"""What a project's record says to policies, worked out by a process beside the window."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cocreate.base.errors import ProjectError
from cocreate.reports.measures import Measure
from cocreate.workspace.beside import Beside
from cocreate.workspace.measuring_child import MADE
from cocreate.workspace.workspace import Workspace

_MEASURING = Beside(
    "cocreate.workspace.measuring_child", "The record could not be read; try it once more."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Every measure by its key, as of an event."""

    seq: int
    measures: Mapping[str, Measure]


class Measuring:
    """One look at the record under way; whoever began it asks now and then whether it is done.

    Raises:
        ProjectError: what there is cannot be saved, so that it could not be read.
        ExportError: no program can be started.
    """

    def __init__(self, workspace: Workspace, python: str = sys.executable) -> None:
        if not workspace.is_read_only and not workspace.save():
            raise ProjectError("The project could not be saved, so its record was not read.")
        self._errand = _MEASURING.begin(workspace, {}, python)

    def poll(self) -> Measured | None:
        """Return what was found; None while it is not.

        Raises:
            ExportError: it cannot be worked out.
        """
        code = self._errand.poll()
        return None if code is None else self._take(code)

    def wait(self) -> Measured:
        """Wait for what is found.

        Raises:
            ExportError: it cannot be worked out.
        """
        return self._take(self._errand.wait())

    def cancel(self) -> None:
        """Stop."""
        self._errand.stop()

    def _take(self, code: int) -> Measured:
        with closing(self._errand):
            return _MEASURING.read(self._errand, code, _read)


def _read(folder: Path) -> Measured:
    told = json.loads((folder / MADE).read_text(encoding="utf-8"))
    rows = [Measure(**{**row, "events": tuple(row["events"])}) for row in told["measures"]]
    return Measured(told["seq"], {row.key: row for row in rows})
