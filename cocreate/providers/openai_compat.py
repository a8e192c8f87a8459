"""The chat-completions dialect, as OpenAI began it and many services and local servers speak it."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from cocreate.core.usage import Usage
from cocreate.providers import complaints
from cocreate.providers.answer_reader import AnswerReader, Document, read_stream, whole_number
from cocreate.providers.endpoint import Endpoint
from cocreate.providers.http_client import Call, HttpClient, RefusedError
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

_MENDABLE = frozenset({400, 404, 422, 501})


@dataclass(frozen=True, slots=True)
class Manners:
    """What a model's service takes; learned from its refusals."""

    enforces_schema: bool = True
    takes_max_tokens: bool = True
    takes_temperature: bool = True
    takes_stream_options: bool = True
    takes_stop: bool = True


class OpenAiCompat:
    """Provider for a service that speaks the chat-completions dialect."""

    def __init__(self, endpoint: Endpoint, client: HttpClient) -> None:
        self._endpoint = endpoint
        self._client = client
        self._manners: dict[str, Manners] = {}

    @property
    def name(self) -> str:
        """The writer's name for the service."""
        return self._endpoint.name

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return self._endpoint.is_local

    async def stream(self, request: Request) -> AsyncGenerator[Delta, None]:
        """Ask, and give the answer piece by piece.

        A 400 that is about one of our wishes (the form of the answer, a limit) is answered by
        asking once more without it; the service's manners are remembered for its model.
        """
        while True:
            manners = self._manners.get(request.model, Manners())
            try:
                async with aclosing(self._attempt(request, manners)) as deltas:
                    async for delta in deltas:
                        yield delta
            except RefusedError as refused:
                learned = learn(manners, request, refused)
                if learned == manners:
                    raise
                self._manners[request.model] = learned
            else:
                return

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _attempt(self, request: Request, manners: Manners) -> AsyncGenerator[Delta, None]:
        called = self._endpoint.called(request.model)
        key = self._endpoint.usable_key()
        call = Call(
            called,
            self._endpoint.base_url.rstrip("/") + "/chat/completions",
            {"Authorization": f"Bearer {key}"} if key else {},
            payload(request, manners),
        )
        async with self._client.ask(call) as answer:
            if answer.is_page:
                raise complaints.not_understood(called)
            reader = AnswerReader(ChatCompletions(), request, called)
            if answer.is_json:
                for delta in reader.document(await answer.document()):
                    yield delta
                return
            async with aclosing(read_stream(answer.pieces(), reader)) as deltas:
                async for delta in deltas:
                    yield delta


class ChatCompletions:
    """Read the events of one answer."""

    def read(self, document: Document) -> Iterator[Delta]:
        """Give what one chunk, or a whole completion, adds."""
        choices = document.get("choices")
        for choice in choices if isinstance(choices, list) else ():
            if isinstance(choice, dict) and choice.get("index") in (0, None):
                yield from _choice(choice)
        usage = document.get("usage")
        if usage is None and isinstance(document.get("x_groq"), dict):
            usage = document["x_groq"].get("usage")
        if (counted := _usage(usage)) is not None:
            yield UsageDelta(counted)

    def is_end(self, event: ServerEvent) -> bool:
        """Whether the event is the dialect's last word."""
        return event.data.strip() == "[DONE]"


def payload(request: Request, manners: Manners) -> dict[str, object]:
    """Return the body of a request."""
    messages = request.messages
    body: dict[str, object] = {"model": request.model, "stream": True}
    if manners.takes_stream_options:
        body["stream_options"] = {"include_usage": True}
    if request.max_tokens is not None:
        limit = "max_tokens" if manners.takes_max_tokens else "max_completion_tokens"
        body[limit] = request.max_tokens
    if request.temperature is not None and manners.takes_temperature:
        body["temperature"] = request.temperature
    if request.stop and manners.takes_stop:
        body["stop"] = list(request.stop)
    if request.json_schema is not None:
        if manners.enforces_schema:
            body["response_format"] = _response_format(request.json_schema)
        else:
            messages = with_form(messages, request.json_schema)
    body["messages"] = [{"role": message.role, "content": message.content} for message in messages]
    return body


def with_form(messages: tuple[Message, ...], schema: Mapping[str, object]) -> tuple[Message, ...]:
    """Return the messages with the form of the answer asked for in words."""
    words = (
        "Answer with one JSON object and nothing else. It must fit this JSON schema: "
        + json.dumps(schema, ensure_ascii=False)
    )
    if messages and messages[0].role == "system":
        return (Message("system", f"{messages[0].content}\n\n{words}"), *messages[1:])
    return (Message("system", words), *messages)


def learn(manners: Manners, request: Request, refused: RefusedError) -> Manners:
    """Return the manners that a refusal teaches; the same ones if it teaches nothing."""
    if refused.status not in _MENDABLE:
        return manners
    body = refused.body.lower()
    lessons = (
        ("max_completion_tokens", "takes_max_tokens", request.max_tokens is not None),
        ("stream_options", "takes_stream_options", True),
        ("temperature", "takes_temperature", request.temperature is not None),
        ("'stop'", "takes_stop", bool(request.stop)),
    )
    for word, manner, is_asked in lessons:
        if word in body and is_asked and getattr(manners, manner):
            return replace(manners, **{manner: False})
    is_about_form = any(word in body for word in ("response_format", "json_schema", "schema"))
    if request.json_schema is not None and manners.enforces_schema and is_about_form:
        return replace(manners, enforces_schema=False)
    return manners


def _response_format(schema: Mapping[str, object]) -> dict[str, object]:
    is_strict = schema.get("additionalProperties") is False
    form = {"name": "answer", "schema": dict(schema), "strict": is_strict}
    return {"type": "json_schema", "json_schema": form}


def _choice(choice: Mapping[str, Any]) -> Iterator[Delta]:
    delta = choice.get("delta") or choice.get("message")
    if isinstance(delta, dict):
        thought = delta.get("reasoning_content") or delta.get("reasoning")
        if isinstance(thought, str) and thought:
            yield ReasoningDelta(thought)
        yield from _content(delta.get("content"))
        refusal = delta.get("refusal")
        if isinstance(refusal, str) and refusal:
            yield TextDelta(refusal)
    reason = choice.get("finish_reason")
    if isinstance(reason, str) and reason:
        yield Finished(reason)


def _content(content: object) -> Iterator[Delta]:
    if isinstance(content, str):
        if content:
            yield TextDelta(content)
        return
    for part in content if isinstance(content, list) else ():
        if isinstance(part, str):
            yield from _content(part)
        elif isinstance(part, dict) and isinstance(part.get("text"), str):
            yield from _content(part["text"])
        elif isinstance(part, dict) and "thinking" in part:
            yield from _thinking(part["thinking"])


def _thinking(thinking: object) -> Iterator[Delta]:
    for delta in _content(thinking):
        if isinstance(delta, TextDelta):
            yield ReasoningDelta(delta.text)


def _usage(usage: object) -> Usage | None:
    read = whole_number(usage, "prompt_tokens")
    written = whole_number(usage, "completion_tokens")
    if read is None and written is None:
        return None
    cached = whole_number(usage, "prompt_tokens_details", "cached_tokens")
    if cached is None:
        cached = whole_number(usage, "prompt_cache_hit_tokens") or 0
    thought = whole_number(usage, "completion_tokens_details", "reasoning_tokens") or 0
    return Usage(
        input_tokens=read or 0,
        output_tokens=written or 0,
        cached_tokens=min(cached, read or 0),
        reasoning_tokens=min(thought, written or 0),
    )
