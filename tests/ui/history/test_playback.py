"""Replay in the rhythm of the work, with pauses folded."""

from __future__ import annotations

import pytest

from cocreate.ui.history.playback import Playback


@pytest.fixture
def playback():
    made = Playback()
    made.follow([2, 5, 9, 12], [1000, 1400, 900_000, 901_000])
    made.speed = 1
    return made


def test_it_goes_at_the_pace_of_the_work(playback):
    assert playback.play(2)
    assert playback.advance(0.1) == 2
    assert playback.advance(0.3) == 5
    assert playback.advance(1.4) == 5
    assert playback.advance(0.2) == 9
    assert playback.is_playing
    assert playback.advance(1.0) == 12
    assert not playback.is_playing


def test_faster_takes_less_time(playback):
    assert playback.length_s == pytest.approx(2.9)
    playback.faster(1)
    assert (playback.speed, playback.length_s) == (2, pytest.approx(1.45))
    playback.faster(-5)
    assert playback.speed == 1
    playback.faster(99)
    assert playback.speed == 1000


def test_at_the_end_it_begins_again(playback):
    playback.play(12)
    assert playback.advance(0.0) == 2


def test_steps_go_edit_by_edit(playback):
    assert [playback.step(0, 1), playback.step(5, 1), playback.step(12, 1)] == [2, 9, 12]
    assert [playback.step(12, -1), playback.step(3, -1), playback.step(7, -1)] == [9, 0, 2]


def test_nothing_cannot_be_played():
    assert not Playback().play(0)
