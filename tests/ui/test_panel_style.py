"""The style of panels."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from cocreate.ui.panel_style import panel_stylesheet
from cocreate.ui.theme import DARK, LIGHT


def test_qt_reads_the_style_without_complaint(qtbot):
    # A rule that Qt cannot parse is logged, and a logged warning fails the test.
    for theme in (LIGHT, DARK):
        made = QPushButton("x")
        qtbot.addWidget(made)
        made.setProperty("part", "primary")
        made.setStyleSheet(panel_stylesheet(theme))
        made.show()


def test_light_and_dark_differ():
    assert panel_stylesheet(LIGHT) != panel_stylesheet(DARK)
