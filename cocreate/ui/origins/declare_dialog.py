"""The dialog in which the writer says where a passage came from."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from cocreate.base.errors import CocreateError
from cocreate.core.origin import Contributor
from cocreate.ui.panel_parts import GRID, SafeText, button, column, label, row
from cocreate.workspace.declaring import Declaring

_BY = (Contributor.HUMAN, Contributor.AI)
_SHOWN = 4_000


class DeclareDialog(QDialog):
    """Asks whose words these are, and for the explanation that the report will rest on."""

    def __init__(
        self,
        declaring: Declaring,
        passage: tuple[str, int, int],
        words: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Declare where this came from"))
        self._declaring = declaring
        self._passage = passage
        self._group = QButtonGroup(self)
        for at, title in enumerate(
            (
                self.tr("A &person: my own older draft, a quotation, somebody's letter"),
                self.tr("An &AI outside Cocreate"),
            )
        ):
            self._group.addButton(QRadioButton(title), at)
        self._group.button(0).setChecked(True)
        self._why = QLineEdit()
        self._why.setPlaceholderText(self.tr("From my notebook of last summer"))
        self._why.setAccessibleName(self.tr("Where this passage came from"))
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._lay_out(words)
        self._why.textChanged.connect(self._on_words_changed)
        self._on_words_changed("")
        self._why.setFocus()
        self.resize(560, 420)

    def fill(self, by: Contributor, why: str) -> None:
        """Choose and write as the writer would."""
        self._group.button(_BY.index(by)).setChecked(True)
        self._why.setText(why)

    def declare(self) -> None:
        """Declare the passage; say why where that cannot be done."""
        scene, start, end = self._passage
        try:
            by = _BY[self._group.checkedId()]
            self._declaring.declare(scene, start, end, by, self._why.text())
        except CocreateError as error:
            self._trouble.setText(error.sentence)
            self._trouble.show()
            return
        self.accept()

    def _on_words_changed(self, words: str) -> None:
        self._declare.setEnabled(bool(words.strip()))

    def _lay_out(self, words: str) -> None:
        paper = SafeText(0, part="paper")
        paper.setAccessibleName(self.tr("The passage"))
        paper.setPlainText(words[:_SHOWN])
        self._declare = button(self.tr("&Declare"), "primary")
        self._declare.setDefault(True)
        self._declare.clicked.connect(self.declare)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        body = column(
            paper,
            label(self.tr("Who wrote it?"), "title"),
            *self._group.buttons(),
            label(self.tr("Where did it come from?"), "title"),
            self._why,
            label(
                self.tr(
                    "The report shows these words as declared, never as typed, and your "
                    "explanation stays in the history. It can be undone."
                ),
                "caption",
                wraps=True,
            ),
            self._trouble,
            row(1, cancel, self._declare),
            margin=2 * GRID,
            gap=GRID,
        )
        body.setStretch(0, 1)
        self.setLayout(body)
