from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from cocreate.ui.editor.geometry import point, rects


@pytest.fixture
def placed(desk):
    def place(text):
        desk.open(text)
        desk.view.grab()
        return next(iter(desk.view.placed_blocks(QRectF(desk.view.viewport().rect()))))

    return place


def test_a_range_on_one_line_is_one_rectangle(placed):
    found = rects(placed("The grey sea"), 4, 8)
    assert len(found) == 1
    assert found[0].left() > 28
    assert found[0].width() > 0


def test_a_wrapped_range_has_a_rectangle_on_each_line(placed):
    block = placed("word " * 60)
    found = rects(block, 0, 300)
    assert len(found) == block.block.layout().lineCount() > 1
    assert found[0].bottom() < found[1].top()


def test_nothing_has_no_rectangle(placed):
    assert rects(placed("The sea"), 3, 3) == []
    assert rects(placed("The sea"), 99, 100) == []


def test_signs_of_two_units_are_counted_once(placed):
    block = placed("a😀b")
    assert (block.units(0), block.units(2), block.units(3)) == (0, 3, 4)
    assert (block.offset(1), block.offset(3), block.end) == (1, 2, 3)
    assert placed("ab").offset(1) == 1


def test_where_directions_mix_a_range_may_be_two_pieces(placed):
    block = placed("abc שלום def")
    assert len(rects(block, 0, 12)) == 1
    both = rects(block, 2, 6)
    assert len(both) == 2
    assert not both[0].intersects(both[1])


def test_a_place_stands_on_the_foot_of_its_line(placed):
    block = placed("The sea")
    start = point(block, 0)
    end = point(block, 7)
    assert start is not None
    assert end is not None
    assert start[0].y() == end[0].y()
    assert start[0].x() < end[0].x()


def test_before_a_block_is_laid_out_a_place_stands_nowhere(placed):
    block = placed("The sea")
    block.block.clearLayout()
    assert point(block, 0) is None
