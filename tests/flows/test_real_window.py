"""The main job in a real window: keys through the X server, from the first word to closing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.core.state import ProjectState
from cocreate.store.verify import verify_project
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.scenes import Scenes
from tests.flows.real_window import program, screen


def look(path: Path) -> ProjectState:
    workspace = open_project(path, clock=SystemClock(), ids=SystemIds(), writes=False)
    state = workspace.state
    workspace.close()
    return state


def text_of(path: Path) -> str:
    return "".join(scene.text.text() for scene in look(path).manuscript())


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no X server")
def test_a_writer_writes_asks_decides_and_closes_by_keyboard_alone(tmp_path: Path):
    assert shutil.which("Xvfb"), "Xvfb is missing; the set-up script installs it"
    assert shutil.which("xdotool"), "xdotool is missing; the set-up script installs it"
    path = tmp_path / "book.cocreate"
    workspace = create(path, title="Book", writer="Ada", clock=SystemClock(), ids=SystemIds())
    Scenes(workspace).add("Opening")
    workspace.close()
    with screen() as display, program(display, path, tmp_path / "home") as hand:
        hand.type("She went to the libary every morning. ")
        hand.press("ctrl+s")
        hand.wait_for(lambda: "libary" in text_of(path), "the typed words")
        hand.picture("typed")
        hand.press("ctrl+l")
        hand.type("Slips")
        hand.press("Return")
        hand.wait_for(lambda: any(scene.hunks for scene in look(path).manuscript()), "a suggestion")
        hand.press("F8")
        hand.picture("suggestion")
        hand.press("ctrl+Return")
        hand.wait_for(lambda: "library" in text_of(path), "the accepted words")
        hand.press("ctrl+z", "ctrl+s")
        hand.wait_for(lambda: "libary" in text_of(path), "undo")
        hand.press("ctrl+shift+z", "ctrl+s")
        hand.wait_for(lambda: "library" in text_of(path), "redo")
        hand.picture("decided")
        hand.press("ctrl+q")
        assert hand.wait_until_closed() == 0
    assert text_of(path) == "She went to the library every morning. "
    origins = {
        (span.origin.contributor.value, span.origin.method.value)
        for scene in look(path).manuscript()
        for span in scene.text.spans()
    }
    assert origins == {("human", "typed"), ("tool", "accepted")}
    assert verify_project(path).ok
