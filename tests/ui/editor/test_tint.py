from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cocreate.ui.editor.tint import Tint
from cocreate.ui.theme import DARK, LIGHT


def painted(desk, theme) -> tuple[QImage, float]:
    desk.view.grab()
    image = QImage(800, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    painter = QPainter(image)
    tint = Tint(theme)
    for placed in desk.view.placed_blocks(QRectF(0, 0, 800, 120)):
        tint.paint(painter, placed, desk.workspace.scene(desk.scene).text)
    painter.end()
    return image, desk.view.cursorRect().center().y()


def shades(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, 800, 2) for y in range(120)})


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("mark", ["a", "t", "p", "i", "o", "d", "x"])
def test_what_was_not_typed_is_tinted(desk, theme, mark):
    desk.open(f"[{mark}:The sea]")
    assert shades(painted(desk, theme)[0]) > 1


def test_what_was_typed_stays_plain(desk):
    desk.open("The sea")
    assert shades(painted(desk, LIGHT)[0]) == 1


def test_the_tint_is_under_its_words_only(desk):
    desk.open("The [a:grey] sea")
    image, y = painted(desk, LIGHT)
    row = [QColor(image.pixel(x, int(y))).name() for x in range(800)]
    assert row[30] == LIGHT.page
    assert any(colour != LIGHT.page for colour in row)
    assert row[500] == LIGHT.page
