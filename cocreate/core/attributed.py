"""The text of a scene, every character of which knows its origin: mutable and fast at any size.

Chunks of some thousand characters stand in groups of some dozens. Size and number of newlines are
kept for each group, so that a place is found by two short walks, in a book as in a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cocreate.core.chunks import LIMIT, LIMIT_RUNS, SMALL, Chunk, divide, united
from cocreate.core.fragments import merged, spans_total
from cocreate.core.origin import EMPTY, Edit, Fragment, Origin, Span

_GROUP_TARGET = 48
_GROUP_LIMIT = 96


class _Group:
    """Neighbouring chunks, with what they sum to."""

    __slots__ = ("chunks", "newlines", "size")

    def __init__(self, chunks: list[Chunk]) -> None:
        self.chunks = chunks
        self.size = sum(len(chunk.text) for chunk in chunks)
        self.newlines = sum(chunk.newlines for chunk in chunks)


class AttributedText:
    """Text and origins, changed by replacements; each gives back an edit that can be inverted.

    Owned by one buffer. Offsets are code points, ranges half-open, lines count from 0 and end at
    newlines only.
    """

    def __init__(self, fragment: Fragment = EMPTY) -> None:
        _check(fragment)
        self._groups = _grouped(divide(fragment.text, fragment.spans))
        self._length = len(fragment.text)
        self._text: str | None = fragment.text
        self._version = 0

    def __len__(self) -> int:
        return self._length

    @property
    def version(self) -> int:
        """A number that grows with each edit."""
        return self._version

    @property
    def line_count(self) -> int:
        """How many lines there are; an empty text has one."""
        return sum(group.newlines for group in self._groups) + 1

    def text(self) -> str:
        """Return all characters."""
        if self._text is None:
            self._text = "".join(chunk.text for group in self._groups for chunk in group.chunks)
        return self._text

    def slice(self, start: int, end: int) -> str:
        """Return the characters of a range."""
        self._check_range(start, end)
        if self._text is not None:
            return self._text[start:end]
        return "".join(chunk.text[low:high] for chunk, low, high in self._parts(start, end))

    def fragment(self, start: int = 0, end: int | None = None) -> Fragment:
        """Return a range with its origins; without bounds, everything."""
        stop = self._length if end is None else end
        text = self.slice(start, stop)
        return Fragment(text, tuple(self.iter_spans(start, stop))) if text else EMPTY

    def spans(self) -> tuple[Span, ...]:
        """Return the maximal runs of equal origin that cover the text."""
        return tuple(self.iter_spans(0, self._length))

    def iter_spans(self, start: int, end: int) -> Iterator[Span]:
        """Yield the maximal runs of equal origin that cover a range."""
        self._check_range(start, end)
        return merged(
            span for chunk, low, high in self._parts(start, end) for span in chunk.spans(low, high)
        )

    def chunks(self) -> Iterator[Chunk]:
        """Yield the chunks in order, for whoever keeps them; they are only to be read."""
        return (chunk for group in self._groups for chunk in group.chunks)

    def origin_at(self, offset: int) -> Origin:
        """Return the origin of one character."""
        if not 0 <= offset < self._length:
            raise IndexError(f"no character at {offset} in a text of {self._length}")
        group, index, local = self._locate(offset)
        return self._groups[group].chunks[index].origin_at(local)

    def line_of(self, offset: int) -> int:
        """Return the line in which an offset stands."""
        self._check_range(offset, offset)
        at, index, local = self._locate(offset)
        group = self._groups[at]
        line = sum(before.newlines for before in self._groups[:at])
        line += sum(chunk.newlines for chunk in group.chunks[:index])
        return line + group.chunks[index].text.count("\n", 0, local)

    def line_start(self, line: int) -> int:
        """Return the offset at which a line begins."""
        if line == 0:
            return 0
        left, start = line, 0
        for group in self._groups:
            if 0 < left <= group.newlines:
                break
            left -= group.newlines
            start += group.size
        else:
            raise IndexError(f"no line {line} in a text of {self.line_count} lines")
        index = 0
        while left > group.chunks[index].newlines:
            left -= group.chunks[index].newlines
            start += len(group.chunks[index].text)
            index += 1
        return start + _behind_newline(group.chunks[index].text, left)

    def line_text(self, line: int) -> str:
        """Return a line without its newline."""
        start = self.line_start(line)
        last = line + 1 >= self.line_count
        return self.slice(start, self._length if last else self.line_start(line + 1) - 1)

    def replace(self, start: int, end: int, new: Fragment) -> Edit:
        """Put `new` in place of a range; return the edit, both sides with their origins."""
        if not 0 <= start <= end <= self._length:
            self._check_range(start, end)
        _check(new)
        at, index, local = self._locate(start)
        group = self._groups[at]
        chunk = group.chunks[index]
        stop = local + end - start
        grown = len(new.text) - end + start
        if stop <= len(chunk.text) and grown <= LIMIT:
            newlines = chunk.newlines
            old = chunk.splice(local, stop, new)
            group.size += grown
            group.newlines += chunk.newlines - newlines
            if not SMALL <= len(chunk.text) <= LIMIT or len(chunk.lengths) > LIMIT_RUNS:
                self._tend(at, index)
        else:
            old = self._replace_wide(start, end, new)
        self._length += grown
        self._version += 1
        self._text = None
        return Edit(start, old, new)

    def apply(self, edit: Edit) -> None:
        """Do an edit again; what it takes out must stand where it says."""
        if self.slice(edit.start, edit.old_end) != edit.old.text:
            raise ValueError(f"the edit at {edit.start} is about other words")
        self.replace(edit.start, edit.old_end, edit.new)

    def replace_many(self, replacements: Sequence[tuple[int, int, Fragment]]) -> tuple[Edit, ...]:
        """Do disjoint replacements, given ascending with offsets of before; all or none.

        The edits come back in the order in which they were applied, from the last to the first in
        the text, so that each one's offsets hold just before it.
        """
        reached = 0
        for start, end, new in replacements:
            self._check_range(start, end)
            _check(new)
            if start < reached:
                raise ValueError(f"the replacement at {start} overlaps the one before it")
            reached = end
        return tuple(self.replace(start, end, new) for start, end, new in reversed(replacements))

    def relabel(self, start: int, end: int, spans: Sequence[Span]) -> Edit:
        """Give the characters of a range other origins; the text stays as it is."""
        text = self.slice(start, end)
        return self.replace(start, end, Fragment(text, tuple(merged(spans))))

    def _check_range(self, start: int, end: int) -> None:
        if not 0 <= start <= end <= self._length:
            raise IndexError(f"range {start}:{end} is outside a text of {self._length} characters")

    def _locate(self, offset: int) -> tuple[int, int, int]:
        """Return group, chunk in it and offset in that, of the chunk that holds the character.

        The end of the text is the end of the last chunk.
        """
        at = 0
        groups = self._groups
        for group in groups:
            if offset < group.size:
                break
            offset -= group.size
            at += 1
        else:
            at -= 1
            group = groups[at]
            offset += group.size
        index = 0
        for chunk in group.chunks:
            size = len(chunk.text)
            if offset < size:
                return at, index, offset
            offset -= size
            index += 1
        return at, index - 1, offset + len(group.chunks[-1].text)

    def _parts(self, start: int, end: int) -> Iterator[tuple[Chunk, int, int]]:
        """Yield the chunks that a range touches, each with the local range."""
        if start == end:
            return
        at, index, low = self._locate(start)
        left = end - start
        while True:
            chunks = self._groups[at].chunks
            for chunk in chunks[index:] if index else chunks:
                high = min(len(chunk.text), low + left)
                yield chunk, low, high
                left -= high - low
                if not left:
                    return
                low = 0
            at, index = at + 1, 0

    def _replace_wide(self, start: int, end: int, new: Fragment) -> Fragment:
        """Replace over more than one chunk, or by more than one holds."""
        old = self.fragment(start, end)
        at, index, low = self._locate(start)
        last, last_index, high = self._locate(end)
        head = self._groups[at].chunks[index]
        tail = self._groups[last].chunks[last_index]
        text = f"{head.text[:low]}{new.text}{tail.text[high:]}"
        spans = [*head.spans(0, low)] if low else []
        spans += new.spans
        spans += tail.spans(high, len(tail.text))
        self._put((at, index), (last, last_index), divide(text, spans))
        return old

    def _tend(self, at: int, index: int) -> None:
        """Divide a chunk that grew too big; let one that is too small join a neighbour."""
        chunks = self._groups[at].chunks
        chunk = chunks[index]
        if chunk.is_oversize:
            pieces = divide(chunk.text, chunk.spans(0, len(chunk.text)))
            self._put((at, index), (at, index), pieces)
        elif not chunk.text:
            if len(chunks) > 1 or len(self._groups) > 1:
                self._put((at, index), (at, index), [])
        elif len(chunks) > 1:
            first = index - 1 if index else 0
            one, two = chunks[first], chunks[first + 1]
            is_light = len(one.lengths) + len(two.lengths) <= LIMIT_RUNS // 2
            if is_light and len(one.text) + len(two.text) <= LIMIT:
                self._put((at, first), (at, first + 1), [united(one, two)])

    def _put(self, first: tuple[int, int], last: tuple[int, int], chunks: list[Chunk]) -> None:
        """Put chunks in place of those from `first` to `last` (group and index, inclusive)."""
        (at, index), (end, end_index) = first, last
        before = self._groups[at].chunks[:index]
        behind = self._groups[end].chunks[end_index + 1 :]
        gathered = before + chunks + behind
        self._groups[at : end + 1] = _grouped(gathered) if gathered else []
        if not self._groups:
            self._groups = _grouped([])


def _grouped(chunks: list[Chunk]) -> list[_Group]:
    """Return groups that hold the chunks; at least one group with one chunk, perhaps empty."""
    if len(chunks) <= _GROUP_LIMIT:
        return [_Group(chunks or [Chunk("", [], [])])]
    return [
        _Group(chunks[start : start + _GROUP_TARGET])
        for start in range(0, len(chunks), _GROUP_TARGET)
    ]


def _behind_newline(text: str, count: int) -> int:
    """Return the offset behind the `count`-th newline."""
    at = 0
    for _ in range(count):
        at = text.index("\n", at) + 1
    return at


def _check(fragment: Fragment) -> None:
    spans = fragment.spans
    total = spans[0].length if len(spans) == 1 else spans_total(spans)
    if total != len(fragment.text):
        raise ValueError("a fragment's spans must cover its text")
