"""Looking back in a real window: by keyboard to a moment before, and its words brought back."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.store.verify import verify_project
from cocreate.workspace.opening import create
from cocreate.workspace.scenes import Scenes
from tests.flows.real_window import program, screen
from tests.flows.test_real_window import text_of

FIRST = "The sea was calm."


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no X server")
def test_a_writer_goes_back_in_time_and_brings_a_scene_back(tmp_path: Path):
    assert shutil.which("Xvfb"), "Xvfb is missing; the set-up script installs it"
    path = tmp_path / "book.cocreate"
    workspace = create(path, title="Book", writer="Ada", clock=SystemClock(), ids=SystemIds())
    Scenes(workspace).add("Opening")
    workspace.close()
    with screen() as display, program(display, path, tmp_path / "home") as hand:
        hand.type(FIRST)
        hand.press("ctrl+s")
        hand.wait_for(lambda: text_of(path) == FIRST, "the typed words")
        hand.press("ctrl+a", "BackSpace")
        hand.type("Nothing is left.")
        hand.press("ctrl+s")
        hand.wait_for(lambda: text_of(path) == "Nothing is left.", "the other words")
        hand.press("ctrl+7")
        hand.press("Home", "Right", "Right")
        hand.picture("history")
        hand.press("r")
        hand.press("ctrl+s")
        hand.wait_for(lambda: text_of(path) == FIRST, "the words of before")
        hand.press("ctrl+z", "ctrl+s")
        hand.wait_for(lambda: text_of(path) == "Nothing is left.", "undo")
        hand.press("ctrl+q")
        assert hand.wait_until_closed() == 0
    assert verify_project(path).ok
