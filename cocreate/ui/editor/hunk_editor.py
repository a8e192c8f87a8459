"""The field at the line in which the writer changes proposed words before accepting them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cocreate.core.suggestion import Hunk
from cocreate.ui.editor.offsets import shown
from cocreate.ui.theme import caption_font

_MOST_LINES = 10
_FRAME = 16.0


class HunkEditor(QPlainTextEdit):
    """Ctrl+Return takes the words as they stand in the field, Escape goes back to the text."""

    finished = Signal(str, str)
    dismissed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hunk_editor")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Proposed words, to be changed"))
        self._hunk = ""
        self.hide()

    @property
    def hunk(self) -> str:
        """Id of the suggestion in the field; "" while it is put away."""
        return self._hunk

    def open(self, hunk: Hunk, font: QFont) -> None:
        """Show the proposed words, all of them chosen."""
        self._hunk = hunk.id
        self.setFont(caption_font(font, 0.92))
        self.setPlainText(shown(hunk.new))
        self.selectAll()

    def place(self, rect: QRectF) -> None:
        """Stand at a place over the page, ready for keys."""
        if self.geometry() != rect.toRect():
            self.setGeometry(rect.toRect())
        if not self.isVisible():
            self.show()
            self.setFocus()

    def wanted_height(self, width: float) -> float:
        """Return the height that shows all words, or ten lines of them."""
        metrics = QFontMetricsF(self.font())
        bounds = metrics.boundingRect(
            QRectF(0, 0, max(40.0, width - _FRAME), 1e6),
            Qt.TextFlag.TextWordWrap,
            self.words() + " ",
        )
        lines = min(_MOST_LINES, max(2, round(bounds.height() / metrics.lineSpacing()) + 1))
        return lines * metrics.lineSpacing() + _FRAME

    def words(self) -> str:
        """Return the words in the field."""
        # Not toPlainText(): it turns no-break spaces into plain ones.
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def put_away(self) -> None:
        """Hide, without a word."""
        self._hunk = ""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish or dismiss; everything else is typing."""
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            hunk, words = self._hunk, self.words()
            self.put_away()
            self.finished.emit(hunk, words)
        elif event.key() == Qt.Key.Key_Escape:
            hunk = self._hunk
            self.put_away()
            self.dismissed.emit(hunk)
        else:
            super().keyPressEvent(event)
