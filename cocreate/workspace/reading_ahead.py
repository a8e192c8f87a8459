"""The history read on while the writer rests, so that the first look back does not have to."""

from __future__ import annotations

from collections.abc import Callable

from cocreate.base.errors import CocreateError
from cocreate.workspace.change import Change
from cocreate.workspace.workspace import Workspace

# A rest is so long without any change; then a slice is read at every tick until the next change.
QUIET_S = 8.0
SLICE = 224
# As many events as a chapter holds; a rest does not import the history to find there is none.
_CHAPTER = 512


class ReadingAhead:
    """Reads what has no keyframe yet, a slice of some milliseconds at a time, and keeps that.

    What it read is let go again: the history opens what was kept.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        # What reads so many more events and tells whether it came to the end.
        self._read: Callable[[int], bool] | None = None
        self._is_stirred = True
        self._is_off = not workspace.project.keyframes.is_writable
        self._since_s = 0.0
        workspace.changes.listen(self._on_change)
        workspace.ticks.listen(self._on_tick)

    @property
    def is_reading(self) -> bool:
        """Whether there is more to read, as far as was looked."""
        return self._read is not None

    def _on_change(self, _change: Change) -> None:
        self._is_stirred = True

    def _on_tick(self, now_s: float) -> None:
        if self._is_off:
            return
        if self._is_stirred:
            self._is_stirred, self._since_s = False, now_s
        elif now_s - self._since_s >= QUIET_S:
            try:
                self._read_on(now_s)
            except CocreateError:
                # Whoever looks back will be told; a rest is no time for it.
                self._read, self._is_off = None, True

    def _read_on(self, now_s: float) -> None:
        if self._read is None and not self._begin():
            self._since_s = now_s
        elif self._read is not None and self._read(SLICE):
            self._read, self._since_s = None, now_s

    def _begin(self) -> bool:
        """Begin where a whole chapter or more is not read yet; tell whether it is."""
        project = self._workspace.project
        if project.ledger.count - project.keyframes.last() < _CHAPTER:
            return False
        from cocreate.workspace.moments import Moments  # noqa: PLC0415 - the start needs no history

        self._read = Moments(project.ledger, project.keyframes, opens_at_once=False).read
        return True
