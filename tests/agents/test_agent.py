from __future__ import annotations

import pytest

from cocreate.agents.agent import Engine, Reads
from tests.agents.gather import agent_of


@pytest.mark.parametrize("engine", [Engine.ECHO, Engine.CONSISTENCY, Engine.PACING])
def test_the_counting_agents_ask_no_model(engine: Engine):
    assert not agent_of(engine).uses_model


@pytest.mark.parametrize("engine", [Engine.MODEL, Engine.HARPER, Engine.TIGHTENER])
def test_the_others_may_ask_one(engine: Engine):
    assert agent_of(engine).uses_model


def test_an_agent_reads_only_what_it_may():
    agent = agent_of()
    assert agent.may_read(Reads.SCENE)
    assert not agent.may_read(Reads.MANUSCRIPT)
