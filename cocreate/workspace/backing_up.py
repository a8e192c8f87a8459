"""Backups of the open project: at the end of each sitting, hourly while one lasts, and at closing.

Each is made by a process of its own, so no key waits for it, and neither does closing. What starts
it is imported when the first one is due: the window does not wait for it, either.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cocreate.base.errors import InputError, ProjectError
from cocreate.store.files import read_or_none
from cocreate.workspace.workspace import Workspace

EVERY_S = 3600.0
_LOOK_BACK_AFTER_S = 5.0


class Child(Protocol):
    """A process that makes a backup."""

    def poll(self) -> int | None:
        """Return its exit code, or None while it runs."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; return its exit code."""
        ...


Start = Callable[[Path, Path], Child]


def _start_process(project: Path, root: Path) -> Child:
    from cocreate.store.backup_child import start_backup  # noqa: PLC0415 - not at the start

    return start_backup(project, root)


class BackingUp:
    """See to the backups of one open project; a failure is told once and stops nothing."""

    def __init__(self, workspace: Workspace, root: Path, start: Start = _start_process) -> None:
        self._workspace = workspace
        self._root = root
        self._begin = start
        self._child: Child | None = None
        self._sitting = workspace.sitting.id
        self._seq = -1  # whether the last sitting was backed up, the child knows
        self._last_s = workspace.clock.monotonic()
        self._is_told = False
        self._has_looked_back = False
        self._stop = workspace.ticks.listen(self._on_tick)

    @property
    def is_under_way(self) -> bool:
        """Whether a backup is being made."""
        return self._child is not None and self._child.poll() is None

    def finish(self) -> None:
        """Begin the backup of a project that was closed just now; nobody waits for it."""
        self._stop()
        self._start()

    def wait(self, timeout_s: float | None = None) -> int | None:
        """Wait for the backup under way, if there is one; return its exit code."""
        return self._child.wait(timeout_s) if self._child is not None else None

    def _on_tick(self, now_s: float) -> None:
        if not self._has_looked_back and now_s - self._last_s >= _LOOK_BACK_AFTER_S:
            self._has_looked_back = True
            self._tell(self._reason(""))  # the last one was made after the window had gone
        self._look_at_child()
        sitting = self._workspace.sitting.id
        is_over = self._sitting is not None and sitting != self._sitting
        self._sitting = sitting
        if is_over or (sitting is not None and now_s - self._last_s >= EVERY_S):
            self._start()

    def _start(self) -> None:
        if self._workspace.is_read_only or self._workspace.state.seq == self._seq:
            return
        if self.is_under_way:
            return
        self._seq = self._workspace.state.seq
        self._last_s = self._workspace.clock.monotonic()
        try:
            self._child = self._begin(self._workspace.path, self._root)
        except ProjectError as trouble:
            self._tell(trouble.sentence)

    def _look_at_child(self) -> None:
        code = self._child.poll() if self._child is not None else None
        if code is None:
            return
        self._child = None
        if code == 0:
            self._is_told = False
            return
        name = self._workspace.path.name
        self._seq = -1  # the next one is made although nothing more was written
        self._tell(self._reason(f"No backup of “{name}” could be made; it is tried again."))

    def _reason(self, otherwise: str) -> str:
        from cocreate.store.backups import Backups  # noqa: PLC0415 - not at the start

        with contextlib.suppress(InputError):
            written = read_or_none(Backups(self._root).trouble_path(self._workspace.path))
            return written or otherwise
        return otherwise

    def _tell(self, sentence: str) -> None:
        if sentence and not self._is_told:
            self._is_told = True
            self._workspace.troubles.tell(sentence)
