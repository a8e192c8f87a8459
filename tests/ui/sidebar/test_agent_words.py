"""What is said about an agent."""

from __future__ import annotations

from cocreate.ui.sidebar.agent_words import described
from tests.ui.writing_desk import CHECKER, EDITOR, READER, STARTER


def test_what_it_gives_and_needs_is_one_line():
    assert [described(agent) for agent in (CHECKER, EDITOR, STARTER, READER)] == [
        "Suggests changes · works without a model",
        "Suggests changes · needs a larger model",
        "Writes margin notes · works with the built-in model",
        "Answers in words · needs a larger model",
    ]
