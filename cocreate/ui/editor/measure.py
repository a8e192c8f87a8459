"""How wide the text stands and where: a comfortable line, in the middle of the window."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

DOCUMENT_MARGIN = 28
LEAST_SIDE = 26
_SAMPLE = "the sea was calm and grey, and nobody spoke of the night before it "


def text_width(font: QFont, characters: int) -> float:
    """Return the width of a line of so many average characters of prose."""
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters


def side_margins(available: int, font: QFont, characters: int) -> tuple[int, int]:
    """Return the room left and right of the text in a window so wide."""
    wanted = round(text_width(font, characters)) + 2 * DOCUMENT_MARGIN
    free = max(0, available - wanted)
    left = max(LEAST_SIDE, free // 2)
    return left, max(0, min(free - left, free // 2))
