"""The timer behind a replay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from cocreate.ui.history.player import Player


@pytest.fixture
def player(qapp):
    owner = QObject()
    made = Player(owner)
    made.follow([1, 2, 3], [0, 10, 20])
    yield made
    made.pause()


def test_it_reaches_the_end_and_says_so(player, qtbot):
    reached: list[int] = []
    states: list[bool] = []
    player.reached.connect(reached.append)
    player.playing_changed.connect(states.append)
    player.play(1)
    assert player.is_playing
    qtbot.waitUntil(lambda: states == [True, False])
    assert reached[-1] == 3


def test_it_is_silent_where_there_is_nothing(player):
    states: list[bool] = []
    player.playing_changed.connect(states.append)
    player.follow([], [])
    player.play(0)
    player.pause()
    assert states == []


def test_speed_changes_are_told(player, qtbot):
    with qtbot.waitSignal(player.speed_changed) as told:
        player.change_speed(1)
    assert told.args == [25]
    player.set_speed(2)
    assert player.playback.speed == 2
