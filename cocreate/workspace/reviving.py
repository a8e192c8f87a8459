"""Suggestions that were rejected or turned stale, back on the list for review."""

from __future__ import annotations

from collections.abc import Mapping

from cocreate.base.errors import DecisionError, NotFoundError
from cocreate.core.events import HunkDecided
from cocreate.core.state import SceneState
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.workspace.workspace import Workspace

_ASIDE = (Verdict.REJECTED, Verdict.STALE)


def put_aside(scenes: Mapping[str, SceneState], words: str = "") -> list[Hunk]:
    """Return rejected and stale suggestions that hold all the words, the latest first."""
    wanted = words.casefold().split()
    found = [
        hunk
        for scene in scenes.values()
        if not scene.is_removed
        for hunk in scene.hunks.values()
        if hunk.verdict in _ASIDE and _holds(hunk, wanted)
    ]
    return sorted(found, key=lambda hunk: (max(hunk.decided_ms, hunk.offered_ms), hunk.id))[::-1]


def place_of(hunk: Hunk, text: str) -> tuple[int, int] | None:
    """Return where a suggestion that was put aside could stand now; None if nowhere for certain.

    Its own place comes first; else the words it is about must stand exactly once.
    """
    if not hunk.old:
        return (hunk.start, hunk.start) if 0 <= hunk.start <= len(text) else None
    end = hunk.start + len(hunk.old)
    if hunk.start >= 0 and text[hunk.start : end] == hunk.old:
        return hunk.start, end
    first = text.find(hunk.old)
    if first < 0 or text.find(hunk.old, first + 1) >= 0:
        return None
    return first, first + len(hunk.old)


def revive(workspace: Workspace, hunk: str) -> Hunk:
    """Make a rejected or stale suggestion pending again; return it as it stands then.

    Raises:
        NotFoundError: there is no such suggestion.
        DecisionError: it is not put aside, or its words do not stand exactly once.
    """
    scenes = workspace.state.scenes.values()
    found = next((scene.hunks[hunk] for scene in scenes if hunk in scene.hunks), None)
    if found is None:
        raise NotFoundError(f"There is no suggestion “{hunk}” in this project.")
    if found.verdict not in _ASIDE:
        raise DecisionError("Only suggestions that were rejected or turned stale can come back.")
    scene = workspace.scene(found.scene)
    if scene.is_removed:
        raise DecisionError(
            f"The scene “{scene.title}” was deleted. Bring it back first, then the suggestion."
        )
    place = place_of(found, scene.text.text())
    if place is None:
        raise DecisionError(
            "The words that the suggestion is about do not stand exactly once any more. "
            "Copy its words by hand, or ask the agent again."
        )
    decision = HunkDecided(found.id, found.scene, Verdict.PENDING, *place)
    workspace.decide(found.scene, [decision], "bringing a suggestion back")
    return scene.hunks[hunk]


def _holds(hunk: Hunk, wanted: list[str]) -> bool:
    words = "\n".join((hunk.old, hunk.new, hunk.reason, hunk.why, hunk.agent)).casefold()
    return all(word in words for word in wanted)
