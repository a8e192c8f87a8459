"""A chunk: some thousand characters with their runs of origin, the unit that one edit touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cocreate.core.origin import EMPTY, Fragment, Origin, Span

TARGET = 4096
LIMIT = 8192
SMALL = 512
TARGET_RUNS = 128
LIMIT_RUNS = 256


class Chunk:
    """A stretch of text with parallel lists of run lengths and origins.

    Args:
        text: the characters.
        lengths: lengths of the runs; they sum to `len(text)`, none is 0.
        origins: origins of the runs; neighbours differ.
    """

    __slots__ = ("lengths", "newlines", "origins", "text")

    def __init__(self, text: str, lengths: list[int], origins: list[Origin]) -> None:
        self.text = text
        self.lengths = lengths
        self.origins = origins
        self.newlines = text.count("\n")

    @property
    def is_oversize(self) -> bool:
        """Whether it should be divided."""
        return len(self.text) > LIMIT or len(self.lengths) > LIMIT_RUNS

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Yield the runs between two local offsets."""
        at = 0
        for length, by in zip(self.lengths, self.origins, strict=True):
            behind = at + length
            if behind > start:
                yield Span(min(behind, end) - max(at, start), by)
            if behind >= end:
                return
            at = behind

    def origin_at(self, offset: int) -> Origin:
        """Return the origin of the character at a local offset."""
        for length, by in zip(self.lengths, self.origins, strict=True):
            if offset < length:
                return by
            offset -= length
        raise IndexError("no character there")

    def splice(self, start: int, end: int, new: Fragment) -> Fragment:
        """Put `new` in place of what stands between two local offsets; return that."""
        text = self.text
        removed = text[start:end]
        self.text = f"{text[:start]}{new.text}{text[end:]}"
        self.newlines += new.text.count("\n") - removed.count("\n")
        lengths = self.lengths
        count = len(lengths)
        first, left = 0, start
        while first < count and left >= lengths[first]:
            left -= lengths[first]
            first += 1
        last, right = first, left + end - start
        while last < count and right >= lengths[last]:
            right -= lengths[last]
            last += 1
        old = self._taken(removed, (first, left), (last, right)) if removed else EMPTY
        self._splice_runs((first, left), (last, right), new.spans)
        return old

    def _taken(self, removed: str, start: tuple[int, int], end: tuple[int, int]) -> Fragment:
        """Return the removed text, between two places (run, offset in it), as a fragment."""
        (first, left), (last, right) = start, end
        if first == last:
            return Fragment(removed, (Span(len(removed), self.origins[first]),))
        lengths, origins = self.lengths, self.origins
        spans = [Span(lengths[first] - left, origins[first])]
        spans += [Span(lengths[run], origins[run]) for run in range(first + 1, last)]
        if right:
            spans.append(Span(right, origins[last]))
        return Fragment(removed, tuple(spans))

    def _splice_runs(
        self, start: tuple[int, int], end: tuple[int, int], spans: tuple[Span, ...]
    ) -> None:
        (first, left), (last, right) = start, end
        lengths, origins = self.lengths, self.origins
        low, high = first, last
        new_lengths: list[int] = []
        new_origins: list[Origin] = []
        if left:
            new_lengths.append(left)
            new_origins.append(origins[first])
        elif first:
            low -= 1
            new_lengths.append(lengths[low])
            new_origins.append(origins[low])
        for span in spans:
            append_run(new_lengths, new_origins, span.length, span.origin)
        if last < len(lengths):
            append_run(new_lengths, new_origins, lengths[last] - right, origins[last])
            high += 1
        lengths[low:high] = new_lengths
        origins[low:high] = new_origins


def append_run(lengths: list[int], origins: list[Origin], length: int, by: Origin) -> None:
    """Put one run behind the others, making it one with an equal neighbour."""
    if origins and (origins[-1] is by or origins[-1] == by):
        lengths[-1] += length
    elif length:
        lengths.append(length)
        origins.append(by)


def divide(text: str, spans: Iterable[Span]) -> list[Chunk]:
    """Return chunks of about `TARGET` characters, with few runs each, that hold the text."""
    chunks: list[Chunk] = []
    lengths: list[int] = []
    origins: list[Origin] = []
    start = room = 0
    full = TARGET if len(text) > LIMIT else LIMIT

    def close() -> None:
        nonlocal start, room, lengths, origins
        if room:
            chunks.append(Chunk(text[start : start + room], lengths, origins))
            start, room, lengths, origins = start + room, 0, [], []

    for span in spans:
        left = span.length
        while left:
            length = min(left, full - room)
            append_run(lengths, origins, length, span.origin)
            room += length
            left -= length
            if room >= full or len(lengths) >= TARGET_RUNS:
                close()
    close()
    return chunks


def united(one: Chunk, two: Chunk) -> Chunk:
    """Return two neighbouring chunks as one."""
    lengths, origins = one.lengths[:], one.origins[:]
    for length, by in zip(two.lengths, two.origins, strict=True):
        append_run(lengths, origins, length, by)
    return Chunk(one.text + two.text, lengths, origins)
