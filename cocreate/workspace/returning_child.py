"""Compares an export that came back: `python -m cocreate.workspace.returning_child`.

It leaves what was changed in the folder of its errand; the window takes it in.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from cocreate.formats.book import ImportedFile, ImportedNote, ImportedSuggestion
from cocreate.formats.import_message import from_bytes, to_bytes
from cocreate.formats.returned import ReturnedScene
from cocreate.workspace.beside import Told, as_program, work_beside
from cocreate.workspace.returning import Compared, ComparedScene, compare
from cocreate.workspace.workspace import Workspace

_COMPARED = "compared"


def told_of(file: ImportedFile) -> dict[str, Any]:
    """Return what the program has to know; pictures are known by their names."""
    data = base64.b64encode(to_bytes(replace(file, pictures={}))).decode("ascii")
    return {"file": data}


def compared_in(folder: Path) -> Compared:
    """Return what the program left in a folder.

    Raises:
        OSError, ValueError: it is not there.
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
    return work_beside(argv, _compare)


def _compare(workspace: Workspace, told: Told, folder: Path) -> None:
    found = compare(workspace, from_bytes(base64.b64decode(told["file"])))
    (folder / _COMPARED).write_text(json.dumps(asdict(found)), encoding="utf-8")


if __name__ == "__main__":
    as_program(main)
