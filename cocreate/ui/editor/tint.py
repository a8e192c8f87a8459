"""The tint that shows, on demand, where each passage comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import Contributor, Method
from cocreate.ui.editor.geometry import PlacedBlock, rects
from cocreate.ui.theme import Theme, contributor_colour, faded

_LINES = {
    Contributor.AI: Qt.PenStyle.SolidLine,
    Contributor.TOOL: Qt.PenStyle.DotLine,
    Contributor.UNKNOWN: Qt.PenStyle.DashLine,
}


class Tint:
    """Paint it behind the words of a block: a ground by contributor, and a line for each."""

    def __init__(self, theme: Theme) -> None:
        strength = 0.22 if theme.is_dark else 0.15
        self._grounds: dict[Contributor, QColor] = {}
        self._pens: dict[Contributor, QPen] = {}
        for contributor, style in _LINES.items():
            colour = contributor_colour(theme, contributor)
            self._grounds[contributor] = faded(colour, strength)
            self._pens[contributor] = QPen(faded(colour, 0.75), 1.4, style)
        self._declared = QPen(faded(theme.human, 0.75), 1.4, Qt.PenStyle.DashDotLine)

    def paint(self, painter: QPainter, placed: PlacedBlock, text: AttributedText) -> None:
        """Paint one block."""
        reached = placed.start
        for span in text.iter_spans(placed.start, min(placed.end, len(text))):
            origin = span.origin
            start, reached = reached, reached + span.length
            if origin.contributor is Contributor.HUMAN and origin.method is Method.TYPED:
                continue
            ground = self._grounds.get(origin.contributor)
            painter.setPen(self._pens.get(origin.contributor, self._declared))
            for rect in rects(placed, start, reached):
                if ground is not None:
                    painter.fillRect(rect, ground)
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
