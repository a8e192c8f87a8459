"""The sheet of shortcuts."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from cocreate.ui.actions import ACTIONS
from cocreate.ui.shortcut_sheet import ShortcutSheet


def test_every_action_with_a_shortcut_is_on_the_sheet(qtbot):
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    told = {found.text() for found in sheet.findChildren(QLabel)}
    assert {spec.title.rstrip("…") for spec in ACTIONS if spec.keys} <= told
    assert "Ctrl+Shift+P" in told
