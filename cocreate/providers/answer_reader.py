"""Answers put together from the bytes of a stream, whatever the dialect."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from cocreate.base.errors import ProviderError
from cocreate.core.usage import Usage
from cocreate.providers import complaints
from cocreate.providers.complaints import Called
from cocreate.providers.provider import (
    Delta,
    Finished,
    ReasoningDelta,
    Request,
    TextDelta,
    UsageDelta,
    estimated_usage,
)
from cocreate.providers.sse import ServerEvent, SseParser

Document = Mapping[str, Any]


class Dialect(Protocol):
    """What tells one service's events from another's."""

    def read(self, document: Document) -> Iterator[Delta]:
        """Give what one event adds; UsageDelta and Finished included, wherever they stand."""
        ...

    def is_end(self, event: ServerEvent) -> bool:
        """Whether the event says that nothing follows."""
        ...


class AnswerReader:
    """Bytes in, deltas out; the end brings the usage, the reason, or the error of a cut stream.

    UsageDelta and Finished of the dialect are held back until the end, so that each comes once,
    in this order; a dialect that knows usage early passes it on as it comes, too.
    """

    def __init__(self, dialect: Dialect, request: Request, called: Called) -> None:
        self._dialect = dialect
        self._request = request
        self._called = called
        self._parser = SseParser()
        self._text = SurrogateJoiner()
        self._reasoning = SurrogateJoiner()
        self._characters = 0
        self._usage: Usage | None = None
        self._reason: str | None = None
        self.is_ended = False

    @property
    def is_complete(self) -> bool:
        """Whether the service said why it stopped, or that it is done."""
        return self.is_ended or self._reason is not None

    @property
    def has_begun(self) -> bool:
        """Whether anything that may cost money has arrived."""
        return self._characters > 0 or self._usage is not None

    def feed(self, piece: bytes) -> Iterator[Delta]:
        """Give what this piece of the body completes."""
        for event in self._parser.feed(piece):
            yield from self._take(event, is_last=False)

    def finish(self) -> Iterator[Delta]:
        """Give the rest; raise if the answer is not complete."""
        if not self.is_ended:
            for event in self._parser.finish():
                yield from self._take(event, is_last=True)
        if not self.is_complete:
            raise complaints.cut_off(self._called)
        yield from self._close()

    def document(self, document: object) -> Iterator[Delta]:
        """Give everything of an answer that came as one document and not as a stream."""
        yield from self._read(document)
        if not self.is_complete:
            raise complaints.not_understood(self._called)
        yield from self._close()

    def usage(self) -> Usage:
        """Return the tokens so far: as reported, or estimated."""
        if self._usage is None:
            return estimated_usage(self._request, self._characters)
        return self._usage

    def usage_when_cut(self) -> Usage:
        """Return the tokens of an answer that broke off: what was reported, at least what came."""
        reported = self.usage()
        guessed = estimated_usage(self._request, self._characters)
        if reported.output_tokens >= guessed.output_tokens:
            return reported
        return replace(reported, output_tokens=guessed.output_tokens, is_estimated=True)

    def _take(self, event: ServerEvent, *, is_last: bool) -> Iterator[Delta]:
        if self.is_ended:
            return
        if self._dialect.is_end(event):
            self.is_ended = True
            return
        try:
            document = json.loads(event.data)
        except (ValueError, RecursionError) as error:
            if is_last:
                return  # half an event: the stream was cut
            raise complaints.not_understood(self._called) from error
        yield from self._read(document)

    def _read(self, document: object) -> Iterator[Delta]:
        if not isinstance(document, dict):
            raise complaints.not_understood(self._called)
        error = document.get("error")
        if error:
            raise complaints.error_object(self._called, error)
        for delta in self._dialect.read(document):
            yield from self._pass_on(delta)

    def _pass_on(self, delta: Delta) -> Iterator[Delta]:
        match delta:
            case TextDelta(text):
                self._characters += len(text)
                if whole := self._text.join(text):
                    yield TextDelta(whole)
            case ReasoningDelta(text):
                self._characters += len(text)
                if whole := self._reasoning.join(text):
                    yield ReasoningDelta(whole)
            case UsageDelta(usage):
                is_new = usage != self._usage
                self._usage = usage
                if is_new:
                    yield delta
            case Finished(reason):
                self._reason = reason

    def _close(self) -> Iterator[Delta]:
        if rest := self._text.rest():
            yield TextDelta(rest)
        if self._usage is None:
            yield UsageDelta(self.usage())
        yield Finished(self._reason or "stop")


class SurrogateJoiner:
    """Put characters together again that a service's JSON escapes cut in two."""

    def __init__(self) -> None:
        self._high = ""

    def join(self, text: str) -> str:
        """Return the text with pairs made whole; a first half at the end waits for the next."""
        if text.isascii() and not self._high:
            return text
        text = self._high + text
        self._high = ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            self._high = text[-1]
            text = text[:-1]
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def rest(self) -> str:
        """Return what stands for a first half that was never completed."""
        lone, self._high = self._high, ""
        return "\ufffd" if lone else ""


async def read_stream(
    pieces: AsyncIterator[bytes], reader: AnswerReader
) -> AsyncGenerator[Delta, None]:
    """Give the deltas of a stream; before an error, the usage of what had arrived."""
    try:
        async for piece in pieces:
            for delta in reader.feed(piece):
                yield delta
            if reader.is_ended:
                break
        for delta in reader.finish():
            yield delta
    except ProviderError:
        if reader.is_complete:
            rest: Iterable[Delta] = tuple(reader.finish())
        elif reader.has_begun:
            rest = (UsageDelta(reader.usage_when_cut()),)
        else:
            raise
        for delta in rest:
            yield delta
        if not reader.is_complete:
            raise


def whole_number(document: object, *path: str) -> int | None:
    """Return the number at a path of keys, None where there is none that makes sense."""
    for key in path:
        if not isinstance(document, dict):
            return None
        document = document.get(key)
    if isinstance(document, bool) or not isinstance(document, int | float):
        return None
    return int(document) if 0 <= document < 1e12 else None
