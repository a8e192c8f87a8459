"""The one crossing between the workspace and Qt: changes as a signal, the background on a timer."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from cocreate.base.spawn import Spawner
from cocreate.workspace.change import Change
from cocreate.workspace.workspace import Workspace

DRAIN_EVERY_MS = 40
TICK_EVERY_MS = 500
_GO_ON_AFTER_MS = 4
_SLICE = 20
_SLICES_FOR_MS = 6


class Bridge(QObject):
    """Carry changes from the workspace to the widgets, and items from the background to it.

    Items that wait are taken over on this thread, some at a time, so that a fast stream cannot hold
    the window up.
    """

    changed = Signal(object)
    troubled = Signal(str)
    noticed = Signal(str)

    def __init__(
        self, workspace: Workspace, spawner: Spawner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._spawner = spawner
        self._stops = (
            workspace.changes.listen(self._on_change),
            workspace.troubles.listen(self.troubled.emit),
            workspace.notices.listen(self.noticed.emit),
        )
        self._drainer = QTimer(self)
        self._drainer.setInterval(DRAIN_EVERY_MS)
        self._drainer.timeout.connect(self._on_drain_due)
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_EVERY_MS)
        self._ticker.timeout.connect(self._on_tick_due)

    def start(self) -> None:
        """Begin to drain and to tick."""
        self._drainer.start()
        self._ticker.start()

    def stop(self) -> None:
        """End everything; nothing reaches the widgets any more."""
        self._drainer.stop()
        self._ticker.stop()
        for stop in self._stops:
            stop()

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)

    def _on_drain_due(self) -> None:
        """Take over what waits for some milliseconds; the keys come in between."""
        spent = QElapsedTimer()
        spent.start()
        while self._spawner.drain(_SLICE) == _SLICE and spent.elapsed() < _SLICES_FOR_MS:
            pass
        self._drainer.setInterval(
            _GO_ON_AFTER_MS if self._spawner.has_waiting() else DRAIN_EVERY_MS
        )

    def _on_tick_due(self) -> None:
        self._workspace.tick()
