"""The background thread by itself; what a window sees of it is in test_spawn."""

from __future__ import annotations

import queue

from cocreate.base.background import Background, Taker


async def two_then_trouble():
    yield 1
    yield 2
    raise ValueError("trouble")


def test_items_and_bugs_are_put_with_their_takers():
    put: queue.SimpleQueue[tuple[Taker, object]] = queue.SimpleQueue()
    bugs: list[object] = []
    taken: list[object] = []
    background = Background(lambda take, value: put.put((take, value)), bugs.append)
    stream = background.start(two_then_trouble, taken.append)
    for _ in range(3):
        take, value = put.get(timeout=5)
        take(value)
    background.close()
    stream.cancel()
    assert taken == [1, 2]
    assert [str(bug) for bug in bugs] == ["trouble"]
