"""What the sidebar says about an agent: what it gives, what it needs, what is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from cocreate.agents.agent import Agent, Answers, Needs

# Returns the sentence that says what an agent lacks, or "" where it can be asked.
Lacks = Callable[[Agent], str]


def gives(agent: Agent) -> str:
    """Return what the agent answers with."""
    match agent.answers:
        case Answers.HUNKS:
            return _tr("Suggests changes")
        case Answers.NOTES:
            return _tr("Writes margin notes")
        case Answers.TEXT:
            return _tr("Answers in words")


def needs(agent: Agent) -> str:
    """Return what the agent cannot work without."""
    match agent.needs:
        case Needs.NONE:
            return _tr("works without a model")
        case Needs.ANY_MODEL:
            return _tr("works with the built-in model")
        case Needs.LARGER_MODEL:
            return _tr("needs a larger model")


def described(agent: Agent) -> str:
    """Return both in one line."""
    return f"{gives(agent)} · {needs(agent)}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("AgentWords", words)
