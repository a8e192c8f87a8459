"""Works a proof out beside the window: `python -m cocreate.workspace.proof_child`.

First the report, then, once the window has sealed it, the parts of its bundle. Sealing and signing
are the window's: they need the key, and take no time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cocreate.provenance.bundle import Disclosure
from cocreate.provenance.levels import Level
from cocreate.reports.sealed import SealedFile, SealedReport
from cocreate.workspace.beside import Told, as_program, leave, left_in, work_beside
from cocreate.workspace.proof_parts import parts_of
from cocreate.workspace.proving import SealPlan, report_as_planned
from cocreate.workspace.reporting import AsOf
from cocreate.workspace.workspace import Workspace

_TEXTS = ("body", "spans", "positions", "article")


def report_task(plan: SealPlan, given: Disclosure) -> dict[str, Any]:
    """Return what the program has to know to work a report out."""
    return {
        "seq": plan.past.seq,
        "head": plan.past.head,
        "made_at": plan.past.made_at.isoformat(),
        "files": [[file.name, file.sha256, file.size, file.event] for file in plan.files],
        **_given(given),
    }


def parts_task(report: Path, size: int, given: Disclosure) -> dict[str, Any]:
    """Return what the program has to know to make the parts of a bundle.

    Args:
        report: the folder in which the report was left, and with it the further parts.
        size: how many events the checkpoint covers.
    """
    return {"report": str(report), "size": size, **_given(given)}


def report_in(folder: Path) -> SealedReport:
    """Return the report that the program left in a folder.

    Raises:
        OSError: it is not there.
    """
    body, spans, positions, article = ((folder / name).read_bytes() for name in _TEXTS)
    return SealedReport(body, spans, positions, article.decode())


def main(argv: Sequence[str]) -> int:
    """Do of PROJECT what the task in FOLDER describes, into that folder."""
    return work_beside(argv, _work)


def _work(workspace: Workspace, told: Told, folder: Path) -> None:
    given = Disclosure(Level(told["level"]), is_coarse=told["is_coarse"])
    if "report" in told:
        before = Path(told["report"])
        parts = parts_of(workspace, given, report_in(before), told["size"], left_in(before))
        leave(folder, parts)
        return
    past = AsOf(told["seq"], told["head"], datetime.fromisoformat(told["made_at"]))
    files = tuple(SealedFile(*row) for row in told["files"])
    made = report_as_planned(workspace, given, SealPlan(files, past))
    texts = (made.body, made.spans, made.positions, made.article.encode())
    for name, data in zip(_TEXTS, texts, strict=True):
        (folder / name).write_bytes(data)


def _given(given: Disclosure) -> dict[str, Any]:
    return {"level": given.level, "is_coarse": given.is_coarse}


if __name__ == "__main__":
    as_program(main)
