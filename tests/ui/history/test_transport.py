"""The row of controls."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton

from cocreate.ui.history.transport import Transport
from cocreate.workspace.timeline import Unit


@pytest.fixture
def transport(qtbot):
    made = Transport()
    qtbot.addWidget(made)
    return made


def named(transport, text):
    return [each for each in transport.findChildren(QToolButton) if each.text() == text]


def test_every_step_has_a_button_each_way(transport):
    told = []
    transport.step_chosen.connect(lambda unit, by: told.append((Unit(unit), by)))
    for each in (*named(transport, "‹"), *named(transport, "›")):
        assert each.accessibleName()
        each.click()
    assert set(told) == {(unit, by) for unit in Unit for by in (-1, 1)}


def test_zoom_fold_and_aside_are_told(transport, qtbot):
    for sign, steps in (("−", -1), ("+", 1)):
        with qtbot.waitSignal(transport.zoom_chosen) as told:
            named(transport, sign)[0].click()
        assert told.args == [steps]
    with qtbot.waitSignal(transport.all_chosen):
        named(transport, "All")[0].click()
    with qtbot.waitSignal(transport.folding_changed):
        transport.folds.click()
    with qtbot.waitSignal(transport.aside_toggled):
        transport.aside.click()


def test_play_and_speed(transport, qtbot):
    with qtbot.waitSignal(transport.play_toggled):
        transport.play.click()
    transport.show_playing(True)
    assert transport.play.text() == "Pause"
    with qtbot.waitSignal(transport.speed_chosen) as told:
        transport.show_speed(1000)
    assert told.args == [1000]
