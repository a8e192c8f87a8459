"""Importing from the window: read in the background, take in, tell what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from cocreate.base.errors import CocreateError
from cocreate.ui.arrival_dialog import ArrivalDialog, is_worth_telling
from cocreate.ui.panel_parts import GRID, button, column, label, row
from cocreate.ui.returned_dialog import ReturnedDialog
from cocreate.workspace.arrivals import take_in
from cocreate.workspace.importing import Batch, FileReader
from cocreate.workspace.returning import Compared, is_ours
from cocreate.workspace.returning_run import ReturningRun
from cocreate.workspace.workspace import Workspace

_LOOK_MS = 40
_SLICE_S = 0.05
_SHOW_AFTER_MS = 400


class ReadingDialog(QDialog):
    """Says which file is being read; closing it gives up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Importing"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.now = label("", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.setLayout(
            column(self.now, self.bar, row(1, self.cancel), margin=2 * GRID, gap=2 * GRID)
        )
        self.setMinimumWidth(380)

    def show_comparing(self, name: str) -> None:
        """Show that a file is compared with what left."""
        self.now.setText(self.tr("Comparing {file} with what left…").format(file=name))
        self.bar.setRange(0, 0)

    def show_state(self, reader: FileReader) -> None:
        """Show how far the reading is."""
        place = self.tr("{name} ({n} of {total})")
        words = place.format(name=reader.current, n=reader.done + 1, total=reader.total)
        self.now.setText(self.tr("Reading {file}…").format(file=words))
        # A single file has no known length: the bar is only alive.
        self.bar.setRange(0, reader.total if reader.total > 1 else 0)
        self.bar.setValue(reader.done)


class ImportFlow(QObject):
    """One import at a time."""

    arrived = Signal(object)
    trouble_met = Signal(str)

    def __init__(self, workspace: Workspace, view: QWidget) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._view = view
        self._reader: FileReader | None = None
        self._batch: Batch | None = None
        self._comparing: ReturningRun | None = None
        self._choice: ReturnedDialog | None = None
        self._dialog: ReadingDialog | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SHOW_AFTER_MS)
        self._later.timeout.connect(self._on_long)

    def begin(self, files: Sequence[Path]) -> None:
        """Read files; what they hold comes in when all are read.

        Raises:
            InputError: a folder cannot be read.
        """
        self.give_up()
        self._reader = FileReader(files, self._workspace.clock)
        self._timer.start()
        self._later.start()
        self._on_look()

    def give_up(self) -> None:
        """Stop reading; nothing comes in."""
        for under_way in (self._reader, self._comparing):
            if under_way is not None:
                under_way.cancel()
        choice, self._choice = self._choice, None
        if choice is not None:
            choice.hide()
            choice.deleteLater()
        self._reader = self._comparing = self._batch = None
        self._end()

    def _on_look(self) -> None:
        if self._workspace.is_closed:
            self.give_up()
            return
        try:
            if self._comparing is not None:
                self._look_at_comparing(self._comparing)
            elif self._reader is not None:
                self._look_at_reading(self._reader)
            else:
                self._end()
        except CocreateError as error:
            self.give_up()
            self.trouble_met.emit(error.sentence)
            return
        if self._dialog is not None:
            self._show_state(self._dialog)

    def _look_at_reading(self, reader: FileReader) -> None:
        batch = self._read_on(reader)
        if batch is None:
            return
        self._reader = None
        self._end()
        back = [file.name for file in batch.files if is_ours(self._workspace, file)]
        if back:
            self._ask(batch, back)
        else:
            self._take(batch)

    def _look_at_comparing(self, comparing: ReturningRun) -> None:
        compared = comparing.poll()
        batch = self._batch
        if compared is not None and batch is not None:
            self._comparing = self._batch = None
            self._end()
            self._take(batch, compared=compared)

    def _ask(self, batch: Batch, back: Sequence[str]) -> None:
        self._batch = batch
        self._choice = choice = ReturnedDialog(back, self._view)
        choice.accepted.connect(self._on_chosen)
        choice.rejected.connect(self.give_up)
        choice.open()

    def _on_chosen(self) -> None:
        choice, batch = self._choice, self._batch
        if choice is None or batch is None or self._workspace.is_closed:
            self.give_up()
            return
        self._choice = None
        choice.deleteLater()
        try:
            if choice.as_new.isChecked():
                self._batch = None
                self._take(batch, as_new=True)
                return
            ours = [file for file in batch.files if is_ours(self._workspace, file)]
            self._comparing = ReturningRun(self._workspace, ours)
        except CocreateError as error:
            self.give_up()
            self.trouble_met.emit(error.sentence)
            return
        self._timer.start()
        self._later.start()

    def _read_on(self, reader: FileReader) -> Batch | None:
        """Read what is light at once, but for no longer than the window can do without."""
        until_s = self._workspace.clock.monotonic() + _SLICE_S
        batch, done = reader.step(), None
        while batch is None and done != reader.done:
            if self._workspace.clock.monotonic() >= until_s:
                break
            done = reader.done
            batch = reader.step()
        return batch

    def _take(
        self, batch: Batch, *, as_new: bool = False, compared: Mapping[str, Compared] | None = None
    ) -> None:
        arrived = take_in(self._workspace, batch, as_new=as_new, compared=compared)
        self.arrived.emit(arrived)
        if is_worth_telling(arrived):
            dialog = ArrivalDialog(arrived, self._view)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _on_long(self) -> None:
        if self._reader is not None or self._comparing is not None:
            self._dialog = ReadingDialog(self._view)
            self._show_state(self._dialog)
            self._dialog.rejected.connect(self.give_up)
            self._dialog.open()

    def _show_state(self, dialog: ReadingDialog) -> None:
        if self._comparing is not None:
            dialog.show_comparing(self._comparing.current)
        elif self._reader is not None:
            dialog.show_state(self._reader)

    def _end(self) -> None:
        self._timer.stop()
        self._later.stop()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
