"""The recorded streams, and what is to be read from them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cocreate.core.usage import Usage
from cocreate.providers.answer_reader import AnswerReader
from cocreate.providers.anthropic import MessageEvents
from cocreate.providers.complaints import Called
from cocreate.providers.openai_compat import ChatCompletions
from cocreate.providers.provider import (
    Delta,
    Finished,
    Message,
    Provider,
    ReasoningDelta,
    Request,
    TextDelta,
    UsageDelta,
)

FOLDER = Path(__file__).parents[1] / "fixtures" / "wire"
ROWS: list[dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
OPENAI = [row for row in ROWS if row["shape"] == "openai-chat-sse"]
ANTHROPIC = [row for row in ROWS if row["shape"] == "anthropic-sse"]
REQUEST = Request("test-model", (Message("system", "Be brief."), Message("user", "Count to 3.")))
CALLED = Called("scripted", "example.org", "test-model")


@dataclass(frozen=True)
class Read:
    """What was made of a stream."""

    text: str
    reasoning: str
    usages: tuple[Usage, ...]
    finish: str | None

    @property
    def usage(self) -> Usage:
        return self.usages[-1]


def recording(row: dict[str, Any]) -> bytes:
    """Return the bytes of a stream, framed as events where only its chunks are known."""
    data = FOLDER.joinpath(str(row["file"])).read_bytes()
    if "dashscope" not in row["file"]:
        return data
    return b"".join(b"data: " + line + b"\n\n" for line in data.splitlines() if line)


def reader(row: dict[str, Any], request: Request = REQUEST) -> AnswerReader:
    dialect = MessageEvents() if row["shape"] == "anthropic-sse" else ChatCompletions()
    return AnswerReader(dialect, request, CALLED)


def read(row: dict[str, Any], *pieces: bytes) -> Read:
    """Put the pieces through the reader of the row's dialect."""
    made = reader(row)
    deltas = [delta for piece in pieces for delta in made.feed(piece)]
    return collected([*deltas, *made.finish()])


def collected(deltas: list[Delta]) -> Read:
    finishes = [delta.reason for delta in deltas if isinstance(delta, Finished)]
    assert len(finishes) <= 1
    return Read(
        "".join(delta.text for delta in deltas if isinstance(delta, TextDelta)),
        "".join(delta.text for delta in deltas if isinstance(delta, ReasoningDelta)),
        tuple(delta.usage for delta in deltas if isinstance(delta, UsageDelta)),
        finishes[0] if finishes else None,
    )


def stream_all(provider: Provider, request: Request = REQUEST) -> list[Delta]:
    """Ask, close, return everything that came."""

    async def go() -> list[Delta]:
        try:
            return [delta async for delta in provider.stream(request)]
        finally:
            await provider.aclose()

    return asyncio.run(go())


async def several(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
