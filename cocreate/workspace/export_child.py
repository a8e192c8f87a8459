"""The program that makes an export beside the window: `python -m cocreate.workspace.export_child`.

It opens the project for reading only, makes the files and leaves them in the folder of its errand;
the window puts them in their places. So no key waits for a book, and stopping it is a kill.
It tells on standard output, in lines of JSON, how far it is and how it ended.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.errand import TASK, end_with_caller
from cocreate.base.errors import CocreateError
from cocreate.base.ids import SystemIds
from cocreate.workspace.export_message import from_json
from cocreate.workspace.exporting import make
from cocreate.workspace.opening import open_project

_GENTLY = 5


def main(argv: Sequence[str]) -> int:
    """Make the export of PROJECT that the task in FOLDER describes into that folder."""
    folder, project = Path(argv[0]), Path(argv[1])
    try:
        target = from_json((folder / TASK).read_text(encoding="utf-8"))
        workspace = open_project(
            project, clock=SystemClock(), ids=SystemIds(), how="command", writes=False
        )
        try:
            made = make(workspace, target, _tell_progress)
        finally:
            workspace.close()
        names = {}
        for number, (path, data) in enumerate(made.files.items()):
            (folder / str(number)).write_bytes(data)
            names[str(path)] = str(number)
    except CocreateError as error:
        _tell(refused=error.sentence)
        return 1
    except OSError as error:
        _tell(refused=f"The export could not be made ({error.strerror or error}).")
        return 1
    _tell(format=made.format, files=names, losses=made.losses, head=made.head)
    return 0


def _tell_progress(done: int, total: int) -> None:
    _tell(done=done, total=total)


def _tell(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_GENTLY)
    end_with_caller(sys.argv[1])
    sys.exit(main(sys.argv[1:]))
