"""Margin notes of agents at the words they quote: a dotted line under them, a dot beside."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from cocreate.core.state import SceneState
from cocreate.core.suggestion import Note
from cocreate.ui.editor.geometry import PlacedBlock, point, rects
from cocreate.ui.theme import Theme, agent_colour, faded

_DOT = 2.6
_DOT_LEFT = 17.0


class MarginNotes:
    """The notes of a scene that were not put away; their places are read from the scene."""

    def __init__(self) -> None:
        self._notes: Mapping[str, Note] = {}

    def load(self, scene: SceneState | None) -> None:
        """Begin anew with the notes of a scene."""
        self._notes = scene.notes if scene is not None else {}

    def __bool__(self) -> bool:
        return bool(self._notes)

    def between(self, start: int, end: int) -> list[Note]:
        """Return those whose words stand in a range or touch it."""
        return [
            note
            for note in self._notes.values()
            if 0 <= note.start <= end and note.end >= start and not note.is_dismissed
        ]

    def paint(self, painter: QPainter, placed: PlacedBlock, theme: Theme) -> None:
        """Paint those of one block."""
        for note in self.between(placed.start, placed.end):
            colour = agent_colour(theme, note.agent)
            painter.setPen(QPen(faded(colour, 0.8), 1.6, Qt.PenStyle.DotLine))
            for rect in rects(placed, note.start, note.end):
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            found = point(placed, note.start)
            if found is not None and note.start >= placed.start:
                line = found[1]
                middle = placed.corner.y() + line.y() + line.height() / 2
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                centre = QPointF(placed.corner.x() + _DOT_LEFT, middle)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.drawEllipse(centre, _DOT, _DOT)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
