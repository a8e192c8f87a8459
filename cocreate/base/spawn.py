"""Streams that run off the main thread: start one, take its items on the main thread, cancel it."""

from __future__ import annotations

import queue
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


class _Background(Protocol):
    """The thread on which streams run."""

    def start(self, make: StreamMaker, take: Taker) -> Running:
        """Run a stream there."""
        ...

    def close(self) -> None:
        """Cancel all streams and end the thread."""
        ...


class BackgroundSpawner:
    """One daemon thread with its own asyncio loop, made at the first start.

    Items wait in a queue until the main thread drains it. A stream is expected to turn its own
    errors into items; one that raises all the same reaches `on_bug` through the queue.
    """

    def __init__(self, on_bug: Callable[[BaseException], None]) -> None:
        self._on_bug = on_bug
        self._items: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._background: _Background | None = None

    def start(self, make: StreamMaker, take: Taker) -> Running:
        """Run the stream that `make()` gives; each item reaches `take` when `drain` is called."""
        if self._background is None:
            # Not before the first stream: the start of the window does not wait for asyncio.
            from cocreate.base.background import Background  # noqa: PLC0415 - not at the start

            self._background = Background(self._put, self._tell_bug)
        return self._background.start(make, take)

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
        if self._background is not None:
            self._background.close()
            self._background = None

    def _put(self, take: Taker, value: object) -> None:
        self._items.put(_Item(take, value))

    def _tell_bug(self, value: object) -> None:
        if isinstance(value, BaseException):
            self._on_bug(value)
