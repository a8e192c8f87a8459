from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from cocreate.agents.calls import Call, Meter, RunOptions
from cocreate.agents.run_events import BUDGET, DONE, FAILED, STOPPED, UsageReported
from cocreate.base.errors import ProviderError
from cocreate.core.usage import Money, Price, Usage
from cocreate.providers.provider import (
    Finished,
    Message,
    ReasoningDelta,
    Request,
)
from tests.agents.gather import agent_of, all_of, model_of
from tests.fakes.clock import FakeClock
from tests.fakes.scripted_provider import Item, ScriptedProvider

REQUEST = Request("test-model", (Message("user", "x" * 40),))


def _call(*items: Item, **options: object) -> tuple[Call, ScriptedProvider]:
    provider = ScriptedProvider(items)
    chosen = RunOptions(clock=FakeClock(), **options)  # type: ignore[arg-type]  # by name only
    return Call(model_of(provider), REQUEST, chosen, Meter(agent_of(), chosen)), provider


def _read(call: Call) -> str:
    return "".join(asyncio.run(all_of(call.pieces())))


def test_an_answer_comes_piece_by_piece_with_its_usage():
    call, _ = _call("He", "llo", Usage(7, 2, 3, 1), Finished("stop"))
    assert _read(call) == "Hello"
    assert call.how == DONE
    assert call.report() == UsageReported("scripted", "test-model", Usage(7, 2, 3, 1), 0)
    assert call.finish == Finished("stop")


def test_time_is_taken():
    clock = FakeClock()
    options = RunOptions(clock=clock)
    call = Call(model_of(ScriptedProvider("a")), REQUEST, options, Meter(agent_of(), options))

    async def read() -> None:
        async for _ in call.pieces():
            clock.advance(1.25)

    asyncio.run(read())
    report = call.report()
    assert report is not None
    assert report.duration_ms == 1250


def test_an_error_is_told_and_what_came_before_stays():
    call, _ = _call("Hel", ProviderError("The service is away; ask later."))
    assert _read(call) == "Hel"
    assert (call.how, call.sentence) == (FAILED, "The service is away; ask later.")
    report = call.report()
    assert report is not None
    assert report.usage == Usage(10, 1, is_estimated=True)


def test_a_refused_call_used_nothing():
    call, _ = _call(ProviderError("The key was refused; enter another."))
    assert _read(call) == ""
    assert call.report() is None


def test_usage_told_before_an_error_counts():
    call, _ = _call(Usage(5, 0), ProviderError("Cut off."))
    _read(call)
    report = call.report()
    assert report is not None
    assert report.usage == Usage(5, 0)


def test_a_call_can_be_stopped_between_pieces():
    call, provider = _call("a", "b", "c")

    async def read() -> list[str]:
        pieces = []
        async for piece in call.pieces():
            pieces.append(piece)
            call.stop(STOPPED, "enough")
        return pieces

    assert asyncio.run(read()) == ["a"]
    assert (call.how, call.sentence) == (STOPPED, "enough")
    assert provider.stopped == 1


def test_the_writer_can_stop_it():
    call, _ = _call("a", "b", is_stopped=lambda: True)
    assert _read(call) == "a"
    assert call.how == STOPPED


def test_a_budget_that_is_crossed_in_the_middle_stops_it():
    seen: list[Usage] = []

    def may_go_on(usage: Usage) -> bool:
        seen.append(usage)
        return usage.output_tokens < 3

    call, provider = _call("aaaa", "bbbb", "cccc", "dddd", may_go_on=may_go_on)
    assert _read(call) == "aaaabbbbcccc"
    assert call.how == BUDGET
    assert "budget" in call.sentence
    assert [usage.output_tokens for usage in seen] == [1, 2, 3]
    assert provider.stopped == 1


def test_the_cost_of_its_own_stops_it():
    provider = ScriptedProvider(("aaaa", "bbbb", "cccc"))
    price = Price(Decimal(0), Decimal(1), "USD", "2026-11-01")
    options = RunOptions(clock=FakeClock(), price=price)
    agent = agent_of()
    limited = type(agent)(
        **{name: getattr(agent, name) for name in agent.__slots__ if name != "max_cost"},
        max_cost=Money(2, "USD"),
    )
    call = Call(model_of(provider), REQUEST, options, Meter(limited, options))
    assert _read(call) == "aaaabbbb"
    assert call.how == BUDGET
    assert call.sentence.startswith("Helper has reached the cost")


def test_usage_told_early_does_not_hide_what_is_written_since():
    seen: list[int] = []

    def may_go_on(usage: Usage) -> bool:
        seen.append(usage.output_tokens)
        return True

    call, _ = _call(Usage(9, 1), "x" * 40, Finished("stop"), may_go_on=may_go_on)
    _read(call)
    assert seen == [1, 10, 1]


def test_thought_without_end_is_stopped():
    call, _ = _call(*[ReasoningDelta("x" * 100_000)] * 9, "never")
    assert _read(call) == ""
    assert call.how == FAILED
    assert "thought without end" in call.sentence


def test_a_meter_adds_up_the_calls_of_a_run():
    options = RunOptions(clock=FakeClock(), may_go_on=lambda usage: usage.input_tokens < 25)
    meter = Meter(agent_of(), options)
    meter.add(Usage(10, 1, 2, 3))
    meter.add(Usage(10, 1, 2, 3, is_estimated=True))
    assert meter.total == Usage(20, 2, 4, 6, is_estimated=True)
    assert meter.verdict(Usage(4)) is None
    assert meter.verdict(Usage(5)) is not None


def test_closing_early_closes_the_stream():
    call, provider = _call("a", "b")

    async def read() -> None:
        pieces = call.pieces()
        await anext(pieces)
        await pieces.aclose()

    asyncio.run(read())
    assert provider.stopped == 1


def test_cancelling_ends_a_silent_stream():
    gate = asyncio.Event()
    call, provider = _call("a", gate, "b")

    async def read() -> None:
        task = asyncio.ensure_future(all_of(call.pieces()))
        for _ in range(5):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(read())
    assert provider.stopped == 1
