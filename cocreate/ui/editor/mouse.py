"""Mouse presses between two lines, taken as meant for the nearer one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QMouseEvent

from cocreate.ui.editor.geometry import PlacedBlock


def nearest_line_y(blocks: Iterable[PlacedBlock], y: float) -> float:
    """Return a height inside the line that is nearest to `y`; `y` itself where there are none."""
    best, least = y, float("inf")
    for placed in blocks:
        for line in placed.lines():
            top = placed.corner.y() + line.y()
            bottom = top + line.height()
            distance = max(top - y, y - bottom, 0.0)
            if distance < least:
                least = distance
                best = min(max(y, top + 1), bottom - 1)
    return best


def snapped(event: QMouseEvent, blocks: Iterable[PlacedBlock]) -> QMouseEvent:
    """Return the event as if it had come on the nearest line."""
    place = event.position()
    y = nearest_line_y(blocks, place.y())
    if y == place.y():
        return event
    return QMouseEvent(
        event.type(),
        QPointF(place.x(), y),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
        event.pointingDevice(),
    )
