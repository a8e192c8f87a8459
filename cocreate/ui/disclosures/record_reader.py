"""Asks now and then whether the record is read, while the window goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from cocreate.base.errors import CocreateError
from cocreate.workspace.disclosing import Disclosing
from cocreate.workspace.measuring import Measuring

_LOOK_MS = 50


class RecordReader(QObject):
    """Lets the record of a project be read beside the window, once."""

    done = Signal()
    failed = Signal(str)

    def __init__(self, disclosing: Disclosing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disclosing = disclosing
        self._measuring: Measuring | None = None
        self.measures = disclosing.known()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)

    def begin(self) -> None:
        """Begin, unless the record was read since the last thing that happened."""
        if self.measures is not None:
            self.done.emit()
            return
        try:
            self._measuring = self._disclosing.measuring()
        except CocreateError as error:
            self.failed.emit(error.sentence)
        else:
            self._look.start()

    def stop(self) -> None:
        """Let go what is under way."""
        self._look.stop()
        if self._measuring is not None:
            self._measuring.cancel()
            self._measuring = None

    def _on_look(self) -> None:
        if self._measuring is None:
            return
        try:
            measured = self._measuring.poll()
        except CocreateError as error:
            self._measuring = None
            self._look.stop()
            self.failed.emit(error.sentence)
            return
        if measured is not None:
            self._measuring = None
            self._look.stop()
            self.measures = self._disclosing.keep(measured)
            self.done.emit()
