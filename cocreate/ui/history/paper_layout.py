"""Lines of a past text, set apart like those of the page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout


class PaperLayout(QPlainTextDocumentLayout):
    """Lays out paragraphs with room between their lines, which Qt's plain layout does not know."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._paper = document
        self._spread = 0.0
        self._gap = 0.0

    def set_spacing(self, spacing: float) -> None:
        """Set the distance of lines, in multiples of the font's own, and lay out anew."""
        self._spread = spacing - 1
        self._gap = QFontMetricsF(self._paper.defaultFont()).height() * self._spread
        self.documentChanged(0, 0, self._paper.characterCount() - 1)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the room a paragraph takes; its lines are set apart at the first look."""
        if not block.isValid():
            return QRectF()
        rect = super().blockBoundingRect(block)
        if not self._gap:
            return rect
        layout = block.layout()
        if layout.lineCount() and not layout.lineAt(0).y():
            self._set_apart(layout)
            rect = super().blockBoundingRect(block)
        rect.setBottom(rect.bottom() + self._gap / 2)
        return rect

    def _set_apart(self, layout: QTextLayout) -> None:
        top = 0.0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            gap = max(line.height() * self._spread, 0.02)
            line.setPosition(QPointF(line.x(), top + gap / 2))
            top += line.height() + gap
