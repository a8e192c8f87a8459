"""Words that look like an agent's, with a broken line under them until the writer has answered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from cocreate.core.state import SceneState
from cocreate.core.suggestion import Match
from cocreate.ui.editor.geometry import PlacedBlock, rects
from cocreate.ui.theme import Theme, faded

_BELOW = 1.5


class MatchMarks:
    """The open matches of a scene; their places are read from the scene."""

    def __init__(self) -> None:
        self._matches: Mapping[str, Match] = {}

    def load(self, scene: SceneState | None) -> None:
        """Begin anew with the matches of a scene."""
        self._matches = scene.matches if scene is not None else {}

    def __bool__(self) -> bool:
        return bool(self._matches)

    def between(self, start: int, end: int) -> list[Match]:
        """Return those whose words stand in a range or touch it."""
        return [
            match
            for match in self._matches.values()
            if match.is_open and match.start <= end and match.end >= start
        ]

    def paint(self, painter: QPainter, placed: PlacedBlock, theme: Theme) -> None:
        """Paint those of one block."""
        for match in self.between(placed.start, placed.end):
            painter.setPen(QPen(faded(theme.ai, 0.9), 1.8, Qt.PenStyle.DashLine))
            for rect in rects(placed, match.start, match.end):
                line = rect.translated(0, _BELOW)
                painter.drawLine(line.bottomLeft(), line.bottomRight())
