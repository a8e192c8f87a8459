"""Work that only reads a project, done by a module of our own in a process beside the window."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from cocreate.base.clock import SystemClock
from cocreate.base.errand import TASK, Errand, end_with_caller
from cocreate.base.errors import CocreateError, ExportError
from cocreate.base.ids import SystemIds
from cocreate.workspace.opening import open_project
from cocreate.workspace.workspace import Workspace

REFUSED = "refused"
_FILES = "files"
_GENTLY = 5

Told = Mapping[str, Any]
Work = Callable[[Workspace, Told, Path], None]
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Beside:
    """One kind of such work, as the window sees it.

    Args:
        module: what does it; it calls `work_beside`.
        cut_off: what the writer is told where it cannot be begun, or ends without a word.
        trouble: how that is told, and what the work itself refuses.
    """

    module: str
    cut_off: str
    trouble: type[CocreateError] = ExportError

    def begin(self, workspace: Workspace, told: Told, python: str = sys.executable) -> Errand:
        """Start it; what is to be read has to be saved before.

        Args:
            told: what it has to know, as JSON can hold it.

        Raises:
            CocreateError: of the kind `trouble`: no program can be started.
        """
        task = json.dumps({**told, "idle_limit_s": workspace.sitting.idle_limit_s})
        try:
            return Errand(self.module, str(workspace.path.absolute()), task=task, python=python)
        except OSError as error:
            raise self.trouble(self.cut_off) from error

    def read(self, errand: Errand, code: int, reader: Callable[[Path], _Made]) -> _Made:
        """Return what `reader` finds in the folder of an errand that ended with this code.

        Raises:
            CocreateError: of the kind `trouble`: it was refused, or cut off.
        """
        try:
            if not code:
                return reader(errand.folder)
            sentence = (errand.folder / REFUSED).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise self.trouble(self.cut_off) from error
        raise self.trouble(sentence)


def leave(folder: Path, files: Mapping[str, bytes]) -> None:
    """Leave files of any name in a folder: each under its number."""
    for at, data in enumerate(files.values()):
        (folder / str(at)).write_bytes(data)
    (folder / _FILES).write_text(json.dumps(list(files)), encoding="utf-8")


def left_in(folder: Path) -> dict[str, bytes]:
    """Return the files that were left in a folder.

    Raises:
        OSError, ValueError: they are not there.
    """
    names = json.loads((folder / _FILES).read_text(encoding="utf-8"))
    return {name: (folder / str(at)).read_bytes() for at, name in enumerate(names)}


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
