"""Streams that run off the main thread: start one, take its items on the main thread, cancel it."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

StreamMaker = Callable[[], AsyncIterator[object]]
Taker = Callable[[object], None]


class Running(Protocol):
    """One stream under way."""

    def cancel(self) -> None:
        """Ask the stream to stop; what has arrived stays."""
        ...


class Spawner(Protocol):
    """What runs streams."""

    def start(self, make: StreamMaker, take: Taker) -> Running:
        """Run the stream that `make()` gives; each item reaches `take` when `drain` is called."""
        ...

    def drain(self, limit: int = 10_000) -> int:
        """Hand waiting items to their takers on the calling thread; return how many."""
        ...

    def has_waiting(self) -> bool:
        """Tell whether items wait to be taken over."""
        ...

    def wait(self, timeout_s: float) -> bool:
        """Wait for one item and hand it to its taker; tell whether one came in time."""
        ...

    def close(self) -> None:
        """Cancel all streams and end the background."""
        ...


@dataclass(frozen=True, slots=True)
class _Item:
    take: Taker
    value: object


class BackgroundStream:
    """A stream on the background loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
        self._loop = loop
        self._task = task

    def cancel(self) -> None:
        """Ask the stream to stop; what has arrived stays."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._task.cancel)


class BackgroundSpawner:
    """One daemon thread with its own asyncio loop, made at the first start.

    Items wait in a queue until the main thread drains it. A stream is expected to turn its own
    errors into items; one that raises all the same reaches `on_bug` through the queue.
    """

    def __init__(self, on_bug: Callable[[BaseException], None]) -> None:
        self._on_bug = on_bug
        self._items: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self, make: StreamMaker, take: Taker) -> Running:
        """Run the stream that `make()` gives; each item reaches `take` when `drain` is called."""
        loop = self._running_loop()

        async def schedule() -> asyncio.Task[None]:
            return asyncio.get_running_loop().create_task(self._pump(make, take))

        task = asyncio.run_coroutine_threadsafe(schedule(), loop).result()
        return BackgroundStream(loop, task)

    def drain(self, limit: int = 10_000) -> int:
        """Hand waiting items to their takers on the calling thread; return how many."""
        for count in range(limit):
            try:
                item = self._items.get_nowait()
            except queue.Empty:
                return count
            item.take(item.value)
        return limit

    def has_waiting(self) -> bool:
        """Tell whether items wait to be taken over."""
        return not self._items.empty()

    def wait(self, timeout_s: float) -> bool:
        """Wait for one item and hand it to its taker; tell whether one came in time.

        For programs without an event loop of their own; a window uses `drain`.
        """
        try:
            item = self._items.get(timeout=timeout_s)
        except queue.Empty:
            return False
        item.take(item.value)
        return True

    def close(self) -> None:
        """Cancel all streams and end the background."""
        if self._loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = None
        self._thread = None

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=self._loop.run_forever, name="cocreate-background", daemon=True
            )
            self._thread.start()
        return self._loop

    async def _pump(self, make: StreamMaker, take: Taker) -> None:
        try:
            async for value in make():
                self._items.put(_Item(take, value))
        except asyncio.CancelledError:
            raise
        except Exception as bug:  # noqa: BLE001 - the edge of a run; an exception must not cross threads
            self._items.put(_Item(self._tell_bug, bug))

    def _tell_bug(self, value: object) -> None:
        if isinstance(value, BaseException):
            self._on_bug(value)


async def _cancel_all() -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
