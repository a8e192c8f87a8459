"""What is to be said of the words at a place: agents' reasons and notes, likenesses to offers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cocreate.core.offers import offered_under
from cocreate.core.state import ProjectState
from cocreate.core.suggestion import Match
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
    lines += [_like(state, match) for match in overlay.matches.between(offset, offset)]
    return lines


def _like(state: ProjectState, match: Match) -> str:
    who = _title(state, offered_under(state, match.source).agent)
    words = QCoreApplication.translate("Remarks", "offered nearly these words before. Retyped?")
    return f"{who}: {words}"


def _title(state: ProjectState, agent: str) -> str:
    titles = (run.agent_title for run in state.runs.values() if run.agent == agent)
    return next(titles, "") or agent


def _line(state: ProjectState, run: str, agent: str, words: str) -> str:
    asked = state.runs.get(run)
    who = asked.agent_title if asked is not None and asked.agent_title else agent
    return f"{who}: {words}"
