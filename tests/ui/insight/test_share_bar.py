"""The bar of who wrote how much."""

from __future__ import annotations

import pytest

from cocreate.core.origin import Contributor
from cocreate.ui.insight.share_bar import ShareBar
from cocreate.ui.theme import DARK, LIGHT


@pytest.fixture
def bar(qtbot):
    made = ShareBar(LIGHT)
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show()
    return made


def test_the_legend_says_every_part_in_words(bar):
    bar.show_counts({Contributor.HUMAN: 60, Contributor.AI: 30, Contributor.UNKNOWN: 10})
    assert bar.accessibleName() == "You 60 %, AI 30 %, Not seen 10 %"


def test_parts_are_as_wide_as_their_share(bar):
    bar.show_counts({Contributor.HUMAN: 50, Contributor.UNKNOWN: 50})
    image = bar.grab().toImage()
    assert image.pixelColor(75, 7).name() == LIGHT.human
    assert image.pixelColor(225, 7).name() != LIGHT.human


def test_it_needs_a_legend_row_for_two_parts(bar):
    bar.show_counts({})
    empty = bar.sizeHint().height()
    bar.show_counts({Contributor.HUMAN: 1, Contributor.AI: 1, Contributor.TOOL: 1})
    assert bar.sizeHint().height() > empty
    assert bar.minimumSizeHint().height() == bar.sizeHint().height()


def test_light_and_dark_differ(bar):
    bar.show_counts({Contributor.AI: 1})
    light = bar.grab().toImage()
    bar.set_theme(DARK)
    assert bar.grab().toImage() != light
