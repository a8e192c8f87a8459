"""An open project: its buffers, its one stream of changes, and the one door for text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cocreate.base.clock import Clock
from cocreate.base.errors import InputError, NotFoundError, ProjectHeldError
from cocreate.base.ids import IdSource
from cocreate.base.notify import Notifier
from cocreate.core.events import Cause, Edited, Event, HunkDecided
from cocreate.core.history import HunkPairs, Step, paired
from cocreate.core.origin import Edit, Fragment, plain
from cocreate.core.sound_words import sound_words
from cocreate.core.state import ProjectState, SceneState
from cocreate.metrics.effort import ActionKind
from cocreate.store.project_file import ProjectFile
from cocreate.store.shared_secret import new_secret
from cocreate.workspace.buffer import Applied, Buffer, Replacement
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.clippings import Clippings
from cocreate.workspace.recorder import Recorder
from cocreate.workspace.sitting import Sitting
from cocreate.workspace.undoing import ops_of, replay_step


class Workspace:
    """What is true of the open project, and the only place where it changes."""

    def __init__(
        self,
        project: ProjectFile,
        state: ProjectState,
        sitting: Sitting,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self.state = state
        self.sitting = sitting
        self.clock = clock
        self.ids = ids
        self.changes: Notifier[Change] = Notifier()
        self.troubles: Notifier[str] = Notifier()
        self.notices: Notifier[str] = Notifier()
        self.ticks: Notifier[float] = Notifier()
        self.project = project
        self.recorder = Recorder(
            project, state, sitting, clock, self.troubles.tell, self.notices.tell
        )
        self.clippings = Clippings(project, state, new_secret(), self.record)
        self._buffers: dict[str, Buffer] = {}
        self.is_closed = False

    # -- looking ---------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The project file."""
        return self.project.path

    @property
    def is_read_only(self) -> bool:
        """Whether another program holds the project."""
        return not self.project.is_writable

    @property
    def holder(self) -> str | None:
        """The sentence that says who holds the project, when somebody else does."""
        return self.project.holder

    def scene(self, scene: str) -> SceneState:
        """Return a scene by id.

        Raises:
            NotFoundError: there is none.
        """
        found = self.state.scenes.get(scene)
        if found is None:
            raise NotFoundError(f"There is no scene “{scene}” in this project.")
        return found

    def find_scene(self, name: str) -> SceneState:
        """Return a scene of the manuscript by its name or id.

        Raises:
            NotFoundError: there is none; the sentence lists the names there are.
        """
        return find_scene(self.state, name)

    def buffer(self, scene: str) -> Buffer:
        """Return the scene as an open buffer."""
        if scene not in self._buffers:
            self._buffers[scene] = Buffer(self.scene(scene))
        return self._buffers[scene]

    def undo_label(self, scene: str) -> str | None:
        """Return what undo would take back in a scene, or None."""
        return self.buffer(scene).history.undo_label

    def redo_label(self, scene: str) -> str | None:
        """Return what redo would bring back in a scene, or None."""
        return self.buffer(scene).history.redo_label

    # -- the door --------------------------------------------------------------------------------

    def edit(self, scene: str, start: int, end: int, new: str | Fragment, how: Write) -> Edit:
        """Replace code points `start` to `end` of a scene: the one door for text.

        A string is credited to `how.origin`; a fragment brings its own origins.
        """
        fragment = plain(new, how.origin) if isinstance(new, str) else new
        return self.edit_many(scene, [(start, end, fragment)], how)[0]

    def edit_many(
        self,
        scene: str,
        replacements: Sequence[Replacement],
        how: Write,
        decisions: Sequence[HunkDecided] = (),
    ) -> tuple[Edit, ...]:
        """Replace several ranges (ascending, offsets as of now) as one step of undo.

        Args:
            decisions: what is decided about suggestions by this very edit; recorded with it.

        Returns:
            The edits in the order in which they were applied.
        """
        self._must_write()
        buffer = self.buffer(scene)
        length = len(buffer.scene.text)
        if any(not 0 <= start <= end <= length for start, end, _ in replacements):
            raise InputError("That place is not in the scene any more. Nothing was changed.")
        at_ms, _ = self.begin_action(_kind_of(how.cause))
        before = [buffer.scene.hunks[decision.hunk] for decision in decisions]
        applied = buffer.splice(replacements) if replacements else Applied()
        edits = applied.edits
        if edits:
            edited = Edited(scene, how.cause, ops_of(edits), 0, how.source)
            self.recorder.edited(edited, edits, at_ms, tuple(decisions))
        else:
            self.recorder.record(*decisions)
        after = [buffer.scene.hunks[hunk.id] for hunk in before]
        pairs = paired(applied.pairs, (), zip(before, after, strict=True))
        self.sitting.count_words(applied.words)
        caret = how.caret or (edits[-1].old_end, edits[-1].new_end) if edits else (-1, -1)
        step = Step(edits, how.label, self.clock.monotonic(), *caret, pairs)
        buffer.history.record(step, joins=how.cause is Cause.TYPING)
        self._tell(scene, edits, pairs, how.initiator)
        return edits

    def decide(self, scene: str, decisions: Sequence[HunkDecided], label: str) -> None:
        """Record decisions that change no text, as one step of undo."""
        self._must_write()
        buffer = self.buffer(scene)
        at_ms, _ = self.begin_action(ActionKind.REVIEWING)
        before = [buffer.scene.hunks[decision.hunk] for decision in decisions]
        self.record(*decisions, at_ms=at_ms)
        after = [buffer.scene.hunks[hunk.id] for hunk in before]
        pairs = tuple(zip(before, after, strict=True))
        step = Step((), label, self.clock.monotonic(), -1, -1, pairs)
        buffer.history.record(step, joins=False)
        self.recorder.touch(scene)
        self._tell(scene, (), pairs, "review")

    def undo(self, scene: str, initiator: str = "") -> Step | None:
        """Take the last step of a scene back, origins and decisions included."""
        return self._step(scene, Cause.UNDO, initiator)

    def redo(self, scene: str, initiator: str = "") -> Step | None:
        """Bring the step taken back last in a scene back again."""
        return self._step(scene, Cause.REDO, initiator)

    def _step(self, scene: str, cause: Cause, initiator: str) -> Step | None:
        self._must_write()
        self.recorder.close_burst()
        is_undo = cause is Cause.UNDO
        history = self.buffer(scene).history
        step = history.undo() if is_undo else history.redo()
        if step is not None:
            at_ms, _ = self.begin_action(ActionKind.WRITING)
            applied = replay_step(self.buffer(scene), self.recorder, step, cause, at_ms)
            self.sitting.count_words(applied.words)
            caret = step.caret_before if is_undo else step.caret_after
            self._tell(scene, applied.edits, applied.pairs, initiator, caret)
        return step

    def _tell(
        self,
        scene: str,
        edits: tuple[Edit, ...],
        pairs: HunkPairs,
        initiator: str,
        caret: int | None = None,
    ) -> None:
        hunks = tuple(after.id for _, after in pairs if after is not None)
        kind = ChangeKind.TEXT if edits else ChangeKind.HUNKS
        self.changes.tell(Change(kind, scene, edits, hunks, initiator, caret=caret))

    # -- writing down ----------------------------------------------------------------------------

    def begin_action(self, kind: ActionKind) -> tuple[int, str]:
        """Note an action of the writer; return its moment (ms) and the sitting's id."""
        self._must_write()
        return self.recorder.begin_action(kind)

    def note_reading(self) -> None:
        """Note that the writer moved about in the text; counts only within a sitting."""
        if not self.is_read_only and self.sitting.id is not None:
            self.sitting.act(ActionKind.READING)

    def record(self, *events: Event, at_ms: int | None = None) -> None:
        """Write down events that change no text through the door, and fold them into the state.

        Args:
            at_ms: their moment in milliseconds since 1970; None: now.
        """
        self._must_write()
        self.recorder.record(*events, at_ms=at_ms)

    def touch(self, scene: str) -> None:
        """Mark a scene whose suggestions, notes or text were changed by a recorded event."""
        self.recorder.touch(scene)

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Write all that happens inside down in one go, or nothing of it and let go of the file."""
        self._must_write()
        self.recorder.hold()
        try:
            yield
        except BaseException:
            self.is_closed = True
            self.project.close()
            raise
        self.recorder.release()

    def close_burst(self) -> None:
        """End the burst of typing, so that the ledger stands at this moment."""
        if self.is_read_only:
            return
        self.recorder.close_burst()
        for buffer in self._buffers.values():
            buffer.history.break_burst()

    def save(self) -> bool:
        """Close the burst and write everything down; tell whether all of it reached the disk."""
        if self.is_read_only:
            return False
        self.close_burst()
        is_saved = self.recorder.save()
        self.changes.tell(Change(ChangeKind.SAVED))
        return is_saved

    def tick(self) -> None:
        """Do what time asks for; called every half second by the window."""
        if not self.is_read_only:
            self.recorder.tick()
            self.ticks.tell(self.clock.monotonic())

    def close(self) -> bool:
        """End the sitting, write all of it down, let the project go; tell whether all is saved."""
        if self.is_closed:
            return True
        self.is_closed = is_saved = True
        if not self.is_read_only:
            self.recorder.end_sitting()
            is_saved = self.recorder.save()
        self.project.close()
        return is_saved

    def _must_write(self) -> None:
        if self.is_read_only:
            raise ProjectHeldError(self.holder or "This project is open for reading only.")


def find_scene(state: ProjectState, name: str) -> SceneState:
    """Return a scene of the manuscript by its name or id, as of `state`.

    Raises:
        NotFoundError: there is none; the sentence lists the names there are.
    """
    scenes = state.manuscript()
    for scene in scenes:
        if sound_words(name) in (scene.id, scene.title):
            return scene
    names = ", ".join(f"“{scene.title}”" for scene in scenes[:12])
    verb = "There is" if len(scenes) == 1 else "There are"
    hint = f" {verb} {names}." if names else " There is no scene yet."
    raise NotFoundError(f"There is no scene “{name}”.{hint}")


def _kind_of(cause: Cause) -> ActionKind:
    return ActionKind.REVIEWING if cause is Cause.ACCEPT else ActionKind.WRITING
