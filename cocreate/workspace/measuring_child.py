"""Reads a record for policies beside the window: `python -m cocreate.workspace.measuring_child`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from cocreate.reports.measures import measures_of
from cocreate.workspace.beside import Told, as_program, work_beside
from cocreate.workspace.reporting import report_of
from cocreate.workspace.workspace import Workspace

MADE = "measures"


def main(argv: Sequence[str]) -> int:
    """Leave every measure of PROJECT in FOLDER."""
    return work_beside(argv, _measure)


def _measure(workspace: Workspace, _told: Told, folder: Path) -> None:
    measures = measures_of(report_of(workspace), workspace.project.ledger.entries())
    made = {
        "seq": workspace.state.seq,
        "measures": [asdict(measure) for measure in measures.values()],
    }
    (folder / MADE).write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    as_program(main)
