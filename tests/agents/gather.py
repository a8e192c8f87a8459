"""What the tests of the agents share: briefs, agents, and the news of a run as a list."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TypeVar

from cocreate.agents.agent import Agent, Answers, Engine, Needs, Purpose, Reads
from cocreate.agents.brief import Brief
from cocreate.agents.calls import RunModel, RunOptions
from cocreate.agents.findings import Finding
from cocreate.agents.run import run
from cocreate.agents.run_events import HunkProposed, NoteProposed, RunEnded, RunEvent, TextArrived
from cocreate.providers.provider import Provider
from tests.fakes.clock import FakeClock

RESOURCES = Path(__file__).parents[2] / "resources" / "agents"

Value = TypeVar("Value")


def agent_of(
    engine: Engine = Engine.MODEL,
    answers: Answers = Answers.HUNKS,
    needs: Needs = Needs.ANY_MODEL,
    max_calls: int = 10,
    max_tokens: int = 1_000,
) -> Agent:
    return Agent(
        name="helper",
        title="Helper",
        role="Helps.",
        purpose=Purpose.LINE_EDIT,
        instructions="Help the writer.",
        needs=needs,
        answers=answers,
        reads=(Reads.SCENE,),
        max_calls=max_calls,
        max_tokens=max_tokens,
        engine=engine,
    )


def brief_of(text: str, lines: tuple[int, int] | None = None, ask: str = "") -> Brief:
    return Brief(scene="scene-1", title="One", text=text, lines=lines, ask=ask)


def model_of(provider: Provider, is_larger: bool = True) -> RunModel:
    return RunModel(provider, "scripted/test-model", "test-model", is_larger)


def news_of(
    agent: Agent,
    brief: Brief,
    model: RunModel | None = None,
    options: RunOptions | None = None,
) -> list[RunEvent]:
    chosen = RunOptions(clock=FakeClock()) if options is None else options
    return asyncio.run(all_of(run(agent, brief, model, chosen)))


async def all_of(stream: AsyncIterator[Value]) -> list[Value]:
    return [value async for value in stream]


def hunks_in(news: Iterable[RunEvent]) -> list[HunkProposed]:
    return [event for event in news if isinstance(event, HunkProposed)]


def notes_in(news: Iterable[RunEvent]) -> list[NoteProposed]:
    return [event for event in news if isinstance(event, NoteProposed)]


def words_in(news: Iterable[RunEvent]) -> str:
    return "".join(event.text for event in news if isinstance(event, TextArrived))


def end_of(news: list[RunEvent]) -> RunEnded:
    last = news[-1]
    assert isinstance(last, RunEnded)
    assert sum(isinstance(event, RunEnded) for event in news) == 1
    return last


def findings_in(steps: Iterable[object]) -> list[Finding]:
    return [step for step in steps if isinstance(step, Finding)]
