"""The field for the address of a time-stamping authority, and what goes there."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from cocreate.base.errors import CocreateError
from cocreate.ui.panel_parts import column, label
from cocreate.workspace.stamping import goes_out


class StampField(QWidget):
    """An address, or none; below it what leaves the computer."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.line = QLineEdit(address)
        self.line.setAccessibleName(self.tr("Address of a time-stamping authority"))
        self.line.setPlaceholderText(
            self.tr("None; or the https:// address of an authority (RFC 3161)")
        )
        self.goes_out = label("", "caption", wraps=True)
        self.setLayout(column(self.line, self.goes_out, gap=4))
        self.line.textChanged.connect(self._tell)
        self._tell()

    @property
    def address(self) -> str:
        """The address, or "" for none."""
        return self.line.text().strip()

    def check(self) -> None:
        """See that the address can be asked, if there is one.

        Raises:
            InputError: it cannot.
        """
        if self.address:
            goes_out(self.address)

    def _tell(self) -> None:
        try:
            words = self.tr(goes_out(self.address))
        except CocreateError:
            words = self.tr("Without a time stamp, the times are those of this computer's clock.")
        self.goes_out.setText(words)
