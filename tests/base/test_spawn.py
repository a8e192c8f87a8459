from __future__ import annotations

import asyncio
import threading

import pytest

from cocreate.base.spawn import BackgroundSpawner


@pytest.fixture
def bugs():
    return []


@pytest.fixture
def spawner(bugs):
    made = BackgroundSpawner(bugs.append)
    yield made
    made.close()


class Stream:
    """A stream whose items are let through one by one, from the test's thread."""

    def __init__(self, *values, then=None):
        self._values = values
        self._then = then
        self.is_done = threading.Event()
        self.has_begun = threading.Event()
        self.thread = None

    async def __call__(self):
        self.thread = threading.current_thread()
        try:
            for value in self._values:
                yield value
            self.has_begun.set()
            if self._then is not None:
                await self._then()
        finally:
            self.is_done.set()


async def forever():
    await asyncio.Event().wait()


async def fail():
    raise RuntimeError("a bug")


def test_items_come_in_order_on_the_thread_that_drains(spawner):
    taken: list[tuple[object, threading.Thread]] = []
    stream = Stream(1, 2, 3)
    spawner.start(stream, lambda value: taken.append((value, threading.current_thread())))
    assert stream.is_done.wait(5)
    assert taken == []
    assert spawner.has_waiting()
    assert spawner.drain() == 3
    assert [value for value, _ in taken] == [1, 2, 3]
    assert {thread for _, thread in taken} == {threading.current_thread()}
    assert stream.thread is not threading.current_thread()


def test_draining_stops_at_its_limit(spawner):
    taken: list[object] = []
    stream = Stream(1, 2, 3)
    spawner.start(stream, taken.append)
    assert stream.is_done.wait(5)
    assert spawner.drain(2) == 2
    assert spawner.drain() == 1
    assert spawner.drain() == 0
    assert taken == [1, 2, 3]


def test_a_cancelled_stream_ends_and_what_had_arrived_stays(spawner, bugs):
    taken: list[object] = []
    stream = Stream("first", then=forever)
    running = spawner.start(stream, taken.append)
    assert stream.has_begun.wait(5)
    running.cancel()
    assert stream.is_done.wait(5)
    spawner.drain()
    assert taken == ["first"]
    assert bugs == []


def test_a_bug_in_a_stream_reaches_the_draining_thread(spawner, bugs):
    taken: list[object] = []
    stream = Stream("first", then=fail)
    spawner.start(stream, taken.append)
    assert spawner.wait(5)
    assert spawner.wait(5)
    assert taken == ["first"]
    assert str(bugs[0]) == "a bug"


def test_waiting_ends_when_nothing_comes(spawner):
    assert not spawner.wait(0.001)
    assert not spawner.has_waiting()


def test_closing_ends_all_streams_and_the_thread(bugs):
    spawner = BackgroundSpawner(bugs.append)
    streams = [Stream(then=forever), Stream(then=forever)]
    runnings = [spawner.start(stream, bugs.append) for stream in streams]
    assert all(stream.has_begun.wait(5) for stream in streams)
    thread = streams[0].thread
    spawner.close()
    assert all(stream.is_done.is_set() for stream in streams)
    assert thread is not None
    assert not thread.is_alive()
    runnings[0].cancel()
    spawner.close()
    assert bugs == []
