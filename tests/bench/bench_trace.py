"""Whole editing traces through the attribution core, and with the ledger, beside string splicing.

Run by hand: `python -m tests.bench.bench_trace TRACE.json.gz ... [--parts 4 2 1]`, a trace in the
form `{startContent, endContent, txns: [{time, patches: [[position, removed, inserted], ...]}]}`.
Each trace is played as its first quarter, its first half and as a whole.

Seconds and milliseconds are process CPU time, the least of `--rounds`, all in one run. Core: text,
origins and the undo history, operation by operation. Ledger: the same through the door of edit
logs, at full durability, closed at the end; its size counts events and payloads, from which every
intermediate state comes back. Any moment: the text as of an event chosen at random, the worst of
sixty, keyframes made. Report: everything in it, from the ledger. Loro, pycrdt and a git repository
of hourly versions stand beside, where they are to be had (`tests/bench/rivals.py`).

The aims are for a trace of some 260,000 operations (automerge-paper) as a whole: a short text is
next to free to splice, so that what the core does for each operation, the same at every length, is
many times that.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.core.attributed import AttributedText
from cocreate.core.events import Op
from cocreate.core.history import History, Step
from cocreate.core.origin import TYPED, plain
from cocreate.store.project_file import ProjectFile
from cocreate.workspace.edit_log import EditLog, LoggedEdit, play
from cocreate.workspace.export_target import ReportFormat
from cocreate.workspace.moments import Moments
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.publish import Publish
from tests.bench.rivals import Patch, Played, git_size, hourly, rivals

TIMES_SPLICING = 5.0
TIMES_CORE = 2.5
BYTES = 12.0
MOMENT_MS = 100.0
REPORT_S = 2.0
JUDGED_FROM = 200_000
# Stands for an hour's work where a trace has no clock: some 80 words a minute.
OPS_AN_HOUR = 1_000


@dataclass(frozen=True, slots=True)
class Trace:
    """A text, what was done to it, and when (seconds; all the same without a clock)."""

    name: str
    start: str
    patches: Sequence[Patch]
    times: Sequence[float] = field(repr=False)

    def first(self, size: int) -> Trace:
        """Return its first operations alone."""
        return Trace(self.name, self.start, self.patches[:size], self.times[:size])


def read(path: Path) -> Trace:
    """Read a trace from its file."""
    data = json.loads(gzip.decompress(path.read_bytes()))
    patches: list[Patch] = []
    times: list[float] = []
    for transaction in data["txns"]:
        at_s = _seconds(transaction.get("time"))
        for position, removed, inserted in transaction["patches"]:
            patches.append((position, removed, inserted))
            times.append(at_s)
    return Trace(path.name.split(".")[0], data["startContent"], patches, times)


def _seconds(written: object) -> float:
    if not isinstance(written, str):
        return 0.0
    return time.mktime(time.strptime(written[:19], "%Y-%m-%dT%H:%M:%S"))


def splice(start: str, patches: Sequence[Patch]) -> str:
    """Play patches on a plain string."""
    text = start
    for position, removed, inserted in patches:
        text = text[:position] + inserted + text[position + removed :]
    return text


def through_core(start: str, patches: Sequence[Patch]) -> str:
    """Play patches on a text with origins and an undo history."""
    text = AttributedText(plain(start, TYPED))
    history = History()
    for position, removed, inserted in patches:
        edit = text.replace(position, position + removed, plain(inserted, TYPED))
        history.record(Step((edit,), "typing", 0.0, position, edit.new_end), joins=True)
    return text.text()


def through_ledger(path: Path, start: str, patches: Sequence[Patch]) -> None:
    """Play patches into a new project and close it."""
    workspace = create(path, title="Trace", writer="", clock=SystemClock(), ids=SystemIds())
    edits = tuple(
        LoggedEdit(None, (Op(position, removed, plain(inserted, TYPED)),))
        for position, removed, inserted in patches
    )
    play(workspace, EditLog(start, TYPED, edits), "trace")
    workspace.close()


def report_of(path: Path) -> float:
    """Make a report; return the CPU seconds that took."""
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds(), writes=False)
    began = time.process_time()
    Publish(workspace).report(ReportFormat.JSON)
    seconds = time.process_time() - began
    workspace.close()
    return seconds


def ledger_bytes(path: Path) -> int:
    """Return the bytes of all events and payloads."""
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds(), writes=False)
    conn = workspace.project.link.conn
    (events,) = conn.execute("SELECT sum(length(header) + length(hash)) FROM events").fetchone()
    (payloads,) = conn.execute("SELECT sum(length(salt) + length(bytes)) FROM payloads").fetchone()
    workspace.close()
    return int(events) + int(payloads)


def worst_moment_ms(path: Path) -> float:
    """Return what the worst of sixty random moments takes, each looked at from scratch."""
    random, worst = Random(7), 0.0
    with ProjectFile.open(path, SystemClock(), writes=True) as project:
        moments = Moments(project.ledger, project.keyframes)
        moments.read_all()
        for _ in range(60):
            cursor = moments.cursor()
            began = time.process_time()
            cursor.goto(random.randint(1, project.ledger.count))
            for scene in cursor.order:
                text = cursor.text(scene)
                assert text is None or text.text() is not None
            worst = max(worst, (time.process_time() - began) * 1000)
    return worst


def cpu_s(act: Callable[[], object]) -> float:
    """Return the CPU seconds of doing something once."""
    began = time.process_time()
    act()
    return time.process_time() - began


def measure(trace: Trace, folder: Path, rounds: int) -> None:
    """Print what one trace costs."""
    start, patches = trace.start, trace.patches
    end = splice(start, patches)
    assert through_core(start, patches) == end
    size = len(patches)
    print(f"\n{trace.name}: {size:,} operations, {len(end):,} characters in the end")
    # Turn by turn, so that all meet the same moods of the machine.
    spent: tuple[list[float], list[float], list[float]] = ([], [], [])
    path = folder / "trace.cocreate"
    acts: tuple[Callable[[], object], ...] = (
        partial(splice, start, patches),
        partial(through_core, start, patches),
        partial(through_ledger, path, start, patches),
    )
    for _ in range(rounds):
        path.unlink(missing_ok=True)
        for times, act in zip(spent, acts, strict=True):
            times.append(cpu_s(act))
    plain_s, core_s, ledger_s = map(min, spent)
    aim = TIMES_SPLICING if size >= JUDGED_FROM else 0.0
    each_us = core_s / size * 1e6
    told("string splicing", f"{plain_s:8.3f} s")
    ratio = core_s / plain_s
    told(
        "attribution core",
        f"{core_s:8.3f} s, {each_us:.1f} µs each",
        f"{ratio:6.2f} x splicing",
        ratio,
        aim,
    )
    ratio = ledger_s / core_s
    told("core and ledger", f"{ledger_s:8.3f} s", f"{ratio:6.2f} x core", ratio, TIMES_CORE)
    each = ledger_bytes(path) / size
    told("ledger", f"{each:8.2f} bytes an operation", "", each, BYTES)
    report_s = min(report_of(path) for _ in range(rounds))
    told("report", f"{report_s:8.3f} s", "", report_s, REPORT_S)
    worst = worst_moment_ms(path)
    told("any moment, worst of 60", f"{worst:8.1f} ms", "", worst, MOMENT_MS)
    path.unlink()
    versions = hourly(start, patches, trace.times, OPS_AN_HOUR)
    has_clock = len(set(trace.times)) > 1
    how = "hourly" if has_clock else f"one every {OPS_AN_HOUR:,} operations (it has no clock)"
    for found in (*rivals(start, end, patches), git_size(folder / "git", versions, how)):
        beside(found, size, plain_s)


def told(name: str, figure: str, more: str = "", value: float = 0.0, most: float = 0.0) -> None:
    """Print one line, with whether the aim was met where there is one."""
    verdict = "" if not most else f"   aim {most:g}: {'met' if value <= most else 'MISSED'}"
    print(f"  {name:24}{figure:28}{more:18}{verdict}".rstrip())


def beside(found: Played, size: int, plain_s: float) -> None:
    """Print what something that is not ours makes of the same trace."""
    seconds = "" if found.seconds is None else f"{found.seconds:8.3f} s"
    times = "" if found.seconds is None else f"{found.seconds / plain_s:6.2f} x splicing"
    kept = "" if found.size is None else f"{found.size / size:6.2f} bytes an operation: "
    print(f"  beside: {found.name:16}{seconds:28}{times:18}   {kept}{found.note}".rstrip())


def main() -> None:
    """Measure every part of every trace."""
    parser = argparse.ArgumentParser()
    parser.add_argument("traces", type=Path, nargs="+")
    parser.add_argument("--parts", type=int, nargs="+", default=[4, 2, 1])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    for path in chosen.traces:
        trace = read(path)
        for part in chosen.parts:
            with tempfile.TemporaryDirectory() as folder:
                measure(trace.first(len(trace.patches) // part), Path(folder), chosen.rounds)


if __name__ == "__main__":
    main()
