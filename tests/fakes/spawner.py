"""Runs stepped item by item on the test's own thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from cocreate.base.spawn import Running, StreamMaker, Taker


@dataclass
class InlineRun:
    """A stream that goes on only when asked to."""

    stream: AsyncIterator[object]
    take: Taker
    is_cancelled: bool = False
    is_over: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True


@dataclass
class InlineSpawner:
    """A spawner without a thread: `step` takes one item of each stream, `finish` all of them."""

    runs: list[InlineRun] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop | None = None
    is_behind: bool = False

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop, made when it is first needed."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        return self._loop

    def start(self, make: StreamMaker, take: Taker) -> Running:
        run = InlineRun(make(), take)
        self.runs.append(run)
        return run

    def step(self) -> bool:
        """Take one item of every stream; tell whether any gave one."""
        gave = False
        for run in self.runs:
            if run.is_over or run.is_cancelled:
                continue
            try:
                item = self.loop.run_until_complete(anext(run.stream))
            except StopAsyncIteration:
                run.is_over = True
                continue
            run.take(item)
            gave = True
        return gave

    def finish(self) -> None:
        while self.step():
            pass

    def drain(self, limit: int = 10_000) -> int:
        return 0

    def has_waiting(self) -> bool:
        return self.is_behind

    def wait(self, timeout_s: float) -> bool:
        return self.step()

    def close(self) -> None:
        if self._loop is not None:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()
            self._loop = None
