"""The one background thread: an asyncio loop on which streams run."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import AsyncIterator, Callable

StreamMaker = Callable[[], AsyncIterator[object]]
Taker = Callable[[object], None]


class BackgroundStream:
    """A stream on the background loop."""

    def __init__(self, future: concurrent.futures.Future[None]) -> None:
        self._future = future

    def cancel(self) -> None:
        """Ask the stream to stop; what has arrived stays."""
        self._future.cancel()


class Background:
    """A daemon thread with its own asyncio loop.

    A stream is expected to turn its own errors into items; one that raises all the same reaches
    `take_bug` like an item.
    """

    def __init__(self, put: Callable[[Taker, object], None], take_bug: Taker) -> None:
        self._put = put
        self._take_bug = take_bug
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="cocreate-background", daemon=True
        )
        self._thread.start()

    def start(self, make: StreamMaker, take: Taker) -> BackgroundStream:
        """Run the stream that `make()` gives; its items are put with their taker."""
        # Nothing is waited for: the loop may be busy for a moment.
        return BackgroundStream(
            asyncio.run_coroutine_threadsafe(self._pump(make, take), self._loop)
        )

    def close(self) -> None:
        """Cancel all streams and end the thread."""
        asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _pump(self, make: StreamMaker, take: Taker) -> None:
        try:
            async for value in make():
                self._put(take, value)
        except asyncio.CancelledError:
            raise
        except Exception as bug:  # noqa: BLE001 - the edge of a run; an exception must not cross threads
            self._put(self._take_bug, bug)


async def _cancel_all() -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
