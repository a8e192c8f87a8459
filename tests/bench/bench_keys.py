"""Key press to painted, and loading, beside a bare QPlainTextEdit with the same text.

Run by hand: `python -m tests.bench.bench_keys [--kilobytes 100 1000 10000] [--keys 300]`.
Times are process CPU milliseconds; both editors take their keys in turn, in the same process. Ours
has everything on: 5,000 spans, the gutter, marks under unknown words (one word in 37), 200 open
suggestions, 10,000 where the text is 10 MB.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.base.settings import Settings
from cocreate.base.spawn import BackgroundSpawner
from cocreate.core.events import HunkOffered, RunStarted
from cocreate.core.origin import Contributor, Fragment, Method, Span, origin
from cocreate.core.suggestion import Verdict
from cocreate.store.user_files import UserFiles
from cocreate.text.diff import word_edits
from cocreate.ui.bridge import Bridge
from cocreate.ui.editor.editor_view import EditorView
from cocreate.ui.editor.highlighter import styled
from cocreate.ui.editor.spell_watch import SpellWatch
from cocreate.ui.theme import LIGHT, apply, text_font
from cocreate.workspace.desk import Preferences
from cocreate.workspace.opening import create
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.spelling import Spelling
from cocreate.workspace.workspace import Workspace

SENTENCE = (
    "the sea was calm and grey and nobody on the quay spoke of the night before it although "
    "every one of them remembered how the *lamp* had gone out and come back as if somebody had "
    "passed his hand across it slowly"
)
SPANS = 5_000
SETTLED_MS = 150
KEYS = "and so it went on and on, "


@dataclass
class Figures:
    """What was measured of one editor, in milliseconds."""

    keys: list[float]
    load: float


def prose(size: int) -> str:
    """Return paragraphs of about 250 characters."""
    vocabulary = SENTENCE.split()
    paragraphs: list[str] = []
    length, at = 0, 0
    while length < size:
        words = [
            vocabulary[(at + step * (1 + at % 3)) % len(vocabulary)] for step in range(30 + at % 37)
        ]
        paragraph = " ".join(words).capitalize() + "."
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
        at += 7
    return "\n\n".join(paragraphs)[:size]


def with_slips(text: str) -> str:
    """Return the text with a word in it here and there that no dictionary knows."""
    return text.replace("remembered", "rememberrd")


def attributed(text: str, size: int = 90) -> Fragment:
    """Return the text with origins that change every so many characters."""
    kinds = [
        origin(Contributor.HUMAN, Method.TYPED),
        origin(Contributor.AI, Method.ACCEPTED, "s-x"),
        origin(Contributor.HUMAN, Method.TYPED),
        origin(Contributor.UNKNOWN, Method.PASTED, "p-x"),
    ]
    spans = [
        Span(min(size, len(text) - start), kinds[start // size % 4])
        for start in range(0, len(text), size)
    ]
    return Fragment(text, tuple(spans))


def offer(workspace: Workspace, scene: str, text: str, count: int) -> None:
    """Propose changes all over the scene."""
    events: list[HunkOffered | RunStarted] = [
        RunStarted("run", "line-editor", "Line editor", "line_edit", "test/model", scene, "")
    ]
    for number in range(count):
        start = text.index(" ", number * len(text) // count) + 1
        end = min(len(text), start + 24)
        old = text[start:end]
        events.append(
            HunkOffered(
                f"s-{number}",
                "run",
                scene,
                "line-editor",
                "test/model",
                Contributor.AI,
                start,
                end,
                old,
                old.replace(" ", " quite ", 1),
                "Because.",
                None,
                Verdict.PENDING,
            )
        )
    workspace.record(*events)


def measured(act: Callable[[], object]) -> float:
    """Return the CPU milliseconds that `act` and the painting after it take."""
    before = time.process_time()
    act()
    QApplication.processEvents()
    return (time.process_time() - before) * 1000


def press(editor: QPlainTextEdit, sign: str) -> None:
    """Press one key."""
    QApplication.sendEvent(
        editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
    )


def settle() -> None:
    """Let what waits for a quiet moment happen: the spelling of what came into view."""
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < SETTLED_MS:
        QApplication.processEvents()


def put_caret(editor: QPlainTextEdit, part: float) -> None:
    """Put the caret into the middle of a paragraph."""
    document = editor.document()
    block = document.findBlock(int(document.characterCount() * part))
    while block.length() < 100 and block.next().isValid():
        block = block.next()
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.length() // 2)
    editor.setTextCursor(cursor)
    editor.centerCursor()
    QApplication.processEvents()


def median_load(clear: Callable[[], object], load: Callable[[], object]) -> float:
    """Return the CPU milliseconds from asking for a text to its painting, median of seven."""
    times: list[float] = []
    for _ in range(7):
        measured(clear)
        times.append(measured(load))
    return statistics.median(times)


def bare_editor(text: str) -> tuple[QPlainTextEdit, float]:
    """Return a bare editor that shows the text, and what loading took."""
    editor = QPlainTextEdit()
    editor.setFont(text_font(Settings()))
    editor.resize(900, 800)
    editor.show()
    QApplication.processEvents()
    return editor, median_load(lambda: editor.setPlainText(""), lambda: editor.setPlainText(text))


def checked(editor: EditorView, workspace: Workspace) -> SpellWatch:
    """Have the spelling of a page checked."""
    spelling = Spelling(workspace, Preferences(UserFiles(workspace.path.parent)), "en_GB")
    spelling.follow()
    return SpellWatch(editor, spelling)


def our_editor(workspace: Workspace, scene: str, bridge: Bridge) -> tuple[EditorView, float]:
    """Return ours on the scene, and what showing it took."""
    editor = EditorView(workspace, SystemIds(), SystemClock(), LIGHT, Settings())
    bridge.changed.connect(editor.refresh)
    bridge.changed.connect(checked(editor, workspace).refresh)
    editor.resize(900, 800)
    editor.show()
    QApplication.processEvents()
    return editor, median_load(lambda: editor.show_scene(""), lambda: editor.show_scene(scene))


def in_turn(bare: QPlainTextEdit, ours: QPlainTextEdit, keys: int) -> tuple[list[float], ...]:
    """Press keys in both, turn by turn, at three places."""
    times: tuple[list[float], list[float]] = ([], [])
    for part in (0.05, 0.5, 0.95):
        for editor in (bare, ours):
            put_caret(editor, part)
        settle()
        for number in range(keys // 3):
            for editor, found in zip((bare, ours), times, strict=True):
                sign = KEYS[number % len(KEYS)]
                found.append(measured(partial(press, editor, sign)))
    return times


def report(name: str, figures: Figures) -> None:
    """Print one line."""
    cuts = statistics.quantiles(figures.keys, n=100)
    print(
        f"{name:8} key p50 {statistics.median(figures.keys):6.2f}  p99 {cuts[98]:6.2f}"
        f"  max {max(figures.keys):6.2f}  load {figures.load:7.1f} ms"
    )


def main(arguments: list[str]) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kilobytes", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--keys", type=int, default=300)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, LIGHT)
    for kilobytes in chosen.kilobytes:
        compared(kilobytes, chosen.keys, is_profiled=chosen.profile)


def compared(kilobytes: int, keys: int, *, is_profiled: bool) -> None:
    """Measure both editors on a text of this size, and tell."""
    text = with_slips(prose(kilobytes * 1000))
    hunks = 10_000 if kilobytes >= 10_000 else 200
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.cocreate"
        workspace = create(path, title="B", writer="W", clock=SystemClock(), ids=SystemIds())
        content = attributed(text, max(1, len(text) // SPANS))
        scene = Scenes(workspace).add_all([NewScene("One", "Opening", content)])[0]
        offer(workspace, scene, text, hunks)
        bridge = Bridge(workspace, BackgroundSpawner(_raise))
        bridge.start()
        # What is imported once in a program's life is part of its start, not of each load.
        word_edits("one", "two")
        styled("*one*", 0)
        bare, bare_load = bare_editor(text)
        ours, our_load = our_editor(workspace, scene, bridge)
        if is_profiled:
            profiled(ours, keys)
        bare_keys, our_keys = in_turn(bare, ours, keys)
        print(f"{kilobytes:,} KB, {hunks:,} suggestions")
        report("bare", Figures(bare_keys, bare_load))
        report("ours", Figures(our_keys, our_load))
        ratio = statistics.median(our_keys) / statistics.median(bare_keys)
        more = statistics.median(our_keys) - statistics.median(bare_keys)
        print(f"ratio {ratio:.2f}, {more:.2f} ms more; load ratio {our_load / bare_load:.2f}")
        ours.close()
        bridge.stop()
        workspace.close()


def _raise(bug: BaseException) -> None:
    raise bug


def profiled(editor: QPlainTextEdit, keys: int) -> None:
    """Print where the time of keys goes."""
    put_caret(editor, 0.4)
    profile = cProfile.Profile()
    profile.enable()
    for number in range(keys):
        press(editor, KEYS[number % len(KEYS)])
        QApplication.processEvents()
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(28)


if __name__ == "__main__":
    main(sys.argv[1:])
