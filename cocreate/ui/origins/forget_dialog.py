"""The dialog in which the writer has words taken out of the record for good."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from cocreate.base.errors import CocreateError
from cocreate.ui.panel_parts import GRID, button, column, label, row
from cocreate.ui.spoken import counted
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.forgetting import Forgotten, forget
from cocreate.workspace.workspace import Workspace


class ForgetDialog(QDialog):
    """Says what forgetting means, takes the words, and says what was done.

    Args:
        words: what was selected in the text or in its history.
    """

    def __init__(self, workspace: Workspace, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Forget this passage"))
        self._workspace = workspace
        self._words = QPlainTextEdit(words)
        self._words.setAccessibleName(self.tr("The words to forget"))
        self._words.setPlaceholderText(self.tr("Type or paste the words, as they stood"))
        self._words.setTabChangesFocus(True)
        self._why = QLineEdit()
        self._why.setAccessibleName(self.tr("Why, in a few words"))
        self._why.setPlaceholderText(self.tr("Why, in a few words (kept in the history)"))
        self._is_sure = QCheckBox(self.tr("I &know that this cannot be taken back"))
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._told = label("", "title", wraps=True)
        self._told.hide()
        self._forget = button(self.tr("&Forget for good"), "primary")
        self._close = button(self.tr("Cancel"))
        self._lay_out()
        self._words.textChanged.connect(self._on_changed)
        self._is_sure.toggled.connect(self._on_changed)
        self._forget.clicked.connect(self.forget)
        self._close.clicked.connect(self.reject)
        self._on_changed()
        self._words.setFocus()
        self.resize(600, 500)

    def fill(self, words: str, why: str = "") -> None:
        """Write, and be sure, as the writer would."""
        self._words.setPlainText(words)
        self._why.setText(why)
        self._is_sure.setChecked(True)

    def forget(self) -> None:
        """Take the words out of the record; say why where that cannot be done."""
        try:
            done = forget(self._workspace, self._words.toPlainText(), self._why.text().strip())
        except CocreateError as error:
            self._told.hide()
            self._trouble.setText(error.sentence)
            self._trouble.show()
            return
        self._trouble.hide()
        self._told.setText(self._sentence(done))
        self._told.show()
        self._words.clear()
        self._is_sure.setChecked(False)
        self._close.setText(self.tr("Close"))
        for scene in self._workspace.state.manuscript():
            for kind in (ChangeKind.HUNKS, ChangeKind.NOTES):
                self._workspace.changes.tell(Change(kind, scene.id))
        self._workspace.changes.tell(Change(ChangeKind.RUNS))

    def _sentence(self, done: Forgotten) -> str:
        told = counted(
            done.signs,
            self.tr("1 character was taken out of the record."),
            self.tr("{n} characters were taken out of the record."),
        )
        if done.is_scrubbed:
            return told
        return self.tr(
            "{told} Traces may be left in unused space of the file, because another program is "
            "reading it; forget the words once more when it is done."
        ).format(told=told)

    def _on_changed(self) -> None:
        has_words = bool(self._words.toPlainText().strip())
        self._forget.setEnabled(has_words and self._is_sure.isChecked())

    def _lay_out(self) -> None:
        lead = label(
            self.tr(
                "These words are taken out of this project's record for good: wherever they were "
                "typed or pasted, offered by an agent, quoted, or said in a question or an answer."
            ),
            wraps=True,
        )
        what_stays = label(
            self.tr(
                "What stays on record is that something was forgotten, how long it was, and why. "
                "The history can still be checked. Words that stand in the manuscript have to be "
                "deleted there first. Backups and files you exported are not touched: they may "
                "still hold the words."
            ),
            "caption",
            wraps=True,
        )
        body = column(
            lead,
            self._words,
            self._why,
            what_stays,
            self._is_sure,
            self._trouble,
            self._told,
            row(1, self._close, self._forget),
            margin=2 * GRID,
            gap=12,
        )
        body.setStretch(1, 1)
        self.setLayout(body)
