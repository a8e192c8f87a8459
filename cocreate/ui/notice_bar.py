"""A bar above the page for what the writer must know: read-only, trouble, a budget nearly spent."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from cocreate.ui.panel_parts import button, label, row

_PASSES_AFTER_MS = 15_000


class NoticeBar(QFrame):
    """One sentence at a time, until it is put away or said otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self._sentence = label("", "warning", wraps=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = button(self.tr("Put away"), "link")
        close.clicked.connect(self.hide)
        body = row(self._sentence, close)
        body.setStretch(0, 1)
        body.setContentsMargins(16, 6, 12, 6)
        self.setLayout(body)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PASSES_AFTER_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, *, passes: bool = False) -> None:
        """Show a sentence, for a while only if it `passes`; an empty one hides the bar."""
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))
        if passes:
            self._timer.start()
        else:
            self._timer.stop()

    def sentence(self) -> str:
        """Return what is shown, or ""."""
        return self._sentence.text() if not self.isHidden() else ""
