"""Compares an export that came back: `python -m cocreate.workspace.returning_child`.

It opens the project for reading only and leaves what was changed in the folder of its errand; the
window takes it in.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from cocreate.base.clock import SystemClock
from cocreate.base.errand import TASK, end_with_caller
from cocreate.base.errors import CocreateError
from cocreate.base.ids import SystemIds
from cocreate.formats.book import ImportedFile, ImportedNote, ImportedSuggestion
from cocreate.formats.import_message import from_bytes, to_bytes
from cocreate.formats.returned import ReturnedScene
from cocreate.workspace.opening import open_project
from cocreate.workspace.returning import Compared, ComparedScene, compare

REFUSED = "refused"
_COMPARED = "compared"
_GENTLY = 5


def message(file: ImportedFile, idle_limit_s: int) -> str:
    """Return what the program has to know, as its task; pictures are known by their names."""
    data = base64.b64encode(to_bytes(replace(file, pictures={}))).decode("ascii")
    return json.dumps({"file": data, "idle_limit_s": idle_limit_s})


def result(folder: Path) -> Compared:
    """Return what the program left in a folder.

    Raises:
        OSError: it is not there.
    """
    told = json.loads((folder / _COMPARED).read_text(encoding="utf-8"))
    return Compared(
        tuple(
            ComparedScene(scene["id"], scene["text"], _done(scene["done"]))
            for scene in told["scenes"]
        ),
        tuple(told["missing"]),
        tuple(told["losses"]),
    )


def _done(told: Mapping[str, Any]) -> ReturnedScene:
    changes = (
        tuple(ImportedSuggestion(**found) for found in told[kind])
        for kind in ("suggestions", "taken", "refused")
    )
    suggestions, taken, refused = changes
    notes = tuple(ImportedNote(**found) for found in told["notes"])
    return ReturnedScene(told["place"], suggestions, notes, taken, refused)


def main(argv: Sequence[str]) -> int:
    """Compare the file in the task of FOLDER with PROJECT, into that folder."""
    folder, project = Path(argv[0]), Path(argv[1])
    told = json.loads((folder / TASK).read_text(encoding="utf-8"))
    file = from_bytes(base64.b64decode(told["file"]))
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
            found = compare(workspace, file)
        finally:
            workspace.close()
    except CocreateError as error:
        (folder / REFUSED).write_text(error.sentence, encoding="utf-8")
        return 1
    (folder / _COMPARED).write_text(json.dumps(asdict(found)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_GENTLY)
    end_with_caller(sys.argv[1])
    sys.exit(main(sys.argv[1:]))
