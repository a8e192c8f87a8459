"""Texts set aside at many moments, each piece kept once: what makes any moment quick to reach.

A text is frozen as the numbers of its chunks on a shelf. Chunks that did not change since the text
was frozen last keep their number, so a keyframe costs what changed, not what stands.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from cocreate.core.attributed import AttributedText
from cocreate.core.chunks import Chunk
from cocreate.core.fragments import merged
from cocreate.core.origin import Contributor, Fragment, Method, Origin, Span, origin

Frozen = tuple[int, ...]

_SIZE = struct.Struct("<I")
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A chunk on the shelf, as the text that holds it knows it."""

    text: str
    lengths: tuple[int, ...]
    origins: tuple[Origin, ...]
    number: int

    def is_still(self, chunk: Chunk) -> bool:
        return (
            self.text is chunk.text
            and self.lengths == tuple(chunk.lengths)
            and self.origins == tuple(chunk.origins)
        )


class Shelf:
    """Pieces of text with their origins, by number, compressed."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self._lately: dict[str, dict[int, _Kept]] = {}

    def freeze(self, name: str, text: AttributedText) -> Frozen:
        """Set a text aside; `name` says which text, so that what it shares with before is found."""
        known = self._lately.get(name, {})
        kept: dict[int, _Kept] = {}
        numbers: list[int] = []
        for chunk in text.chunks():
            if not chunk.text:
                continue
            found = known.get(id(chunk.text))
            if found is None or not found.is_still(chunk):
                found = self._put(chunk)
            kept[id(chunk.text)] = found
            numbers.append(found.number)
        self._lately[name] = kept
        return tuple(numbers)

    def thaw(self, frozen: Frozen) -> AttributedText:
        """Return a frozen text as a new one that can be edited."""
        words: list[str] = []
        spans: list[Span] = []
        for number in frozen:
            text, runs = _decode(self.pieces[number])
            words.append(text)
            spans += runs
        return AttributedText(Fragment("".join(words), tuple(merged(spans))))

    def _put(self, chunk: Chunk) -> _Kept:
        self.pieces.append(_encode(chunk))
        return _Kept(chunk.text, tuple(chunk.lengths), tuple(chunk.origins), len(self.pieces) - 1)


def pack_parts(parts: Iterable[bytes]) -> bytes:
    """Return byte strings as one."""
    return b"".join(_SIZE.pack(len(part)) + part for part in parts)


def unpack_parts(packed: bytes) -> list[bytes]:
    """Return the byte strings that `pack_parts` made one.

    Raises:
        ValueError: it is cut off.
    """
    parts: list[bytes] = []
    at = 0
    while at < len(packed):
        end = at + _SIZE.size
        if end > len(packed):
            raise ValueError("a keyframe is cut off")
        size = _SIZE.unpack_from(packed, at)[0]
        if end + size > len(packed):
            raise ValueError("a keyframe is cut off")
        parts.append(packed[end : end + size])
        at = end + size
    return parts


def pack_columns(columns: Sequence[Sequence[int]]) -> bytes:
    """Return columns of whole numbers, compressed; numbers near the one before cost little."""
    return pack_parts(zlib.compress(_differences(column).tobytes(), 6) for column in columns)


def unpack_columns(packed: bytes) -> list[array[int]]:
    """Return the columns that `pack_columns` packed."""
    found: list[array[int]] = []
    for part in unpack_parts(packed):
        column = array("q")
        column.frombytes(zlib.decompress(part))
        found.append(array("q", accumulate(column)))
    return found


def _differences(column: Sequence[int]) -> array[int]:
    shifted = array("q", column[:-1])
    shifted.insert(0, 0)
    return array("q", map(int.__sub__, column, shifted)) if column else array("q")


def _encode(chunk: Chunk) -> bytes:
    known: dict[Origin, int] = {}
    runs: list[int] = []
    for length, by in zip(chunk.lengths, chunk.origins, strict=True):
        runs += (length, known.setdefault(by, len(known)))
    named = [[by.contributor, by.method, by.source] for by in known]
    packed = _compact.encode([chunk.text, runs, named]).encode("utf-8", "surrogatepass")
    return zlib.compress(packed, 6)


def _decode(piece: bytes) -> tuple[str, list[Span]]:
    text, runs, named = json.loads(zlib.decompress(piece).decode("utf-8", "surrogatepass"))
    origins = [origin(Contributor(by), Method(how), source) for by, how, source in named]
    return text, [
        Span(length, origins[at]) for length, at in zip(runs[::2], runs[1::2], strict=True)
    ]
