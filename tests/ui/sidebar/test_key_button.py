"""A button that shows its keys."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from cocreate.ui.sidebar.key_button import KeyButton


def test_name_and_keys_are_both_seen(qtbot):
    made = KeyButton("Accept", "accept", "primary")
    qtbot.addWidget(made)
    made.show()
    assert [child.text() for child in made.findChildren(QLabel)] == ["Accept", "Ctrl+⏎"]
    assert made.toolTip() == "Accept (Ctrl+Return)"
    assert made.width() >= made.sizeHint().width()
    assert made.minimumSizeHint() == made.sizeHint()
    with qtbot.waitSignal(made.clicked):
        made.click()
