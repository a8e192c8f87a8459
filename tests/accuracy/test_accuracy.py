"""One hundred writers of one hundred steps each: no character is credited wrongly.

More of them: `python -m tests.accuracy --seeds N --steps M`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.accuracy.fuzzer import weights
from tests.accuracy.measure import run

SEEDS = 100
STEPS = 100
LIMIT_S = 45.0


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[QtBot]:
    """A screen whose clipboard is empty in the end."""
    yield qtbot
    QGuiApplication.clipboard().clear()


@pytest.mark.slow
@pytest.mark.usefixtures("screen")
def test_no_character_is_credited_wrongly(tmp_path: Path):
    began = time.process_time()
    done: Counter[str] = Counter()
    seeds = 0
    while seeds < SEEDS and time.process_time() - began < LIMIT_S:
        folder = tmp_path / str(seeds)
        folder.mkdir()
        outcome = run(seeds, STEPS, folder)
        assert not outcome.errors, (seeds, outcome.errors.sentences, outcome.log[-10:])
        done += outcome.done
        seeds += 1
    seconds = time.process_time() - began
    print(f"{seeds} seeds of {STEPS} steps, error 0, {seconds:.0f} s")  # noqa: T201 - told with -s
    assert seeds >= SEEDS // 2
    assert {name for name in weights() if not done[name]} == set()
