"""One hundred writers of one hundred steps each: no character is credited wrongly.

More of them: `python -m tests.accuracy --seeds N --steps M`.
"""

from __future__ import annotations

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
SELDOM = {"restore"}
PART = 25  # seeds a test, so that two cores share them


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[QtBot]:
    """A screen whose clipboard is empty in the end."""
    yield qtbot
    QGuiApplication.clipboard().clear()


@pytest.mark.slow
@pytest.mark.usefixtures("screen")
@pytest.mark.parametrize("first", range(0, SEEDS, PART))
def test_no_character_is_credited_wrongly(tmp_path: Path, first: int):
    done: Counter[str] = Counter()
    for seed in range(first, first + PART):
        folder = tmp_path / str(seed)
        folder.mkdir()
        outcome = run(seed, STEPS, folder)
        assert not outcome.errors, (seed, outcome.errors.sentences, outcome.log[-10:])
        done += outcome.done
    # What a writer does seldom does not come in every part.
    assert {name for name in weights() if not done[name]} <= SELDOM
