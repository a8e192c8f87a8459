"""What the timeline draws."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QImage, QPainter

from cocreate.ui.history.axis import Axis
from cocreate.ui.history.strip_painting import (
    StripPainter,
    _round_up,
    class_colour,
    lanes_of,
    total,
)
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.timeline import Band, Mark, MarkKind, Point, Timeline
from cocreate.workspace.word_classes import AI, CLASS_COUNT, HUMAN, MIXED


@pytest.fixture
def timeline():
    made = Timeline()
    made.add_band(Band("a", 0, 600_000, 1, 8))
    for seq in range(1, 8):
        made.add_point(Point(seq, seq * 60_000, (seq * 9, seq, seq * 3, 2, 4)))
    for at, kind in enumerate(MarkKind):
        made.add_mark(Mark(20 + at, 500_000 + at * 20_000, kind, "x", "words"))
    made.add_band(Band("b", 9_000_000, 9_600_000, 30, 31))
    made.add_point(Point(30, 9_600_000, (80, 0, 9, 0, 0)))
    return made


def drawn(timeline, theme=LIGHT, zooms=0):
    axis = Axis()
    axis.width = 600
    axis.follow(timeline, folds=True)
    for _ in range(zooms):
        axis.zoom(0.5, 9_600_000)
    image = QImage(600, 180, QImage.Format.Format_RGB32)
    image.fill(theme.panel)
    painter = QPainter(image)
    StripPainter(theme, timeline, axis, QFont()).paint(painter, lanes_of(600, 180))
    painter.end()
    return image


def test_an_empty_project_draws_an_empty_strip(qapp):
    image = drawn(Timeline())
    assert image.pixelColor(300, 60).name() == LIGHT.panel


def test_words_fill_the_strip_in_both_looks(qapp, timeline):
    for theme in (LIGHT, DARK):
        image = drawn(timeline, theme)
        colours = {image.pixelColor(x, 118).name() for x in range(300, 580)}
        assert theme.panel not in colours


def test_what_is_out_of_sight_is_not_drawn(qapp, timeline):
    assert drawn(timeline, zooms=8) != drawn(timeline)


def test_lanes_follow_each_other(qapp):
    lanes = lanes_of(500, 180)
    assert lanes.words.bottom() <= lanes.marks.top()
    assert lanes.marks.bottom() <= lanes.sittings.top()
    assert lanes.sittings.bottom() <= lanes.dates.top()


def test_mixed_words_stand_between_writer_and_ai(qapp):
    colours = [class_colour(LIGHT, each).name() for each in range(CLASS_COUNT)]
    assert len(set(colours)) == CLASS_COUNT
    red = [class_colour(LIGHT, each).red() for each in (HUMAN, MIXED, AI)]
    assert red == sorted(red)


@pytest.mark.parametrize(
    ("words", "top"), [(1, 10), (10, 10), (11, 15), (99, 100), (101, 150), (2164, 2500)]
)
def test_the_scale_ends_at_a_good_number(words, top):
    assert _round_up(words) == top
    assert total((1, 2, 3, 4, 5)) == 15
