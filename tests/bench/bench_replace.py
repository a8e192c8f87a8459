"""Finding and replacing in long text: how long the writer waits.

Run by hand: `python -m tests.bench.bench_replace [--rounds 5]`. CPU milliseconds of this process,
medians. Finding is pure; replacing goes through the workspace (one step, on the disk) and into the
page, painted, its spelling checked. The text is prose of mixed origin with 4,000 places in it,
fewer where it is short.

On two busy cores in November 2026: finding in 10 MB takes 7 to 12 ms; replacing its 4,000 places
132 ms, 203 ms with the page, taking them back as long; 333 places in 100 KB 19 ms with the page.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.base.settings import Settings
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.theme import LIGHT, apply
from cocreate.workspace.opening import create
from cocreate.workspace.replacing import Replacing, Wanted, find_all
from cocreate.workspace.scenes import NewScene, Scenes
from tests.bench.bench_keys import attributed, checked, prose

PLACES = 4_000
LEAST_BETWEEN = 300
WANTED = Wanted("colour")


def with_places(size: int) -> str:
    """Return prose of about this size in which the word stands at even distances."""
    text = prose(size)
    step = max(LEAST_BETWEEN, len(text) // PLACES)
    parts = [text[start : start + step] for start in range(0, len(text), step)]
    return " colour ".join(parts)


def cpu_ms(act: Callable[[], object]) -> float:
    """Return what an act costs."""
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


def finding(text: str, rounds: int) -> list[str]:
    """Return the cost of finding: as typed, without capitals, whole words."""
    shown = []
    for name, wanted in (
        ("as typed", Wanted("colour", matches_case=True)),
        ("any case", WANTED),
        ("whole words", Wanted("colour", whole_words=True)),
    ):
        costs = [cpu_ms(partial(find_all, text, wanted)) for _ in range(rounds)]
        shown.append(f"{name} {statistics.median(costs):6.0f}")
    return shown


def replacing(app: QApplication, text: str, rounds: int, folder: Path) -> list[str]:
    """Return the cost of replacing all and of taking it back, without and with the page."""
    workspace = create(
        folder / "b.cocreate", title="B", writer="W", clock=SystemClock(), ids=SystemIds()
    )
    (scene,) = Scenes(workspace).add_all([NewScene("One", "Scene", attributed(text))])
    view = EditorView(workspace, workspace.ids, workspace.clock, LIGHT, Settings())
    view.resize(900, 800)
    found = Replacing(workspace)
    shown = []
    for name in ("alone", "in the page"):
        if name != "alone":
            workspace.changes.listen(view.refresh)
            workspace.changes.listen(checked(view, workspace).refresh)
            view.show_scene(scene)
            view.show()
        costs, backs = [], []

        def replace() -> None:
            found.replace_all([scene], WANTED, "color")
            app.processEvents()

        def take_back() -> None:
            workspace.undo(scene)
            app.processEvents()

        for _ in range(rounds):
            costs.append(cpu_ms(replace))
            backs.append(cpu_ms(take_back))
        shown.append(
            f"{name} {statistics.median(costs):6.0f}, back {statistics.median(backs):6.0f}"
        )
    view.close()
    workspace.close()
    return shown


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    app = QApplication([])
    apply(app, LIGHT)
    for size in (100_000, 1_000_000, 10_000_000):
        text = with_places(size)
        count = len(find_all(text, WANTED))
        with tempfile.TemporaryDirectory() as folder:
            told = [*finding(text, rounds), *replacing(app, text, rounds, Path(folder))]
        sys.stdout.write(f"{len(text):>10,} characters, {count:>5,} places: {'   '.join(told)}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
