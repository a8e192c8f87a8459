"""Works a report out beside the window: `python -m cocreate.workspace.proof_child`.

It opens the project for reading only and leaves what is to be sealed in the folder of its errand.
Sealing and writing are the window's: they need the key, and take no time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.errand import TASK, end_with_caller
from cocreate.base.errors import CocreateError
from cocreate.base.ids import SystemIds
from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.reports.sealed import SealedFile, SealedReport
from cocreate.workspace.opening import open_project
from cocreate.workspace.proving import SealPlan, report_as_planned
from cocreate.workspace.reporting import AsOf

REFUSED = "refused"
_GENTLY = 5


def message(plan: SealPlan, given: Disclosure, idle_limit_s: int) -> str:
    """Return what the program has to know, as its task."""
    return json.dumps(
        {
            "seq": plan.past.seq,
            "head": plan.past.head,
            "made_at": plan.past.made_at.isoformat(),
            "files": [[file.name, file.sha256, file.size, file.event] for file in plan.files],
            "level": given.level,
            "is_coarse": given.is_coarse,
            "idle_limit_s": idle_limit_s,
        }
    )


def result(folder: Path) -> SealedReport:
    """Return what the program left in a folder.

    Raises:
        OSError: it is not there.
    """
    body, spans, positions = (
        (folder / name).read_bytes() for name in ("body", "spans", "positions")
    )
    return SealedReport(body, spans, positions, (folder / "article").read_bytes().decode())


def main(argv: Sequence[str]) -> int:
    """Work out the report of PROJECT that the task in FOLDER describes, into that folder."""
    folder, project = Path(argv[0]), Path(argv[1])
    told = json.loads((folder / TASK).read_text(encoding="utf-8"))
    past = AsOf(told["seq"], told["head"], datetime.fromisoformat(told["made_at"]))
    plan = SealPlan(tuple(SealedFile(*row) for row in told["files"]), past)
    given = Disclosure(Level(told["level"]), is_coarse=told["is_coarse"])
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
            made = report_as_planned(workspace, given, plan)
        finally:
            workspace.close()
    except CocreateError as error:
        (folder / REFUSED).write_text(error.sentence, encoding="utf-8")
        return 1
    for name, data in (
        ("body", made.body),
        ("spans", made.spans),
        ("positions", made.positions),
        ("article", made.article.encode()),
    ):
        (folder / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_GENTLY)
    end_with_caller(sys.argv[1])
    sys.exit(main(sys.argv[1:]))
