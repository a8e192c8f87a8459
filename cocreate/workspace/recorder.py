"""Writing things down: the sitting, the journal and the snapshots of one open project."""

from __future__ import annotations

from collections.abc import Callable

from cocreate.base.clock import Clock, to_ms
from cocreate.base.errors import ProjectError
from cocreate.core.events import Edited, Event
from cocreate.core.origin import Edit
from cocreate.core.state import ProjectState
from cocreate.metrics.effort import ActionKind
from cocreate.store.project_file import ProjectFile
from cocreate.workspace.checkpointing import Checkpoints
from cocreate.workspace.journal import Journal
from cocreate.workspace.sitting import Sitting

SNAPSHOT_EVERY_S = 30.0

_SAFE = "What you wrote is on the disk all the same."


class Recorder:
    """Put every happening into its sitting and onto the disk, in order."""

    def __init__(
        self,
        project: ProjectFile,
        state: ProjectState,
        sitting: Sitting,
        clock: Clock,
        on_trouble: Callable[[str], None],
        on_recovered: Callable[[str], None],
    ) -> None:
        self._project = project
        self._state = state
        self._sitting = sitting
        self._clock = clock
        self._on_trouble = on_trouble
        self._journal = Journal(project, state, clock, on_trouble, on_recovered)
        self.checkpoints = Checkpoints(project, state, on_recovered)
        self._dirty: set[str] = set()
        self._snapshot_at = clock.monotonic()
        self._lacks_snapshot = False

    def begin_action(self, kind: ActionKind) -> tuple[int, str]:
        """Note an action of the writer; return its moment (ms) and the sitting's id."""
        at_ms = to_ms(self._clock.now())
        if self._sitting.has_lapsed(at_ms):
            self.end_sitting()
        session = self._session(at_ms)
        self._sitting.act(kind, at_ms)
        return at_ms, session

    def begin_sitting(self, at_ms: int) -> str:
        """End the sitting under way, begin another at `at_ms`; return its id."""
        self.end_sitting()
        return self._session(at_ms)

    def _session(self, at_ms: int) -> str:
        if self._sitting.id is not None:
            return self._sitting.id
        session, began = self._sitting.begin(at_ms)
        self._journal.record(session, began, at_ms=at_ms)
        return session

    def edited(
        self, event: Edited, edits: tuple[Edit, ...], at_ms: int, decisions: tuple[Event, ...] = ()
    ) -> None:
        """Write down an edit that is already applied, and what was decided by it."""
        session = self._session(at_ms)
        if decisions:
            self._journal.record_after(session, event, *decisions, at_ms=at_ms)
        else:
            self._journal.add(event, edits, session, at_ms)
        self._dirty.add(event.scene)

    def record(self, *events: Event, at_ms: int | None = None) -> None:
        """Write down events that change no text through the door, and fold them into the state."""
        moment = to_ms(self._clock.now()) if at_ms is None else at_ms
        self._journal.record(self._session(moment), *events, at_ms=moment)

    def touch(self, scene: str) -> None:
        """Mark a scene that a recorded event changed, for the next snapshot."""
        self._dirty.add(scene)

    def close_burst(self) -> None:
        """End the burst of typing, so that the ledger stands at this moment."""
        self._journal.close_burst()

    def hold(self) -> None:
        """Keep everything back from the disk until `release`."""
        self._journal.hold()

    def release(self) -> None:
        """Write what was kept back, all of it or nothing."""
        self._journal.release()

    def save(self) -> bool:
        """Close the burst and write everything down; tell whether all of it reached the disk.

        The ledger is what counts: a snapshot that finds no room is made another time.
        """
        self._journal.close_burst()
        is_written = self._journal.flush()
        self._snapshot()
        return is_written

    def tick(self) -> None:
        """Do what time asks for: pauses, retries, lapsed sittings, snapshots."""
        self._journal.tick()
        if self._sitting.has_lapsed():
            self.end_sitting()
        if self._sitting.id is not None and not self._journal.has_open_burst:
            self._seal(self._sitting.id, to_ms(self._clock.now()), is_due=True)
        if self._dirty and self._clock.monotonic() - self._snapshot_at >= SNAPSHOT_EVERY_S:
            self._journal.close_burst()
            self._snapshot()

    def end_sitting(self) -> None:
        """End the sitting under way, if there is one."""
        session = self._sitting.id
        if session is not None:
            self._journal.close_burst()
            last_ms = self._sitting.last_ms
            self._journal.record(session, self._sitting.end(), at_ms=last_ms)
            self._seal(session, last_ms)

    def checkpoint(self) -> None:
        """Seal the ledger as it stands, unless it is sealed or waits for the disk."""
        if not self._project.is_writable:
            return
        self._journal.close_burst()
        at_ms = to_ms(self._clock.now())
        self._seal(self._session(at_ms), at_ms)

    def _seal(self, session: str, at_ms: int, *, is_due: bool = False) -> None:
        if self._journal.is_all_written:
            made = self.checkpoints.next(is_due=is_due)
            if made is not None:
                self._journal.record(session, made, at_ms=at_ms)

    def _snapshot(self) -> None:
        self._snapshot_at = self._clock.monotonic()
        if not self._journal.is_all_written:
            return
        try:
            self._project.snapshots.save(self._state, frozenset(self._dirty))
        except ProjectError as trouble:
            if not self._lacks_snapshot:
                self._on_trouble(f"{trouble.sentence} {_SAFE}")
            self._lacks_snapshot = True
            return
        self._dirty.clear()
        self._lacks_snapshot = False
