"""How costs grow with the length of the history: nothing while writing, linearly for the rest.

Run by hand: `python -m tests.bench.bench_growth [--events 25000 50000 100000 200000]
[--kilobytes 300] [--svg FOLDER]`. A manuscript of ten scenes keeps its text and its origins while
words are put in and taken out again all over it, each an event of its own, in sittings of two
thousand with a signed checkpoint every 500 events; only the history grows. Shown are process CPU
milliseconds, the least of three rounds or the median of many acts, as bars, and with `--svg` as a
drawing `growth.svg` in that folder.

Flat they should be: opening up to the painted page, a key press in the editor, an event written at
full durability, the text as of any event. Linear: the report, `verify`, the first look back.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from cocreate.base.clock import SystemClock, to_ms
from cocreate.base.ids import SystemIds
from cocreate.base.settings import Settings
from cocreate.base.spawn import BackgroundSpawner
from cocreate.core.events import Cause, Edited, Event, Op, SceneAdded, SessionBegan, SessionEnded
from cocreate.core.origin import EMPTY, TYPED, UNKNOWN_PASTED, plain
from cocreate.provenance.keys import SigningKey, seal_problem
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_open
from cocreate.ui.bridge import Bridge
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.theme import LIGHT, apply
from cocreate.workspace.moments import Moments
from cocreate.workspace.opening import open_project
from cocreate.workspace.reporting import report_of
from tests.bench.bench_keys import attributed, measured, press, prose, put_caret
from tests.bench.bench_open import SCENES, opened
from tests.bench.plot import Curve, in_svg, in_text

SITTING = 2_000
KEYS = 90
MOMENTS = 40
ROUNDS = 3
_WORD = "quite "
_AT = 1_790_000_000_000
_ENDED = SessionEnded(120, 800.0, 800.0, 0.0, 0.0, 0.0)

# Title, unit, whether it may grow.
MEASURES = (
    ("Opening, to the painted page", "ms", False),
    ("A key press, painted", "ms", False),
    ("One event written", "ms", False),
    ("Text as of any event, worst", "ms", False),
    ("Report", "ms", True),
    ("Verify", "ms", True),
    ("First look at the history", "ms", True),
)


class Author:
    """Writes a history of any length over a manuscript that stays what it is."""

    def __init__(self, path: Path, kilobytes: int) -> None:
        text = prose(kilobytes * 1000)
        self._size = len(text) // SCENES
        self._path = path
        self._number = 0
        self._session = "s0"
        parts = [text[at * self._size : (at + 1) * self._size] for at in range(SCENES)]
        with ProjectFile.create(path, SystemClock(), SystemIds()) as project:
            first: list[Event] = [SessionBegan("window")]
            first += [
                SceneAdded(f"scene-{at}", "One", f"Scene {at}", at, attributed(part))
                for at, part in enumerate(parts)
            ]
            project.ledger.append([(_AT, self._session, event) for event in first])
            project.snapshots.rebuild()

    def write_up_to(self, count: int) -> int:
        """Go on until there are so many events or a few more; return how many there are."""
        with ProjectFile.open(self._path, SystemClock(), writes=True) as project:
            project.ledger.checkpoints.seal = SigningKey.new(project.ledger.origin()).sign
            while project.ledger.count < count:
                project.ledger.append([self._next() for _ in range(500)])
            project.ledger.append([self._stamped(_ENDED)])
            self._session = f"t{self._number}"
            project.ledger.append([self._stamped(SessionBegan("window"))])
            project.snapshots.rebuild()
            return project.ledger.count

    def _next(self) -> tuple[int, str, Event]:
        self._number += 1
        pair, is_second = divmod(self._number - 1, 2)
        start = pair * 7919 % (self._size - 10)
        words = "" if is_second else _WORD
        ops = (
            Op(start, len(_WORD), EMPTY)
            if is_second
            else Op(start, 0, plain(words, UNKNOWN_PASTED if pair % 3 else TYPED)),
        )
        cause = Cause.TYPING if is_second else Cause.PASTE
        return self._stamped(Edited(f"scene-{pair % SCENES}", cause, ops, 900))

    def _stamped(self, event: Event) -> tuple[int, str, Event]:
        return _AT + self._number * 5000, self._session, event


def cpu_ms(act: Callable[[], object]) -> float:
    """Return the CPU milliseconds of doing something once."""
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


def key_ms(path: Path) -> float:
    """Return the median of key presses in the editor, painting included."""
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds())
    bridge = Bridge(workspace, BackgroundSpawner(_raise))
    editor = EditorView(workspace, SystemIds(), SystemClock(), LIGHT, Settings())
    bridge.changed.connect(editor.refresh)
    editor.resize(900, 800)
    editor.show_scene(workspace.state.order[0])
    editor.show()
    put_caret(editor, 0.5)
    keys = [measured(partial(press, editor, "wind "[at % 5])) for at in range(KEYS)]
    bridge.stop()
    editor.close()
    editor.deleteLater()
    workspace.close()
    QApplication.processEvents()
    return statistics.median(keys)


def append_ms(path: Path) -> float:
    """Return the median of writing one event down."""
    edited = Edited("scene-0", Cause.TYPING, (Op(0, 0, plain("So ", TYPED)),), 900)
    with ProjectFile.open(path, SystemClock(), writes=True) as project:
        return statistics.median(
            cpu_ms(lambda: project.ledger.append([(to_ms(SystemClock().now()), "x", edited)]))
            for _ in range(60)
        )


def looking_back_ms(path: Path) -> tuple[float, float]:
    """Return what the first look takes, and then the worst of many moments, each from scratch."""
    random = Random(3)
    with ProjectFile.open(path, SystemClock(), writes=True) as project:
        made: list[Moments] = []
        first = cpu_ms(lambda: made.append(Moments(project.ledger, project.keyframes)))
        first += cpu_ms(made[0].read_all)

        def look() -> None:
            cursor = made[0].cursor()
            cursor.goto(random.randint(SCENES + 1, project.ledger.count))
            for scene in cursor.order:
                text = cursor.text(scene)
                assert text is not None
                text.text()

        return first, max(cpu_ms(look) for _ in range(MOMENTS))


def report_ms(path: Path) -> float:
    """Return what the report takes."""
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds(), writes=False)
    spent = cpu_ms(lambda: report_of(workspace))
    workspace.close()
    return spent


def verify_ms(path: Path) -> float:
    """Return what checking everything takes."""

    def check(project: ProjectFile) -> None:
        assert verify_open(project, seal_problem).ok

    with ProjectFile.open(path, SystemClock(), writes=True) as project:
        return cpu_ms(partial(check, project))


def on_copies(path: Path) -> Callable[[], Path]:
    """Return what makes a fresh copy of a closed project, each in the place of the last."""

    def fresh() -> Path:
        copy = path.with_name("copy.cocreate")
        for side in ("", "-wal", "-shm"):
            Path(f"{copy}{side}").unlink(missing_ok=True)
        shutil.copyfile(path, copy)
        return copy

    return fresh


def costs_of(path: Path) -> tuple[float, ...]:
    """Measure everything once, in the order of MEASURES."""
    fresh = on_copies(path)
    opening, key, append = opened(fresh()), key_ms(fresh()), append_ms(fresh())
    first, moment = looking_back_ms(fresh())
    copy = fresh()
    return opening, key, append, moment, report_ms(copy), verify_ms(copy), first


def least_of_rounds(paths: list[Path]) -> list[tuple[float, ...]]:
    """Measure all lengths turn by turn, so that they meet the same moods of the machine.

    The first round is not counted: it imports what is imported once.
    """
    costs_of(paths[0])
    rounds = [[costs_of(path) for path in paths] for _ in range(ROUNDS)]
    return [tuple(map(min, zip(*found, strict=True))) for found in zip(*rounds, strict=True)]


def _raise(bug: BaseException) -> None:
    raise bug


def main() -> None:
    """Measure at every length and draw."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, nargs="+", default=[25_000, 50_000, 100_000, 200_000])
    parser.add_argument("--kilobytes", type=int, default=300)
    parser.add_argument("--svg", type=Path)
    chosen = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, LIGHT)
    lengths: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "growth.cocreate"
        author = Author(path, chosen.kilobytes)
        for count in sorted(chosen.events):
            lengths.append(author.write_up_to(count))
            shutil.copyfile(path, path.with_name(f"{lengths[-1]}.cocreate"))
        costs = least_of_rounds([path.with_name(f"{length}.cocreate") for length in lengths])
    curves = [
        Curve(title, unit, lengths, found, is_growing)
        for (title, unit, is_growing), found in zip(MEASURES, zip(*costs, strict=True), strict=True)
    ]
    print(in_text(curves))
    if chosen.svg is not None:
        chosen.svg.mkdir(parents=True, exist_ok=True)
        file = chosen.svg / "growth.svg"
        title = f"What a longer history costs a manuscript of {chosen.kilobytes} KB (CPU time)"
        file.write_text(in_svg(title, curves), encoding="utf-8")
        print(f"\nDrawn in {file}")


if __name__ == "__main__":
    main()
