"""Replay: how far it has come, at which speed, with pauses folded."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from cocreate.workspace.folding import FoldedTime

SPEEDS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
_PAUSE_MS = 1_500


class Playback:
    """Goes through the edits of a scene, or of all, in the rhythm in which they were made."""

    def __init__(self) -> None:
        self.seqs: Sequence[int] = array("q")
        self._times: Sequence[int] = array("q")
        self._folded = FoldedTime(_PAUSE_MS)
        self._place = 0.0
        self.speed = 10
        self.is_playing = False

    def follow(self, seqs: Sequence[int], times: Sequence[int]) -> None:
        """Take in the edits to go through, as events and their times."""
        self.seqs, self._times = seqs, times
        self._folded = FoldedTime(_PAUSE_MS)
        self._folded.extend(times)

    def play(self, seq: int) -> bool:
        """Begin at an event, at the end from the start; tell whether there is anything to play."""
        at = bisect_right(self.seqs, seq) - 1
        if at >= len(self.seqs) - 1:
            at = -1
        self._place = float(self._folded.folded(self._times[at])) if at >= 0 else 0.0
        self.is_playing = bool(self.seqs)
        return self.is_playing

    def pause(self) -> None:
        """Stand still."""
        self.is_playing = False

    def advance(self, elapsed_s: float) -> int:
        """Return the event that is reached after some more time."""
        self._place += elapsed_s * 1000 * self.speed
        at_ms = self._folded.real(round(self._place))
        at = bisect_right(self._times, at_ms) - 1
        if at >= len(self.seqs) - 1:
            self.is_playing = False
        return self.seqs[max(0, at)]

    def faster(self, by: int) -> None:
        """Take the next (1) or previous (-1) speed."""
        at = max(0, min(SPEEDS.index(self.speed) + by, len(SPEEDS) - 1))
        self.speed = SPEEDS[at]

    def step(self, seq: int, by: int) -> int:
        """Return the next (1) or previous (-1) edit; before the first is the beginning, 0."""
        # The edit that made what stands; other events since have changed nothing of it.
        at = bisect_right(self.seqs, seq) - 1 + by
        if at >= len(self.seqs):
            return seq
        return self.seqs[at] if at >= 0 else 0

    @property
    def length_s(self) -> float:
        """How long the whole replay takes at this speed."""
        return self._folded.length_ms / 1000 / self.speed
