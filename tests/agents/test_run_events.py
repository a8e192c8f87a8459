from __future__ import annotations

import pytest

from cocreate.agents.run_events import BUDGET, DONE, FAILED, STOPPED, RunEnded


def test_an_end_says_nothing_unless_there_is_something_to_say():
    assert RunEnded(DONE).sentence == ""


def test_the_ways_to_end_are_those_of_the_ledger():
    assert [DONE, STOPPED, FAILED, BUDGET] == ["done", "stopped", "failed", "budget"]


def test_news_cannot_be_changed():
    with pytest.raises(AttributeError):
        RunEnded(DONE).how = FAILED  # type: ignore[misc]  # that is the point
