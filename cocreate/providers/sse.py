"""Server-sent events out of bytes, however the bytes were cut on their way."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from cocreate.base.errors import ProviderError

_LONGEST_EVENT = 8_000_000


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event: its name ("message" where none was given) and its data lines, joined by LF."""

    name: str
    data: str


class SseParser:
    """Take bytes in pieces of any size; give each event as soon as it is complete."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._ends_in_cr = False
        self._is_at_start = True
        self._name = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, piece: bytes) -> Iterator[ServerEvent]:
        """Give the events that this piece completes."""
        yield from self._take(self._decoder.decode(piece))

    def finish(self) -> Iterator[ServerEvent]:
        """Give the event that the end of the stream completes, if a last blank line is missing."""
        yield from self._take(self._decoder.decode(b"", final=True))
        if self._rest:
            line, self._rest = self._rest, ""
            yield from self._take_line(line)
        yield from self._take_line("")

    def _take(self, text: str) -> Iterator[ServerEvent]:
        if text and self._is_at_start:
            self._is_at_start = False
            text = text.removeprefix("\ufeff")
        if text and self._ends_in_cr:
            self._ends_in_cr = False
            text = text.removeprefix("\n")
        self._size += len(text)
        if self._size > _LONGEST_EVENT:
            raise ProviderError(
                "The service sent one piece that is far too large: check that its address is that "
                "of a model service."
            )
        if not text:
            return
        self._ends_in_cr = text.endswith("\r")
        lines = (self._rest + text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._rest = lines.pop()
        for line in lines:
            yield from self._take_line(line)

    def _take_line(self, line: str) -> Iterator[ServerEvent]:
        if not line:
            if self._data:
                yield ServerEvent(self._name or "message", "\n".join(self._data))
            self._name = ""
            self._data = []
            self._size = 0
            return
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            self._data.append(value)
        elif field == "event":
            self._name = value
