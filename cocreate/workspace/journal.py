"""Bursts of edits into ledger events, and events into the project file.

Nothing typed waits longer than a second for the disk, and nothing is dropped when the disk refuses:
what could not be written is kept in order and written when it can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cocreate.base.clock import Clock, to_ms
from cocreate.base.errors import ProjectError
from cocreate.core.events import Cause, Edited, Entry, Event, Op
from cocreate.core.origin import Edit, Origin
from cocreate.core.replay import apply, apply_written
from cocreate.core.sound_words import sound_event
from cocreate.core.state import ProjectState
from cocreate.store.project_file import ProjectFile

PAUSE_S = 2.0
BURST_CHARACTERS = 200
SCRATCH_EVERY_S = 1.0

KEPT = "What you write is kept in memory; leave the window open, saving is tried again."


@dataclass(slots=True)
class _Burst:
    scene: str
    cause: Cause
    source: str | None
    origin: Origin | None
    session: str
    at_ms: int
    last_ms: int
    next_offset: int
    characters: int = 0
    ops: list[Op] = field(default_factory=list)

    def event(self) -> Edited:
        return Edited(
            self.scene, self.cause, tuple(self.ops), self.last_ms - self.at_ms, self.source
        )


def _origin_of(edit: Edit) -> Origin | None:
    return edit.new.spans[0].origin if edit.new.spans else None


class Journal:
    """Write down what happened, in order."""

    def __init__(
        self,
        project: ProjectFile,
        state: ProjectState,
        clock: Clock,
        on_trouble: Callable[[str], None],
        on_recovered: Callable[[str], None],
    ) -> None:
        self._project = project
        self._state = state
        self._clock = clock
        self._on_trouble = on_trouble
        self._on_recovered = on_recovered
        self._burst: _Burst | None = None
        self._queue: list[tuple[int, str, Event]] = []
        self._scratched = 0.0
        self._scratch_is_due = False
        self._is_in_trouble = False
        self._is_held = False

    @property
    def has_open_burst(self) -> bool:
        """Whether typed text waits to become an event."""
        return self._burst is not None

    @property
    def is_all_written(self) -> bool:
        """Whether every event so far is on the disk."""
        return not self._queue

    def add(self, event: Edited, edits: tuple[Edit, ...], session: str, at_ms: int) -> None:
        """Take in edits that were applied to the state just now; typing joins the open burst.

        Edits of other causes become an event of their own at once.
        """
        joins = event.cause in (Cause.TYPING, Cause.LOG)
        if not joins:
            self.close_burst()
            self._record_applied(at_ms, session, event)
            return
        burst = self._burst
        if burst is None or not self._fits(burst, event, edits, at_ms):
            self.close_burst()
            burst = _Burst(
                event.scene,
                event.cause,
                event.source,
                _origin_of(edits[0]),
                session,
                at_ms,
                at_ms,
                edits[0].start,
            )
            self._burst = burst
        burst.ops.extend(event.ops)
        burst.last_ms = max(burst.last_ms, at_ms)
        burst.next_offset = edits[-1].new_end
        burst.characters += sum(len(edit.old.text) + len(edit.new.text) for edit in edits)
        burst.origin = burst.origin or _origin_of(edits[-1])
        self._scratch_is_due = True
        if burst.characters >= BURST_CHARACTERS or edits[-1].new.text.endswith("\n"):
            self.close_burst()
        elif event.cause is Cause.TYPING:
            self._scratch(now=self._clock.monotonic())

    @staticmethod
    def _fits(burst: _Burst, event: Edited, edits: tuple[Edit, ...], at_ms: int) -> bool:
        origin = _origin_of(edits[0])
        if (burst.scene, burst.cause, burst.source) != (event.scene, event.cause, event.source):
            return False
        if not 0 <= at_ms - burst.last_ms <= PAUSE_S * 1000:
            return False
        if origin is not None and burst.origin is not None and origin != burst.origin:
            return False
        if burst.cause is Cause.LOG:
            return True
        return edits[0].start <= burst.next_offset <= edits[0].old_end

    def record(self, session: str, *events: Event, at_ms: int | None = None) -> None:
        """Close the open burst, fold `events` into the state, and write them down together."""
        self.close_burst()
        moment = to_ms(self._clock.now()) if at_ms is None else at_ms
        for event in map(sound_event, events):
            apply(self._state, Entry(self._state.seq + 1, moment, session, event))
            self._queue.append((moment, session, event))
        self.flush()

    def record_after(self, session: str, edited: Edited, *events: Event, at_ms: int) -> None:
        """Write down an edit that is already applied, and what was decided with it, as one."""
        self.close_burst()
        self._append_applied(at_ms, session, edited)
        for event in events:
            apply(self._state, Entry(self._state.seq + 1, at_ms, session, event))
            self._queue.append((at_ms, session, event))
        self.flush()

    def close_burst(self) -> None:
        """Turn the open burst into an event."""
        burst = self._burst
        if burst is None:
            return
        self._burst = None
        self._record_applied(burst.at_ms, burst.session, burst.event())

    def _record_applied(self, at_ms: int, session: str, event: Edited) -> None:
        self._append_applied(at_ms, session, event)
        self.flush()

    def _append_applied(self, at_ms: int, session: str, event: Edited) -> None:
        apply_written(self._state, Entry(self._state.seq + 1, at_ms, session, event))
        self._queue.append((at_ms, session, event))

    def hold(self) -> None:
        """Keep everything back from the disk until `release`."""
        self._is_held = True

    def release(self) -> None:
        """Write what was kept back, all of it or nothing."""
        self.close_burst()
        self._is_held = False
        self.flush()

    def flush(self) -> bool:
        """Write what waits; tell the writer once when the disk refuses, and keep it all."""
        if not self._queue:
            return True
        if self._is_held:
            return False
        try:
            self._project.ledger.append(self._queue)
        except ProjectError as trouble:
            self._tell_trouble(trouble)
            return False
        self._queue.clear()
        self._scratch_is_due = False
        self._tell_recovered()
        return True

    def _tell_trouble(self, trouble: ProjectError) -> None:
        if not self._is_in_trouble:
            self._is_in_trouble = True
            self._on_trouble(f"{trouble.sentence} {KEPT}")

    def _tell_recovered(self) -> None:
        if self._is_in_trouble:
            self._is_in_trouble = False
            self._on_recovered("Everything is saved again.")

    def tick(self) -> None:
        """Close a paused burst, retry what could not be written, keep the scratch fresh."""
        now_ms = to_ms(self._clock.now())
        if self._burst is not None and now_ms - self._burst.last_ms > PAUSE_S * 1000:
            self.close_burst()
        elif self._scratch_is_due:
            self._scratch(now=self._clock.monotonic(), must=True)
        self.flush()

    def _scratch(self, *, now: float, must: bool = False) -> None:
        if self._burst is None or self._queue:
            return
        if not must and now - self._scratched < SCRATCH_EVERY_S:
            return
        try:
            self._project.scratch.write(self._burst.session, self._burst.at_ms, self._burst.event())
        except ProjectError as trouble:
            self._tell_trouble(trouble)
            return
        self._scratched = now
        self._scratch_is_due = False
        self._tell_recovered()
