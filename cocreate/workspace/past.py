"""Looking back, for the window: any moment, its differences from another, and bringing it back."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.base.errors import InputError
from cocreate.core.events import Cause
from cocreate.core.origin import Edit, Fragment
from cocreate.core.suggestion import Hunk
from cocreate.workspace.change import Write
from cocreate.workspace.comparing import (
    Difference,
    Stood,
    compared,
    restoring,
    restoring_passage,
)
from cocreate.workspace.describe import describe
from cocreate.workspace.moments import Cursor, Moments
from cocreate.workspace.reviving import put_aside, revive
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.timeline import Timeline
from cocreate.workspace.why import Reason, why
from cocreate.workspace.workspace import Workspace

_INITIATOR = "history"


class Past:
    """The history of one open project; what it brings back goes through the one door."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        project = workspace.project
        self._moments = Moments(project.ledger, project.keyframes)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def timeline(self) -> Timeline:
        """The course of the project, as far as it was read."""
        return self._moments.timeline

    @property
    def progress(self) -> float:
        """How much of the ledger was read, from 0 to 1."""
        return self._moments.progress

    def read(self, most: int) -> bool:
        """Read up to so many more events; tell whether everything is read."""
        return self._moments.read(most)

    def catch_up(self) -> None:
        """Read everything there is, the last burst of typing too."""
        self.settle()
        self._moments.read_all()

    def cursor(self) -> Cursor:
        """Return a place in the past that can be moved about."""
        return self._moments.cursor()

    def settle(self) -> None:
        """End the burst of typing, so that it can be looked back at."""
        self._workspace.close_burst()

    def edits_of(self, scene: str | None) -> tuple[Sequence[int], Sequence[int]]:
        """Return the events that changed a scene, or any, and when."""
        timeline = self.timeline
        if scene is None:
            return timeline.seqs, timeline.times
        times = dict(zip(timeline.seqs, timeline.times, strict=True))
        seqs = self._moments.trail.seqs_of(scene)
        return seqs, [times[seq] for seq in seqs]

    def event_told(self, seq: int) -> str:
        """Return in plain words what an event was, or ""."""
        entry = self._moments.entry(seq)
        return "" if entry is None else describe(entry, self.titles())

    def titles(self) -> dict[str, str]:
        """Return the names of all scenes there ever were, by id, those of the manuscript first."""
        state = self._workspace.state
        scenes = [*state.manuscript(), *(s for s in state.scenes.values() if s.is_removed)]
        return {scene.id: scene.title for scene in scenes}

    def agent_of(self, hunk: Hunk) -> str:
        """Return the name of the agent that offered a suggestion."""
        run = self._workspace.state.runs.get(hunk.run)
        return run.agent_title if run is not None and run.agent_title else hunk.agent

    def is_there(self, scene: str) -> bool:
        """Tell whether a scene stands in the manuscript now."""
        return scene in self._workspace.state.order

    # -- two moments -----------------------------------------------------------------------------

    def stood(self, cursor: Cursor, scene: str | None = None) -> tuple[Stood, ...]:
        """Return the scenes, or one of them, as they stood where the cursor is."""
        found = (cursor.scene(each) for each in cursor.order if scene in (None, each))
        return tuple(
            Stood(each.id, each.title, each.text.fragment()) for each in found if each is not None
        )

    def stands(self, scene: str | None = None) -> tuple[Stood, ...]:
        """Return the scenes, or one of them, as they stand now."""
        return tuple(
            Stood(each.id, each.title, each.text.fragment())
            for each in self._workspace.state.manuscript()
            if scene in (None, each.id)
        )

    def between(self, before: Sequence[Stood], after: Sequence[Stood]) -> tuple[Difference, ...]:
        """Return what became of each scene between two moments."""
        return compared(before, after)

    # -- bringing back ---------------------------------------------------------------------------

    def restore_scene(self, scene: str, then: Fragment) -> tuple[Edit, ...]:
        """Make a scene what it was, words and origins, as one step that can be undone.

        A scene that was deleted since comes back first, at the end of the manuscript.

        Raises:
            InputError: the scene stands like that already.
        """
        was_gone = not self.is_there(scene)
        if was_gone:
            Scenes(self._workspace).restore(scene)
        replacements = restoring(self._now(scene), then)
        if was_gone and not replacements:
            return ()
        if not replacements:
            raise InputError("The scene stands like that now. There is nothing to bring back.")
        how = Write(Cause.RESTORE, label="bringing a scene back", initiator=_INITIATOR)
        return self._workspace.edit_many(scene, replacements, how)

    def restore_passage(self, scene: str, then: Fragment, start: int, end: int) -> tuple[Edit, ...]:
        """Bring a passage back to where it belongs, as one step that can be undone.

        Raises:
            InputError: the scene is not in the manuscript, or the passage stands there already.
        """
        replacements = restoring_passage(self._now(scene), then, start, end)
        if not replacements:
            raise InputError("These words stand like that now. There is nothing to bring back.")
        how = Write(Cause.RESTORE, label="bringing a passage back", initiator=_INITIATOR)
        return self._workspace.edit_many(scene, replacements, how)

    def put_aside(self, words: str = "") -> list[Hunk]:
        """Return rejected and stale suggestions that hold all the words, the latest first."""
        return put_aside(self._workspace.state.scenes, words)

    def revive(self, hunk: str) -> Hunk:
        """Put a rejected or stale suggestion back on the list for review.

        Raises:
            DecisionError: it cannot come back; the sentence says why.
        """
        return revive(self._workspace, hunk)

    # -- asking ----------------------------------------------------------------------------------

    def why(self, scene: str, start: int, end: int) -> tuple[Reason, ...]:
        """Return where the words of a range come from, everything read first."""
        self.catch_up()
        return why(self._workspace.state, self._moments, scene, start, end)

    def _now(self, scene: str) -> Fragment:
        if not self.is_there(scene):
            raise InputError("This scene is not in the manuscript now. Bring the scene back first.")
        return self._workspace.scene(scene).text.fragment()
