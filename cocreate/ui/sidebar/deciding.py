"""Small forms in which a suggestion is decided: change its words, choose words, give a reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from cocreate.core.suggestion import Hunk
from cocreate.text.diff import WordEdit, apply_word_edits, word_edits
from cocreate.ui.panel_parts import GRID, button, column, label, row
from cocreate.ui.sidebar.diff_words import edit_sentence

_PARAGRAPHS = str.maketrans({"\u2029": "\n", "\u2028": "\n"})


class DecisionForm(QWidget):
    """What the three forms share: one answer, confirmed or put away by keyboard."""

    confirmed = Signal()
    put_away = Signal()

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self._lead = label("", "caption", wraps=True)
        self._confirm = button("", "primary")
        self._confirm.clicked.connect(self.confirm)
        self._cancel = button(self.tr("Cancel"), hint=self.tr("Escape"))
        self._cancel.clicked.connect(self._on_cancel)
        self.below = column(gap=GRID)
        self.setLayout(column(self._lead, field, self.below, row(self._confirm, self._cancel, 1)))
        self.setFocusProxy(field)
        field.installEventFilter(self)

    def say(self, lead: str, confirm: str) -> None:
        """Name the form and its button."""
        self._lead.setText(lead)
        self._confirm.setText(confirm)
        self._field.setAccessibleName(lead)

    def confirm(self) -> None:
        """Take the answer as it stands, if there is one."""
        if self._confirm.isEnabled():
            self.confirmed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape puts away; Return confirms where it does not write a line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._on_cancel()
                return True
            is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_return and not isinstance(self._field, QPlainTextEdit):
                self.confirm()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts away from the buttons, too."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
            return
        super().keyPressEvent(event)

    def _on_cancel(self) -> None:
        self.put_away.emit()


class ChangeForm(DecisionForm):
    """Change the proposed words in place."""

    def __init__(self) -> None:
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(88)
        self._text.setMaximumHeight(112)
        super().__init__(self._text)
        self.say(self.tr("Change the words, then accept them"), self.tr("Accept these"))

    def begin(self, hunk: Hunk) -> None:
        """Show the words as offered."""
        self._text.setPlainText(hunk.new)
        self._text.selectAll()

    def words(self) -> str:
        """Return the words as the writer left them, no-break spaces included."""
        return self._text.document().toRawText().translate(_PARAGRAPHS)


class ChooseForm(DecisionForm):
    """Choose which of the word edits to take: Space takes or leaves one."""

    def __init__(self) -> None:
        self._list = QListWidget()
        self._list.setMinimumHeight(88)
        self._list.setMaximumHeight(112)
        self._list.itemChanged.connect(self._on_item_changed)
        self._edits: tuple[WordEdit, ...] = ()
        self._old = ""
        super().__init__(self._list)
        self._preview = label("", "dim", wraps=True)
        self.below.addWidget(self._preview)
        self.say(self.tr("Space takes or leaves a change; Return accepts"), self.tr("Accept these"))

    def begin(self, hunk: Hunk) -> None:
        """Show every word edit, all of them taken."""
        self._old = hunk.old
        self._edits = word_edits(hunk.old, hunk.new)
        self._list.clear()
        for edit in self._edits:
            item = QListWidgetItem(edit_sentence(hunk.old, edit))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._on_item_changed()

    def kept(self) -> frozenset[int]:
        """Return the indexes of the edits taken."""
        return frozenset(
            at
            for at in range(self._list.count())
            if self._list.item(at).checkState() is Qt.CheckState.Checked
        )

    def preview(self) -> str:
        """Return what would stand there."""
        return self._preview.text()

    def _on_item_changed(self) -> None:
        if self._list.count() == len(self._edits):
            kept = self.kept()
            taken = [edit for at, edit in enumerate(self._edits) if at in kept]
            self._preview.setText(apply_word_edits(self._old, taken))
            self._confirm.setEnabled(bool(taken))


class ReasonForm(DecisionForm):
    """Say why a suggestion is rejected."""

    def __init__(self) -> None:
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setPlaceholderText(self.tr("Kept with the suggestion, for you and the report"))
        self.say(self.tr("Why not?"), self.tr("Reject"))

    def begin(self, hunk: Hunk) -> None:
        """Begin with what was said before, if anything."""
        self._line.setText(hunk.why)

    def why(self) -> str:
        """Return the reason."""
        return self._line.text().strip()
