"""Reads the ledger in small slices between the writer's own actions, so that nothing ever waits."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cocreate.base.errors import CocreateError
from cocreate.workspace.past import Past

_SLICE = 224
_TOLD_EVERY_MS = 200


class Reader(QObject):
    """`read_on` says some times a second, and at the end, whether everything is read.

    It reads while `seen` is not hidden.
    """

    read_on = Signal(bool)
    failed = Signal(str)

    def __init__(self, parent: QObject, seen: QWidget) -> None:
        super().__init__(parent)
        self._seen = seen
        self._past: Past | None = None
        self._told = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_reading(self) -> bool:
        """Whether there is more to read."""
        return self._timer.isActive()

    def begin(self, past: Past) -> None:
        """Read what is not read yet, a first slice at once."""
        self._past = past
        self._told.invalidate()
        self._timer.start()
        self._on_timeout()

    def stop(self) -> None:
        """Leave the rest for another time."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        if self._past is None or self._seen.isHidden():
            # A project that was closed is hidden first.
            self.stop()
            return
        try:
            is_done = self._past.read(_SLICE)
        except CocreateError as error:
            self.stop()
            self.failed.emit(error.sentence)
            return
        if is_done:
            self.stop()
        if is_done or not self._told.isValid() or self._told.elapsed() >= _TOLD_EVERY_MS:
            self._told.start()
            self.read_on.emit(is_done)
