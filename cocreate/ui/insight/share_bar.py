"""A bar of who wrote how much: one stretch a contributor, each with its own pattern."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocreate.core.origin import Contributor
from cocreate.ui.spoken import percent
from cocreate.ui.theme import CONTRIBUTOR_PATTERNS, Theme, contributor_colour, faded

_BAR_HEIGHT = 14
_LEGEND_GAP = 10
_SWATCH = 11


class ShareBar(QWidget):
    """Draws counts by contributor; the legend says them in words, so colour is never alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: dict[Contributor, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self.update()

    def show_counts(self, counts: Mapping[Contributor, int]) -> None:
        """Show these counts."""
        self._counts = {who: counts.get(who, 0) for who in Contributor if counts.get(who, 0)}
        self.setAccessibleName(", ".join(text for _, text in self._legend()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the bar and one legend row for each two contributors."""
        rows = (len(self._counts) + 1) // 2
        line = self.fontMetrics().height() + 4
        return QSize(200, _BAR_HEIGHT + (_LEGEND_GAP + rows * line if rows else 0))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, then the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 0, self.width(), _BAR_HEIGHT)
        outline = QPainterPath()
        outline.addRoundedRect(bar, 4, 4)
        painter.setClipPath(outline)
        painter.fillRect(bar, QColor(self._theme.current))
        total = sum(self._counts.values())
        left = 0.0
        for who, count in self._counts.items():
            width = bar.width() * count / total
            self._fill(painter, QRectF(left, 0, width, _BAR_HEIGHT), who)
            left += width
        painter.setClipping(False)
        self._draw_legend(painter)
        painter.end()

    def _fill(self, painter: QPainter, area: QRectF, who: Contributor) -> None:
        colour = contributor_colour(self._theme, who)
        painter.fillRect(area, faded(colour, 0.35))
        painter.fillRect(area, QBrush(colour, CONTRIBUTOR_PATTERNS[who]))
        painter.fillRect(
            QRectF(area.right() - 1, area.top(), 1, area.height()), QColor(self._theme.panel)
        )

    def _draw_legend(self, painter: QPainter) -> None:
        line = self.fontMetrics().height() + 4
        half = self.width() / 2
        for at, (who, text) in enumerate(self._legend()):
            left = (at % 2) * half
            top = _BAR_HEIGHT + _LEGEND_GAP + (at // 2) * line
            swatch = QRectF(left, top + (line - _SWATCH) / 2, _SWATCH, _SWATCH)
            self._fill(painter, swatch, who)
            painter.setPen(QColor(self._theme.ink))
            area = QRectF(left + _SWATCH + 6, top, half - _SWATCH - 10, line)
            shown = self.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(area.width())
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _legend(self) -> list[tuple[Contributor, str]]:
        total = sum(self._counts.values())
        names = {
            Contributor.HUMAN: self.tr("You"),
            Contributor.AI: self.tr("AI"),
            Contributor.TOOL: self.tr("Checkers"),
            Contributor.UNKNOWN: self.tr("Not seen"),
        }
        return [
            (who, f"{names[who]} {percent(count / total)}") for who, count in self._counts.items()
        ]
