"""The dialog in which the writer enters time away from the desk, and takes entries back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from cocreate.base.errors import CocreateError
from cocreate.ui.panel_parts import GRID, button, column, inset, label, row
from cocreate.ui.spoken import duration
from cocreate.workspace.away_time import AwayTime

_ID = Qt.ItemDataRole.UserRole


class AwayDialog(QDialog):
    """Takes a day, hours and minutes, and what for; lists what stands."""

    def __init__(self, away: AwayTime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Time away from the desk"))
        self._away = away
        today = away.today()
        self._day = QDateEdit(QDate(today.year, today.month, today.day))
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._day.setAccessibleName(self.tr("Day"))
        inset(self._day)
        self._hours = _spin(23, self.tr(" h"), self.tr("Hours"))
        self._minutes = _spin(59, self.tr(" min"), self.tr("Minutes"))
        self._what = QLineEdit()
        self._what.setAccessibleName(self.tr("What the time was for"))
        self._what.setPlaceholderText(self.tr("Walking the plot of the last chapter"))
        self._enter = button(self.tr("&Enter"), "primary")
        self._trouble = label("", "trouble", wraps=True)
        self._trouble.hide()
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Time entered by hand"))
        self._total = label("", "caption")
        self._back = button(self.tr("&Take back"))
        self._close = button(self.tr("&Close"))
        self._lay_out()
        self._enter.clicked.connect(self.enter)
        self._what.returnPressed.connect(self.enter)
        self._back.clicked.connect(self.take_back)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._close.clicked.connect(self.accept)
        self.refresh()
        self._hours.setFocus()
        self.resize(560, 440)

    def fill(self, day: date, minutes: int, what: str) -> None:
        """Write as the writer would."""
        self._day.setDate(QDate(day.year, day.month, day.day))
        self._hours.setValue(minutes // 60)
        self._minutes.setValue(minutes % 60)
        self._what.setText(what)

    def enter(self) -> None:
        """Put the time on record; say why where that cannot be done."""
        day = self._day.date()
        seconds = 3600 * self._hours.value() + 60 * self._minutes.value()
        try:
            self._away.enter(date(day.year(), day.month(), day.day()), seconds, self._what.text())
        except CocreateError as error:
            self._say(error.sentence)
            return
        self._say("")
        self._hours.setValue(0)
        self._minutes.setValue(0)
        self._what.clear()
        self.refresh()

    def take_back(self) -> None:
        """Take the chosen entry back."""
        item = self._list.currentItem()
        try:
            if item is not None:
                self._away.withdraw(str(item.data(_ID)))
        except CocreateError as error:
            self._say(error.sentence)
            return
        self._say("")
        self.refresh()

    def refresh(self) -> None:
        """List what stands, the latest day first."""
        self._list.clear()
        entries = self._away.entries()
        for entry in reversed(entries):
            item = QListWidgetItem(f"{entry.day} · {duration(entry.seconds)} · {entry.what}")
            item.setData(_ID, entry.id)
            item.setToolTip(entry.what)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._back.setEnabled(bool(entries))
        self._total.setText(
            self.tr("Declared in all: {time}").format(time=duration(self._away.total_s()))
            if entries
            else self.tr("Nothing was entered yet.")
        )

    def _say(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _on_row_changed(self, at: int) -> None:
        self._back.setEnabled(at >= 0)

    def _lay_out(self) -> None:
        lead = label(
            self.tr(
                "Thinking on a walk, reading in a library: Cocreate did not see it, so it stands "
                "apart in every report, as declared, and is never added to active time."
            ),
            wraps=True,
        )
        fields = row(self._day, self._hours, self._minutes, 1)
        what = row(self._what, self._enter)
        kept = label(
            self.tr("An entry that is taken back stays in the history, with what took it back."),
            "caption",
            wraps=True,
        )
        buttons = row(self._total, 1, self._back, self._close)
        body = column(
            lead,
            fields,
            what,
            self._trouble,
            self._list,
            kept,
            buttons,
            margin=2 * GRID,
            gap=12,
        )
        body.setStretch(4, 1)
        self.setLayout(body)


def _spin(most: int, unit: str, name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, most)
    field.setSuffix(unit)
    field.setAccessibleName(name)
    field.setMinimumWidth(72)
    inset(field)
    return field
