"""A look, in slices, for matches in what came while no window looked: by command, before a crash.

A slice takes a few milliseconds of a pause. The look walks the ledger in a state of its own, then
looks through the scenes a stretch at a time; what is edited meanwhile is looked through once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from cocreate.core.events import Entry
from cocreate.core.origin import Edit
from cocreate.core.replay import may_join_keys, walk
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Match
from cocreate.metrics.echo import Echo
from cocreate.metrics.echo_tally import EchoTally
from cocreate.workspace.workspace import Workspace

EVENTS_A_SLICE = 150
CHARACTERS_A_SLICE = 20_000
_AROUND = 400
LONGEST_S = 0.008
_SETTING = "echo_look"
_TELLING = ("edited", "scene_added", "scene_restored", "hunk_offered", "note_offered")

_Walk = Iterator[tuple[Entry, tuple[Edit, ...], ProjectState]]


class EchoLook:
    """Look once, from the first event to the last.

    Args:
        longest_s: how long a slice may take while the ledger is walked.
    """

    def __init__(self, workspace: Workspace, longest_s: float = LONGEST_S) -> None:
        self._workspace = workspace
        self._longest_s = longest_s
        self._state = ProjectState()
        self._tally = EchoTally()
        self._walk: _Walk | None = None
        self._stale: set[str] = set()
        self._stretches: list[tuple[str, int, int]] = []
        self.is_done = False

    def begin(self, *, has_offers: bool) -> None:
        """Be done at once where nothing can be found: no offers, or no news since the last look."""
        kept = self._workspace.project.setting(_SETTING)
        if has_offers and kept.isdecimal():
            news = self._workspace.project.ledger.kinds(int(kept))
            has_offers = any(kind in news for kind in _TELLING)
        self.is_done = not has_offers

    def remember(self) -> None:
        """Keep how far everything was looked through, so that the next window need not look."""
        if self.is_done and not self._workspace.is_read_only:
            self._workspace.close_burst()
            self._workspace.project.keep_setting(_SETTING, str(self._workspace.state.seq))

    def step(self) -> list[Match]:
        """Look through a slice; return what was found in it, as matches without an id."""
        self._workspace.close_burst()
        if self._state.seq < self._workspace.state.seq:
            self._follow()
            return []
        self._mark()
        if not self._stretches:
            self.is_done = True
            return []
        scene, start, end = self._stretches.pop()
        return [
            Match("", scene, echo.source, echo.start, echo.end, echo.words)
            for echo in self._find(scene, start, end)
        ]

    def _follow(self) -> None:
        """Walk on through some events; behind the last one, mark what to look through."""
        clock = self._workspace.clock
        until = clock.monotonic() + self._longest_s
        if self._walk is None:
            joins = partial(may_join_keys, self._state)
            entries = self._workspace.project.ledger.entries(self._state.seq, is_coarse=joins)
            self._walk = walk(entries, self._state)
        taken = 0
        for entry, edits, state in islice(self._walk, EVENTS_A_SLICE):
            taken += 1
            self._tally.take(entry, edits, state)
            scene = getattr(entry.event, "scene", None)
            if edits and isinstance(scene, str):
                self._stale.add(scene)
            if clock.monotonic() >= until:
                return
        if taken < EVENTS_A_SLICE:
            self._walk = None

    def _mark(self) -> None:
        """Note what has to be looked through: every scene into which anything came."""
        if not self._stale:
            return
        kept = [stretch for stretch in self._stretches if stretch[0] not in self._stale]
        for scene in self._state.manuscript():
            if scene.id in self._stale and self._tally.follows(scene.id):
                size = len(scene.text)
                starts = range(0, size, CHARACTERS_A_SLICE)
                kept += ((scene.id, at, min(size, at + CHARACTERS_A_SLICE)) for at in starts)
        self._stretches = kept
        self._stale.clear()

    def _find(self, scene: str, start: int, end: int) -> Iterator[Echo]:
        """Yield what is found in a stretch, a little around it looked at, too."""
        here = self._state.scenes[scene]
        low, high = max(0, start - _AROUND), min(len(here.text), end + _AROUND)
        for echo in self._tally.echoes(here, low, high):
            if echo.start < end and start < echo.end:
                yield echo
