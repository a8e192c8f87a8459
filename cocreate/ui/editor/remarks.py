"""What agents say about the words at a place: reasons of their suggestions, and margin notes."""

from __future__ import annotations

from cocreate.core.state import ProjectState
from cocreate.ui.editor.overlay import Overlay


def remarks_at(state: ProjectState, overlay: Overlay, offset: int) -> list[str]:
    """Return one line for each, with the name of the agent before it."""
    lines = [
        _line(state, hunk.run, hunk.agent, hunk.reason)
        for hunk in overlay.hunks.between(offset, offset)
        if hunk.reason
    ]
    lines += [
        _line(state, note.run, note.agent, note.note)
        for note in overlay.notes.between(offset, offset)
    ]
    return lines


def _line(state: ProjectState, run: str, agent: str, words: str) -> str:
    asked = state.runs.get(run)
    who = asked.agent_title if asked is not None and asked.agent_title else agent
    return f"{who}: {words}"
