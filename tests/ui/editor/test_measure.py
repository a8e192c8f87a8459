from __future__ import annotations

import pytest

from cocreate.base.settings import Settings
from cocreate.ui.editor.measure import DOCUMENT_MARGIN, LEAST_SIDE, side_margins, text_width
from cocreate.ui.theme import text_font


@pytest.fixture
def font(qapp):
    return text_font(Settings())


def test_the_text_stands_in_the_middle(font):
    left, right = side_margins(2000, font, 70)
    assert abs(left - right) <= 1
    assert 2000 - left - right == pytest.approx(text_width(font, 70) + 2 * DOCUMENT_MARGIN, abs=2)


def test_in_a_narrow_window_the_gutter_keeps_its_room(font):
    assert side_margins(300, font, 70) == (LEAST_SIDE, 0)


def test_a_longer_measure_is_wider(font):
    assert text_width(font, 80) > text_width(font, 60)
