"""The open suggestions of a scene in the order of its text, found by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache

from cocreate.core.rebase import hunks_between
from cocreate.core.state import SceneState
from cocreate.core.suggestion import Hunk
from cocreate.text.diff import WordEdit, word_edits


@lru_cache(maxsize=4096)
def edits_of(old: str, new: str) -> tuple[WordEdit, ...]:
    """Return what a suggestion changes, word by word."""
    return word_edits(old, new)


class OpenHunks:
    """Suggestions are kept by id; their places are read from the scene, where edits move them."""

    def __init__(self) -> None:
        self._hunks: Mapping[str, Hunk] = {}
        self._ids: list[str] = []
        self._known: frozenset[str] = frozenset()
        self._is_outdated = False

    def load(self, scene: SceneState | None) -> None:
        """Begin anew with the open suggestions of a scene."""
        self._hunks = scene.hunks if scene is not None else {}
        self.outdate()

    def outdate(self) -> None:
        """Sort them anew when they are next asked for: of many that come at once, one time."""
        self._is_outdated = True

    def is_outdated_by(self, hunks: Iterable[str]) -> bool:
        """Return whether one of these suggestions is decided, stale, or open and not known yet."""
        known = self._known
        if self._is_outdated:
            return False
        return any((self.get(hunk) is not None) != (hunk in known) for hunk in hunks)

    def __len__(self) -> int:
        return len(self._sorted())

    def get(self, hunk: str) -> Hunk | None:
        """Return an open suggestion by id; None if it is not open here."""
        found = self._hunks.get(hunk)
        return found if found is not None and found.is_open else None

    def between(self, start: int, end: int) -> list[Hunk]:
        """Return those that touch a range, in the order of the text."""
        self._sorted()
        found = [hunk for hunk in hunks_between(self._hunks, start, end) if hunk.is_open]
        return sorted(found, key=_place) if len(found) > 1 else found

    def next(self, offset: int, current: str) -> Hunk | None:
        """Return the one after `current`, or the first from an offset on; then round again."""
        return self._neighbour(offset, current, 1)

    def previous(self, offset: int, current: str) -> Hunk | None:
        """Return the one before `current`, or the last before an offset; then round again."""
        return self._neighbour(offset, current, -1)

    def _neighbour(self, offset: int, current: str, step: int) -> Hunk | None:
        ids = self._sorted()
        if not ids:
            return None
        if current in self._known:
            at = ids.index(current) + step
        else:
            at = bisect_left(ids, offset, key=lambda hunk: self._hunks[hunk].start)
            at += min(step, 0)
        return self._hunks[ids[at % len(ids)]]

    def _sorted(self) -> list[str]:
        if self._is_outdated:
            self._is_outdated = False
            found = sorted(
                (hunk for hunk in self._hunks.values() if hunk.is_open),
                key=_place,
            )
            self._ids = [hunk.id for hunk in found]
            self._known = frozenset(self._ids)
        return self._ids


def _place(hunk: Hunk) -> tuple[int, int, str]:
    return hunk.start, hunk.end, hunk.id
