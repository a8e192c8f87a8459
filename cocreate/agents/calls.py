"""One request to a model within a run: metered, stoppable, and never endless."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from cocreate.agents.agent import Agent
from cocreate.agents.budget import is_over
from cocreate.agents.run_events import BUDGET, DONE, FAILED, STOPPED, UsageReported
from cocreate.base.clock import Clock, SystemClock
from cocreate.base.errors import ProviderError
from cocreate.core.usage import Price, Usage
from cocreate.providers.provider import (
    Delta,
    Finished,
    Provider,
    ReasoningDelta,
    Request,
    TextDelta,
    UsageDelta,
    estimated_usage,
)

_MOST_THOUGHT = 400_000  # characters of reasoning before an answer counts as endless


@dataclass(frozen=True, slots=True)
class RunModel:
    """A model that a run may ask.

    Args:
        ref: `provider/model`, as it is recorded.
        model: its name as the service knows it.
        is_larger: whether it is fit for agents that need a larger model.
    """

    provider: Provider
    ref: str
    model: str
    is_larger: bool


def _always(_usage: Usage) -> bool:
    return True


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is told beside agent, brief and model.

    Args:
        dialect: the English of the checker: american, british, australian or canadian.
        may_go_on: asked while an answer streams, with the usage of the whole run so far (estimated
            for the call under way); False ends the run with "budget". Called off the main thread.
        is_stopped: whether the writer wants it to end; likewise.
        price: of the model, for the agent's own `max_cost`.
        most_characters: how much may be sent in one call.
    """

    clock: Clock = field(default_factory=SystemClock)
    dialect: str = "american"
    may_go_on: Callable[[Usage], bool] = _always
    is_stopped: Callable[[], bool] = _never
    price: Price | None = None
    temperature: float | None = None
    most_characters: int = 400_000


class Meter:
    """The usage of a run: finished calls, to which one under way is added."""

    def __init__(self, agent: Agent, options: RunOptions) -> None:
        self._agent = agent
        self._options = options
        self.total = Usage()

    def add(self, usage: Usage) -> None:
        """Count a call that ended."""
        self.total = _sum(self.total, usage)

    def verdict(self, under_way: Usage) -> tuple[str, str] | None:
        """Return how the run must end now and what to say, or None if it may go on."""
        if self._options.is_stopped():
            return STOPPED, ""
        usage = _sum(self.total, under_way)
        if is_over(usage, self._options.price, self._agent.max_cost):
            return BUDGET, (
                f"{self._agent.title} has reached the cost it may have in one run and was "
                "stopped; what had arrived stays."
            )
        if not self._options.may_go_on(usage):
            return BUDGET, (
                "The budget is spent, so the answer was stopped; what had arrived stays. "
                "The budget can be raised in the settings."
            )
        return None


class Call:
    """A request under way; read `pieces`, then `how`, `sentence` and `report`."""

    def __init__(
        self, model: RunModel, request: Request, options: RunOptions, meter: Meter
    ) -> None:
        self._model = model
        self._request = request
        self._clock = options.clock
        self._meter = meter
        self._usage: Usage | None = None
        self._written = 0
        self._thought = 0
        self._began = 0.0
        self._ended = 0.0
        self.how = DONE
        self.sentence = ""
        self.is_stopped = False
        self.finish: Finished | None = None

    def stop(self, how: str, sentence: str) -> None:
        """End the call before its next piece."""
        self.is_stopped = True
        self.how, self.sentence = how, sentence

    async def pieces(self) -> AsyncGenerator[str, None]:
        """Give the answer piece by piece; trouble ends it and is told by `how`."""
        self._began = self._clock.monotonic()
        deltas = self._model.provider.stream(self._request)
        try:
            async with aclosing(deltas):
                async for delta in deltas:
                    text = self._take(delta)
                    self._check()
                    if text:
                        yield text
                    if self.is_stopped:
                        break
        except ProviderError as error:
            self.how, self.sentence = FAILED, error.sentence
        finally:
            self._ended = self._clock.monotonic()

    def report(self) -> UsageReported | None:
        """Return what the call used, None if nothing came of it; count it in the run's meter."""
        if self._usage is None and self.how == FAILED and self._written + self._thought == 0:
            return None
        usage = self._so_far()
        self._meter.add(usage)
        milliseconds = max(0, round((self._ended - self._began) * 1000))
        return UsageReported(self._model.provider.name, self._model.model, usage, milliseconds)

    def _take(self, delta: Delta) -> str:
        match delta:
            case TextDelta(text):
                self._written += max(1, len(text))
                return text
            case ReasoningDelta(text):
                self._thought += max(1, len(text))
            case UsageDelta(usage):
                self._usage = usage
            case Finished():
                self.finish = delta
        return ""

    def _check(self) -> None:
        if self._thought > _MOST_THOUGHT:
            self.stop(FAILED, "The model thought without end and gave no answer; ask again.")
        verdict = self._meter.verdict(self._so_far())
        if verdict is not None:
            self.stop(*verdict)

    def _so_far(self) -> Usage:
        estimate = estimated_usage(self._request, self._written + self._thought)
        if self._usage is None:
            return estimate
        if self.finish is None and self._usage.output_tokens < estimate.output_tokens:
            return Usage(
                max(self._usage.input_tokens, 0),
                estimate.output_tokens,
                self._usage.cached_tokens,
                self._usage.reasoning_tokens,
                is_estimated=True,
            )
        return self._usage


def _sum(one: Usage, other: Usage) -> Usage:
    return Usage(
        one.input_tokens + other.input_tokens,
        one.output_tokens + other.output_tokens,
        one.cached_tokens + other.cached_tokens,
        one.reasoning_tokens + other.reasoning_tokens,
        is_estimated=one.is_estimated or other.is_estimated,
    )
