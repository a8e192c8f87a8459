"""What was offered, and by whom: a suggestion, a margin note or a plain answer, by its id."""

from __future__ import annotations

from cocreate.core.state import ProjectState


def offer_words(state: ProjectState, source: str) -> str:
    """Return the words that a suggestion, note or run offered; "" when it is not known."""
    for scene in state.scenes.values():
        if source in scene.hunks:
            return scene.hunks[source].new
        if source in scene.notes:
            return scene.notes[source].note
    return state.runs[source].answer if source in state.runs else ""


def offer_agent(state: ProjectState, source: str) -> str:
    """Return the name of the agent behind a suggestion, note or run; "" when it is not known."""
    for scene in state.scenes.values():
        if source in scene.hunks:
            return scene.hunks[source].agent
        if source in scene.notes:
            return scene.notes[source].agent
    return state.runs[source].agent if source in state.runs else ""
