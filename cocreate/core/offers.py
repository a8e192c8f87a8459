"""What was offered, and by whom: a suggestion, a margin note or a plain answer, by its id."""

from __future__ import annotations

from typing import NamedTuple

from cocreate.core.state import ProjectState


class Offered(NamedTuple):
    """Words that an agent offered; both are "" for an id that is not known."""

    agent: str = ""
    words: str = ""


def offered_under(state: ProjectState, source: str) -> Offered:
    """Return what the suggestion, note or run of an id offered."""
    for scene in state.scenes.values():
        if source in scene.hunks:
            hunk = scene.hunks[source]
            return Offered(hunk.agent, hunk.new)
        if source in scene.notes:
            note = scene.notes[source]
            return Offered(note.agent, note.note)
    run = state.runs.get(source)
    return Offered() if run is None else Offered(run.agent, run.answer)
