"""A button that shows the keys which do the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from cocreate.ui.actions import key_text, short_keys
from cocreate.ui.panel_parts import keycap, label, row


class KeyButton(QPushButton):
    """A button with its name at the left and its keys at the right."""

    def __init__(self, title: str, action: str, part: str = "") -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setProperty("part", part)
        self.setObjectName(f"button_{action}")
        self.setAccessibleName(title)
        self.setToolTip(f"{title} ({key_text(action)})")
        self._name = label(title, "on_accent" if part == "primary" else "")
        self._keys = keycap(short_keys(action))
        for child in (self._name, self._keys):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = row(self._name, 1, self._keys, gap=6)
        inner.setContentsMargins(9, 4, 6, 4)
        self.setLayout(inner)

    def sizeHint(self) -> QSize:
        """Return what name and keys need."""
        inner = self.layout()
        return inner.sizeHint() if inner is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the same: neither may be cut."""
        return self.sizeHint()
