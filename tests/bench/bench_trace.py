"""A whole editing trace through the attribution core, and with the ledger, beside string splicing.

`python -m tests.bench.bench_trace TRACE.json.gz`, a trace in the form
`{startContent, endContent, txns: [{patches: [[position, removed, inserted], ...]}]}`.

Process CPU seconds in one run. Core: text, origins and the undo history, operation by operation.
Ledger: the same through the door of edit logs, at full durability, closed at the end; its size
counts events and payloads. Report: everything in it, from the ledger.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.core.attributed import AttributedText
from cocreate.core.events import Op
from cocreate.core.history import History, Step
from cocreate.core.origin import TYPED, plain
from cocreate.workspace.edit_log import EditLog, LoggedEdit, play
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.publish import Publish, ReportFormat

Patch = tuple[int, int, str]


def read(path: Path) -> tuple[str, str, list[Patch]]:
    """Return the first text, the last text and all patches of a trace."""
    trace = json.loads(gzip.decompress(path.read_bytes()))
    patches = [tuple(patch) for txn in trace["txns"] for patch in txn["patches"]]
    return trace["startContent"], trace["endContent"], patches


def splice(start: str, patches: list[Patch]) -> str:
    text = start
    for position, removed, inserted in patches:
        text = text[:position] + inserted + text[position + removed :]
    return text


def through_core(start: str, patches: list[Patch]) -> str:
    text = AttributedText(plain(start, TYPED))
    history = History()
    for position, removed, inserted in patches:
        edit = text.replace(position, position + removed, plain(inserted, TYPED))
        history.record(Step((edit,), "typing", 0.0, position, edit.new_end), joins=True)
    return text.text()


def through_ledger(path: Path, start: str, patches: list[Patch]) -> None:
    workspace = create(path, title="Trace", writer="", clock=SystemClock(), ids=SystemIds())
    edits = tuple(
        LoggedEdit(None, (Op(position, removed, plain(inserted, TYPED)),))
        for position, removed, inserted in patches
    )
    play(workspace, EditLog(start, TYPED, edits), "trace")
    workspace.close()


def report_of(path: Path) -> float:
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds(), writes=False)
    began = time.process_time()
    Publish(workspace).report(ReportFormat.JSON)
    seconds = time.process_time() - began
    workspace.close()
    return seconds


def ledger_bytes(path: Path) -> int:
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds(), writes=False)
    conn = workspace.project.link.conn
    (events,) = conn.execute("SELECT sum(length(header) + length(hash)) FROM events").fetchone()
    (payloads,) = conn.execute("SELECT sum(length(salt) + length(bytes)) FROM payloads").fetchone()
    workspace.close()
    return int(events) + int(payloads)


def main() -> None:
    start, end, patches = read(Path(sys.argv[1]))
    began = time.process_time()
    assert splice(start, patches) == end
    plain_s = time.process_time() - began
    began = time.process_time()
    assert through_core(start, patches) == end
    core_s = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.cocreate"
        began = time.process_time()
        through_ledger(path, start, patches)
        ledger_s = time.process_time() - began
        size, report_s = ledger_bytes(path), report_of(path)
    print(f"{len(patches):,} operations; string splicing {plain_s:.2f} s")
    print(f"core            {core_s:6.2f} s   {core_s / plain_s:5.2f} times splicing")
    print(f"with the ledger {ledger_s:6.2f} s   {ledger_s / core_s:5.2f} times the core")
    print(f"ledger          {size / len(patches):6.1f} bytes an operation")
    print(f"report          {report_s:6.2f} s")


if __name__ == "__main__":
    main()
