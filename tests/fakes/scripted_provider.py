"""A model service without a network, which answers from a queue and remembers what it was asked."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from typing import TypeAlias

from cocreate.base.errors import ProviderError
from cocreate.core.usage import Usage
from cocreate.providers.provider import Delta, Finished, Request, TextDelta, UsageDelta

Item: TypeAlias = str | Delta | Usage | asyncio.Event | ProviderError


class ScriptedProvider:
    """Provider whose answers are queued beforehand.

    An answer is a sequence of items: a text or a delta is given out, a Usage is reported, an
    asyncio.Event is waited for, a ProviderError is raised. An answer without a Finished, a Usage
    or an error of its own ends with the default usage and Finished("stop").
    """

    def __init__(
        self,
        *answers: str | tuple[Item, ...],
        name: str = "scripted",
        is_local: bool = True,
        usage: Usage | None = None,
    ) -> None:
        self._name = name
        self._is_local = is_local
        self._usage = Usage(input_tokens=100, output_tokens=10) if usage is None else usage
        self._answers: deque[tuple[Item, ...]] = deque()
        self.requests: list[Request] = []
        self.stopped = 0
        self.is_closed = False
        self.queue(*answers)

    @property
    def name(self) -> str:
        return self._name

    @property
    def is_local(self) -> bool:
        return self._is_local

    @property
    def waiting(self) -> int:
        """How many queued answers nobody has asked for yet."""
        return len(self._answers)

    def queue(self, *answers: str | tuple[Item, ...]) -> None:
        """Add answers: a plain text, or items in a tuple."""
        for answer in answers:
            self._answers.append((answer,) if isinstance(answer, str) else answer)

    async def stream(self, request: Request) -> AsyncGenerator[Delta, None]:
        self.requests.append(request)
        if not self._answers:
            raise AssertionError("the script has no answer left for this request")
        items = self._answers.popleft()
        try:
            async for delta in self._play(items):
                yield delta
        except (GeneratorExit, asyncio.CancelledError):
            self.stopped += 1
            raise

    async def _play(self, items: tuple[Item, ...]) -> AsyncGenerator[Delta, None]:
        has_usage = False
        for item in items:
            match item:
                case str():
                    yield TextDelta(item)
                case Usage():
                    has_usage = True
                    yield UsageDelta(item)
                case asyncio.Event():
                    await item.wait()
                case ProviderError():
                    raise item
                case _:
                    has_usage = has_usage or isinstance(item, UsageDelta)
                    yield item
        if not has_usage:
            yield UsageDelta(self._usage)
        if not any(isinstance(item, Finished) for item in items):
            yield Finished("stop")

    async def aclose(self) -> None:
        self.is_closed = True
