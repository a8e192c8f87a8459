"""The messages dialect, as Anthropic's service speaks it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Any

from cocreate.core.usage import Usage
from cocreate.providers import complaints
from cocreate.providers.answer_reader import AnswerReader, Document, read_stream, whole_number
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import Call, HttpClient
from cocreate.providers.openai_compat import with_form
from cocreate.providers.provider import (
    Delta,
    Finished,
    Message,
    ReasoningDelta,
    Request,
    TextDelta,
    UsageDelta,
)
from cocreate.providers.sse import ServerEvent

_VERSION = "2023-06-01"
_MAX_TOKENS = 4096


class Anthropic:
    """Provider for a service that speaks the messages dialect."""

    def __init__(self, endpoint: Endpoint, client: HttpClient) -> None:
        self._endpoint = endpoint
        self._client = client

    @property
    def name(self) -> str:
        """The writer's name for the service."""
        return self._endpoint.name

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return self._endpoint.is_local

    async def stream(self, request: Request) -> AsyncGenerator[Delta, None]:
        """Ask, and give the answer piece by piece."""
        called = self._endpoint.called(request.model)
        key = self._endpoint.usable_key()
        headers = {"anthropic-version": _VERSION}
        if key:
            headers["x-api-key"] = key
        url = messages_url(self._endpoint.base_url)
        async with self._client.ask(Call(called, url, headers, payload(request))) as answer:
            if answer.is_page or answer.is_json:
                raise complaints.not_understood(called)
            reader = AnswerReader(MessageEvents(), request, called)
            async with aclosing(read_stream(answer.pieces(), reader)) as deltas:
                async for delta in deltas:
                    yield delta

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._client.aclose()


class MessageEvents:
    """Read the events of one answer."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def read(self, document: Document) -> Iterator[Delta]:
        """Give what one event adds."""
        match document.get("type"):
            case "message_start":
                yield from self._count(_inner(document, "message").get("usage"))
            case "content_block_start":
                yield from _block(_inner(document, "content_block"))
            case "content_block_delta":
                yield from _block(_inner(document, "delta"))
            case "message_delta":
                yield from self._count(document.get("usage"))
                reason = _inner(document, "delta").get("stop_reason")
                if isinstance(reason, str) and reason:
                    yield Finished(reason)
            case _:
                pass  # pings, ends of blocks, and what is yet to be invented

    def is_end(self, event: ServerEvent) -> bool:
        """Whether the event is the dialect's last word."""
        return event.name == "message_stop"

    def _count(self, usage: object) -> Iterator[Delta]:
        """Take over the numbers of an event; each event repeats only what it knows."""
        names = (
            ("input_tokens",),
            ("cache_creation_input_tokens",),
            ("cache_read_input_tokens",),
            ("output_tokens",),
            ("output_tokens_details", "thinking_tokens"),
        )
        for path in names:
            number = whole_number(usage, *path)
            if number is not None:
                self._counts[path[-1]] = number
        if self._counts:
            yield UsageDelta(self._usage())

    def _usage(self) -> Usage:
        """Return the tokens: the service counts cached ones beside the input, we within it."""
        cached = self._counts.get("cache_read_input_tokens", 0)
        written = self._counts.get("output_tokens", 0)
        fresh = self._counts.get("input_tokens", 0)
        stored = self._counts.get("cache_creation_input_tokens", 0)
        return Usage(
            input_tokens=fresh + stored + cached,
            output_tokens=written,
            cached_tokens=cached,
            reasoning_tokens=min(self._counts.get("thinking_tokens", 0), written),
        )


def messages_url(base_url: str) -> str:
    """Return the address of the messages, whether or not the base ends in /v1."""
    base = base_url.rstrip("/")
    return f"{base}/messages" if base.endswith("/v1") else f"{base}/v1/messages"


def payload(request: Request) -> dict[str, object]:
    """Return the body of a request; system messages stand apart, equal roles are joined."""
    messages = request.messages
    if request.json_schema is not None:
        messages = with_form(messages, request.json_schema)
    body: dict[str, object] = {
        "model": request.model,
        "stream": True,
        "max_tokens": request.max_tokens or _MAX_TOKENS,
        "messages": _turns(messages),
    }
    system = "\n\n".join(message.content for message in messages if message.role == "system")
    if system:
        body["system"] = system
    if request.temperature is not None:
        body["temperature"] = min(request.temperature, 1.0)
    stops = [stop for stop in request.stop if stop.strip()]
    if stops:
        body["stop_sequences"] = stops
    return body


def _turns(messages: tuple[Message, ...]) -> list[dict[str, str]]:
    turns: list[dict[str, str]] = []
    for message in messages:
        if message.role == "system":
            continue
        if turns and turns[-1]["role"] == message.role:
            turns[-1]["content"] += f"\n\n{message.content}"
        else:
            turns.append({"role": message.role, "content": message.content})
    return turns


def _inner(document: Document, key: str) -> dict[str, Any]:
    value = document.get(key)
    return value if isinstance(value, dict) else {}


def _block(block: dict[str, Any]) -> Iterator[Delta]:
    text, thinking = block.get("text"), block.get("thinking")
    if isinstance(text, str) and text:
        yield TextDelta(text)
    if isinstance(thinking, str) and thinking:
        yield ReasoningDelta(thinking)
