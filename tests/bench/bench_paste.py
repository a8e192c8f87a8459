"""Pasting 100 KB into a page and taking it back, with everything on: how long the writer waits.

Run by hand: `python -m tests.bench.bench_paste [--rounds 5]`. CPU milliseconds of this process,
medians; painting is in them. Beside them a bare QPlainTextEdit with the same text,
whose own undo takes the paste back.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.base.spawn import BackgroundSpawner
from cocreate.ui.bridge import Bridge
from cocreate.ui.theme import LIGHT, apply
from cocreate.workspace.opening import create
from cocreate.workspace.scenes import NewScene, Scenes
from tests.bench.bench_keys import (
    SPANS,
    attributed,
    bare_editor,
    measured,
    offer,
    our_editor,
    prose,
    put_caret,
    settle,
    with_slips,
)

PASTED = with_slips(prose(100_000))


def costs(editor: QPlainTextEdit, rounds: int) -> str:
    """Return what a paste in the middle costs, and its undo."""
    clip = QMimeData()
    clip.setText(PASTED)
    pastes, undos = [], []
    for _ in range(rounds):
        put_caret(editor, 0.5)
        pastes.append(measured(lambda: editor.insertFromMimeData(clip)))
        settle()
        undos.append(measured(editor.undo))
        settle()
    return f"paste {statistics.median(pastes):6.1f}  undo {statistics.median(undos):6.1f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    app = QApplication([])
    apply(app, LIGHT)
    for size in (100_000, 1_000_000, 10_000_000):
        text = with_slips(prose(size))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "b.cocreate"
            workspace = create(path, title="B", writer="W", clock=SystemClock(), ids=SystemIds())
            content = attributed(text, max(1, len(text) // SPANS))
            (scene,) = Scenes(workspace).add_all([NewScene("One", "Scene", content)])
            offer(workspace, scene, text, 10_000 if size >= 10_000_000 else 200)
            bridge = Bridge(workspace, BackgroundSpawner(_raise))
            ours, _ = our_editor(workspace, scene, bridge)
            bare, _ = bare_editor(text)
            print(
                f"{size // 1000:>6,} KB   bare {costs(bare, rounds)}   ours {costs(ours, rounds)}"
            )
            ours.close()
            bridge.stop()
            workspace.close()
    return 0


def _raise(bug: BaseException) -> None:
    raise bug


if __name__ == "__main__":
    sys.exit(main())
