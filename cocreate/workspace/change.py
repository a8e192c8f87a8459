"""What an operation touched and who began it: the one value that the workspace tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cocreate.core.events import Cause
from cocreate.core.origin import TYPED, Edit, Origin


class ChangeKind(StrEnum):
    """What a view may have to draw anew."""

    TEXT = "text"
    HUNKS = "hunks"
    NOTES = "notes"
    MATCHES = "matches"
    MIRROR = "mirror"
    SCENES = "scenes"
    RUNS = "runs"
    FIGURES = "figures"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Change:
    """One happening in the workspace, told once to every view.

    Args:
        kind: what was touched.
        scene: id of the scene, or None for the project.
        edits: the replacements in the order in which they were applied.
        hunks: ids of suggestions that moved, turned stale or were decided.
        initiator: name of the part that began it, so that it can pass over its own doing.
        run: id of the agent's run, where one is concerned.
        caret: where the caret belongs after an undo or a redo, or None.
    """

    kind: ChangeKind
    scene: str | None = None
    edits: tuple[Edit, ...] = ()
    hunks: tuple[str, ...] = ()
    initiator: str = ""
    run: str | None = None
    caret: int | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """How an edit comes about: the write path it took, set at its entry point.

    Args:
        cause: the write path.
        origin: what plain text that is put in is credited to; fragments carry their own.
        label: what undo calls it, e.g. "typing", "accept".
        initiator: name of the part that began it.
        source: id of the suggestion, paste or clipping it belongs to, if any.
        caret: caret before and after; None: the edit's own ends.
    """

    cause: Cause
    origin: Origin = TYPED
    label: str = "typing"
    initiator: str = ""
    source: str | None = None
    caret: tuple[int, int] | None = None
