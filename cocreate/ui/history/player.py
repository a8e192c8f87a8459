"""What drives a replay: a timer that asks, frame by frame, how far it has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from cocreate.ui.history.playback import Playback

_FRAME_MS = 33


class Player(QObject):
    """Plays, pauses and changes speed; `reached` carries the event of each frame."""

    reached = Signal(object)
    playing_changed = Signal(bool)
    speed_changed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.playback = Playback()
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_frame)

    def follow(self, seqs: Sequence[int], times: Sequence[int]) -> None:
        """Go through these edits."""
        self.playback.follow(seqs, times)

    def play(self, seq: int) -> None:
        """Play on from an event."""
        if self.playback.play(seq):
            self._clock.start()
            self._timer.start()
            self.playing_changed.emit(True)  # noqa: FBT003 - Qt's own signature

    def pause(self) -> None:
        """Stand still."""
        self.playback.pause()
        if self._timer.isActive():
            self._timer.stop()
            self.playing_changed.emit(False)  # noqa: FBT003 - Qt's own signature

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self.playback.is_playing

    def change_speed(self, by: int) -> None:
        """Play faster (1) or slower (-1)."""
        self.playback.faster(by)
        self.speed_changed.emit(self.playback.speed)

    def set_speed(self, speed: int) -> None:
        """Play at a speed."""
        self.playback.speed = speed

    def _on_frame(self) -> None:
        seq = self.playback.advance(self._clock.restart() / 1000)
        self.reached.emit(seq)
        if not self.playback.is_playing:
            self.pause()
