"""An export of the project came back: is only what was changed to come in, or all of it anew?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QRadioButton, QVBoxLayout, QWidget

from cocreate.ui.panel_parts import GRID, button, column, label, row


class ReturnedDialog(QDialog):
    """Two ways for what came back, of which the writer takes one; nothing has come in yet."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        self.changes = QRadioButton(self.tr("Take in only what was &changed"))
        self.as_new = QRadioButton(self.tr("Import all of it as &new scenes"))
        self.changes.setChecked(True)
        self.go_on = button(self.tr("Import"), "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        ways = (
            _way(
                self.changes,
                self.tr(
                    "Changes wait as suggestions under the editor's name, remarks as margin notes. "
                    "Words that nobody touched keep their origins."
                ),
            ),
            _way(
                self.as_new,
                self.tr(
                    "The scenes that are here stay as they are, and the text stands in the "
                    "manuscript twice. The origin of the new scenes is unknown."
                ),
            ),
        )
        self.setLayout(
            column(
                label(headline(names), "title", wraps=True),
                *ways,
                row(1, self.cancel, self.go_on),
                margin=3 * GRID,
                gap=2 * GRID,
            )
        )
        self.setMinimumWidth(480)
        self.changes.setFocus()


def headline(names: Sequence[str]) -> str:
    """Return one line on what came back."""
    if len(names) == 1:
        return _tr("“{name}” is an export of this project").format(name=names[0])
    return _tr("{n} of these files are exports of this project").format(n=len(names))


def _way(choice: QRadioButton, words: str) -> QVBoxLayout:
    explained = label(words, "dim", wraps=True)
    explained.setContentsMargins(3 * GRID, 0, 0, 0)
    choice.setAccessibleDescription(words)
    return column(choice, explained, gap=GRID // 2)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Returned", text)
