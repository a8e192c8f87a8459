"""Work that only reads a project, done in a process beside the window."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from cocreate.base.clock import SystemClock
from cocreate.base.errand import TASK, Errand, end_with_caller
from cocreate.base.errors import CocreateError, ExportError
from cocreate.base.ids import SystemIds
from cocreate.workspace.opening import open_project
from cocreate.workspace.workspace import Workspace

REFUSED = "refused"
_GENTLY = 5
_CUT_OFF = "The report could not be worked out; try it once more."

Told = Mapping[str, Any]
Work = Callable[[Workspace, Told, Path], None]
_Made = TypeVar("_Made")


def begin(module: str, workspace: Workspace, told: Told, python: str = sys.executable) -> Errand:
    """Start a module that calls `work_beside`; what is to be read has to be saved before.

    Args:
        told: what it has to know, as JSON can hold it.

    Raises:
        ExportError: no program can be started.
    """
    task = json.dumps({**told, "idle_limit_s": workspace.sitting.idle_limit_s})
    try:
        return Errand(module, str(workspace.path.absolute()), task=task, python=python)
    except OSError as error:
        raise ExportError(_CUT_OFF) from error


def read(errand: Errand, code: int, reader: Callable[[Path], _Made]) -> _Made:
    """Return what `reader` finds in the folder of an errand that ended with this code.

    Raises:
        ExportError: it was refused, or cut off.
    """
    try:
        if not code:
            return reader(errand.folder)
        sentence = (errand.folder / REFUSED).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ExportError(_CUT_OFF) from error
    raise ExportError(sentence)


def work_beside(argv: Sequence[str], work: Work) -> int:
    """Open PROJECT for reading only and do what the task in FOLDER says; return the exit code."""
    folder, project = Path(argv[0]), Path(argv[1])
    told = json.loads((folder / TASK).read_text(encoding="utf-8"))
    try:
        workspace = open_project(
            project,
            clock=SystemClock(),
            ids=SystemIds(),
            how="command",
            idle_limit_s=told["idle_limit_s"],
            writes=False,
        )
        try:
            work(workspace, told, folder)
        finally:
            workspace.close()
    except CocreateError as error:
        (folder / REFUSED).write_text(error.sentence, encoding="utf-8")
        return 1
    return 0


def as_program(main: Callable[[Sequence[str]], int]) -> None:
    """Run as the program of an errand: gently, and never longer than whoever asks for it."""
    if hasattr(os, "nice"):
        os.nice(_GENTLY)
    end_with_caller(sys.argv[1])
    sys.exit(main(sys.argv[1:]))
