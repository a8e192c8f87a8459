"""The program that makes an export beside the window: `python -m cocreate.workspace.export_child`.

It leaves the files in the folder of its errand; the window puts them in their places. So no key
waits for a book, and stopping it is a kill. Its standard output tells how far it is, in JSON lines.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from cocreate.base.errors import ExportError
from cocreate.workspace.beside import Told, as_program, work_beside
from cocreate.workspace.export_message import leave_made, target_of
from cocreate.workspace.exporting import make
from cocreate.workspace.workspace import Workspace


def main(argv: Sequence[str]) -> int:
    """Make the export of PROJECT that the task in FOLDER describes into that folder."""
    return work_beside(argv, _export)


def _export(workspace: Workspace, told: Told, folder: Path) -> None:
    try:
        leave_made(folder, make(workspace, target_of(told["target"]), _tell_progress))
    except OSError as error:
        raise ExportError(f"The export could not be made ({error.strerror or error}).") from error


def _tell_progress(done: int, total: int) -> None:
    sys.stdout.write(json.dumps({"done": done, "total": total}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    as_program(main)
