"""Ways of writing into a workspace, as the editor does it."""

from __future__ import annotations

from cocreate.core.events import Cause
from cocreate.core.origin import TYPED, Contributor, Method, origin
from cocreate.workspace.change import Write
from cocreate.workspace.workspace import Workspace


def typing() -> Write:
    return Write(Cause.TYPING, TYPED, "typing", "editor")


def pasting(source: str = "paste-1") -> Write:
    by = origin(Contributor.UNKNOWN, Method.PASTED, source)
    return Write(Cause.PASTE, by, "pasting", "editor", source)


def type_text(workspace: Workspace, scene: str, text: str, at: int | None = None) -> None:
    """Type text key by key; at the end if no offset is given."""
    place = len(workspace.scene(scene).text) if at is None else at
    for sign in text:
        workspace.edit(scene, place, place, sign, typing())
        place += 1


def origins(workspace: Workspace, scene: str) -> list[tuple[str, str, str, str | None]]:
    """Return (words, contributor, method, source) for each span of a scene."""
    text = workspace.scene(scene).text
    start = 0
    found = []
    for span in text.spans():
        words = text.slice(start, start + span.length)
        by = span.origin
        found.append((words, by.contributor.value, by.method.value, by.source))
        start += span.length
    return found
