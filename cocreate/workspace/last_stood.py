"""Where words that are not in the manuscript any more stood last."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.core.events import Edited, Entry, SceneRemoved
from cocreate.core.state import ProjectState


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points `start` to `end` of a scene (an id) as they stood after the event `at`."""

    scene: str
    start: int
    end: int
    at: int


class LastStood:
    """Look for words while a ledger is walked through: each event before it is folded in."""

    def __init__(self, words: str) -> None:
        self._words = words
        self.found: Stretch | None = None

    def take(self, state: ProjectState, entry: Entry) -> None:
        """Take in an event and the state before it."""
        match entry.event:
            case Edited(scene, _, ops) if any(op.removed for op in ops):
                reach = len(self._words) + sum(len(op.inserted.text) for op in ops)
                low = min(op.start for op in ops) - reach
                high = max(op.start + op.removed for op in ops) + reach
                removed = sum(op.removed for op in ops)
                self._look(state, entry.seq - 1, scene, (low - removed, high + removed))
            case SceneRemoved(scene):
                self._look(state, entry.seq - 1, scene, (0, len(state.scenes[scene].text)))
            case _:
                pass

    def finish(self, state: ProjectState) -> Stretch | None:
        """Return where the words stand now, or else stood last; None if they never stood."""
        for scene in state.manuscript():
            self._look(state, state.seq, scene.id, (0, len(scene.text)))
        return self.found

    def _look(self, state: ProjectState, at: int, scene: str, around: tuple[int, int]) -> None:
        text = state.scenes[scene].text
        low, high = max(0, around[0]), min(len(text), around[1])
        place = text.slice(low, high).find(self._words) if low < high else -1
        if place >= 0:
            start = low + place
            self.found = Stretch(scene, start, start + len(self._words), at)
