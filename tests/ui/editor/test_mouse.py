from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from cocreate.ui.editor.mouse import nearest_line_y, snapped


def blocks(desk):
    desk.open("one\ntwo\nthree")
    desk.view.grab()
    return list(desk.view.placed_blocks(QRectF(desk.view.viewport().rect())))


def pressed_at(y: float) -> QMouseEvent:
    place = QPointF(60, y)
    left = Qt.MouseButton.LeftButton
    bare = Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseButtonPress, place, place, left, left, bare)


def test_a_press_on_a_line_stays_as_it_is(desk):
    found = blocks(desk)
    line = next(found[1].lines())
    event = pressed_at(found[1].corner.y() + line.y() + 4)
    assert snapped(event, found) is event


def test_a_press_between_lines_is_meant_for_the_nearer_one(desk):
    found = blocks(desk)
    line = next(found[1].lines())
    top = found[1].corner.y() + line.y()
    assert snapped(pressed_at(top - 1), found).position().y() == top + 1
    bottom = top + line.height()
    assert snapped(pressed_at(bottom + 1), found).position().y() == bottom - 1


def test_on_an_empty_page_there_is_no_line():
    assert nearest_line_y([], 7.0) == 7.0
