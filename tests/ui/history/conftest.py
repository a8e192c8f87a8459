"""A project with a past: typed, suggested, pasted, over two sittings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.base.settings import Settings
from cocreate.ui.history.history_view import HistoryView
from cocreate.ui.theme import LIGHT
from cocreate.workspace.past import Past
from tests.workspace.writing import pasting, typing


@pytest.fixture
def past(workspace):
    return Past(workspace)


@pytest.fixture
def rejected(workspace, scene_ids, agents, review):
    hunk = agents.offer(scene_ids[0], "very, very tired", "worn out")
    review.reject(hunk, "Too plain.")
    return hunk


@pytest.fixture
def story(workspace, scene_ids, agents, review, clock, rejected):
    """Work on the first scene: accept, type, an hour later paste; returns its id."""
    scene = scene_ids[0]
    clock.advance(60)
    review.accept(agents.offer(scene, "The sea was calm.", "The grey sea was calm."))
    for word in ("And ", "so ", "on. "):
        clock.advance(20)
        end = len(workspace.scene(scene).text)
        workspace.edit(scene, end, end, word, typing())
        workspace.close_burst()
    clock.advance(3600)
    workspace.edit(scene, 0, 3, "One", pasting())
    return scene


@pytest.fixture
def view(past, story, qtbot):
    made = HistoryView(lambda: past, LIGHT, Settings())
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.begin(story)
    qtbot.waitUntil(lambda: not made.reader.is_reading)
    return made


@pytest.fixture
def press(qtbot):
    """Press a key, letter or sign on a widget."""

    def pressed(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
        if isinstance(key, str):
            qtbot.keyClicks(widget, key)
        else:
            qtbot.keyClick(widget, key, modifier)

    return pressed
