"""The timeline under the hand: drag, wheel, hover."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent

from cocreate.ui.history.strip import TimelineStrip
from cocreate.ui.history.strip_painting import lanes_of
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.timeline import MarkKind


@pytest.fixture
def strip(past, story, qtbot):
    past.catch_up()
    made = TimelineStrip(LIGHT)
    qtbot.addWidget(made)
    made.resize(800, made.sizeHint().height())
    made.show_timeline(past.timeline, 0.5)
    made.show()
    return made


def wheel(strip, x, y, modifiers=Qt.KeyboardModifier.NoModifier):
    place = QPointF(400, 40)
    event = QWheelEvent(
        place,
        strip.mapToGlobal(place),
        QPoint(),
        QPoint(x, y),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    strip.wheelEvent(event)


def test_a_click_and_a_drag_choose_moments(strip, qtbot):
    chosen: list[int] = []
    strip.moment_chosen.connect(chosen.append)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    strip._choose(700.0)
    strip._choose(-50.0)
    assert chosen[0] < chosen[1]
    assert chosen[2] <= chosen[0]
    qtbot.mousePress(strip, Qt.MouseButton.RightButton, pos=QPoint(300, 50))
    assert len(chosen) == 3


def test_the_wheel_zooms_and_moves(strip):
    wheel(strip, 0, 120)
    assert not strip.axis.is_whole
    before = strip.axis.ms_at(0)
    wheel(strip, 0, -120, Qt.KeyboardModifier.ShiftModifier)
    assert strip.axis.ms_at(0) >= before
    wheel(strip, 120, 0)
    wheel(strip, 0, -120)
    wheel(strip, 0, -120)
    assert strip.axis.is_whole
    wheel(strip, 0, 0)


def test_the_picture_changes_with_moment_mark_hover_and_theme(strip, past, qtbot):
    pictures = [strip.grab().toImage()]
    strip.show_moment(past.timeline.times[4])
    pictures.append(strip.grab().toImage())
    strip.show_marked(past.timeline.times[2])
    pictures.append(strip.grab().toImage())
    qtbot.mouseMove(strip, QPoint(333, 40))
    strip._hover = 333.0
    pictures.append(strip.grab().toImage())
    strip.leaveEvent(QEvent(QEvent.Type.Leave))
    strip.set_theme(DARK)
    strip.setFocus()
    pictures.append(strip.grab().toImage())
    assert all(one != other for one, other in pairwise(pictures))


def test_the_moment_stays_in_sight(strip, past):
    for _ in range(6):
        strip.zoom(1)
    strip.show_moment(past.timeline.ended_ms)
    strip.show_moment(past.timeline.began_ms)
    assert 0 <= strip.axis.x_of(past.timeline.began_ms) <= strip.width()
    strip.pan(1)
    strip.set_folding(folds=False)
    assert not strip.axis.folds
    strip.show_all()
    assert strip.axis.is_whole


def test_hints_say_what_is_under_the_mouse(strip, past, workspace):
    lanes = lanes_of(strip.width(), strip.height())
    accepted = next(m for m in past.timeline.marks if m.kind is MarkKind.ACCEPTED)
    x = strip.axis.x_of(accepted.at_ms)
    assert "Accepted a suggestion" in strip._hint(x, lanes.marks.center().y())
    band = past.timeline.bands[0]
    middle = (strip.axis.x_of(band.began_ms) + strip.axis.x_of(band.ended_ms)) / 2
    assert strip._hint(middle, lanes.sittings.center().y()).startswith("Sitting of")
    gap = strip.axis.x_of(past.timeline.bands[1].began_ms) - 4
    assert strip._hint(gap, lanes.sittings.center().y()) == ""
    assert strip._hint(400, lanes.words.center().y()).endswith("words")
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(400, 60), QPoint(400, 60))
    assert strip.event(event)


def test_it_says_in_words_where_the_moment_is(strip, past):
    strip.show_moment(past.timeline.ended_ms)
    assert strip.accessibleDescription().endswith("words")
