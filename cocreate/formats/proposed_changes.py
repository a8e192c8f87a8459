"""Compare a text before and after its tracked changes, sign by sign, as suggestions and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cocreate.formats.book import ImportedNote, ImportedSuggestion
from cocreate.formats.marked_text import Unmarked
from cocreate.formats.revising import Remark
from cocreate.formats.text_ties import Tie, sign_of
from cocreate.formats.tracked import Anchor, Change, Item, Para, Piece


@dataclass(frozen=True, slots=True)
class Stretch:
    """Signs to which the same happened."""

    text: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a remark is about: a range of the signs that stood before, and who changed it all."""

    start: int
    end: int
    author: str | None = None


@dataclass(slots=True)
class Stream:
    """A text as one row of signs, each paragraph and cell with a line feed behind it."""

    pieces: list[Stretch] = field(default_factory=list)
    ranges: dict[int, Anchored] = field(default_factory=dict)
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)
    _length: int = 0  # of the signs that stood before

    @property
    def anchored(self) -> set[int]:
        """The numbers of the remarks that are anchored in it."""
        return set(self.ranges)

    def take(self, items: Iterable[Item]) -> None:
        """Add paragraphs and tables."""
        for item in items:
            if isinstance(item, Para):
                self._take(item)
                continue
            for row in item.rows:
                for cell in row.cells:
                    self._take(cell if row.change is None else changed(cell, row.change))

    def text(self, *, takes: bool) -> str:
        """Return the signs when all changes are taken, or all refused."""
        return "".join(
            piece.text
            for piece in self.pieces
            if piece.change is None or piece.change.is_insertion == takes
        )

    def _take(self, para: Para) -> None:
        for part in para.parts:
            if isinstance(part, Anchor):
                self._anchor(part)
            else:
                self._put(sign_of(part.inline), part.change)
        self._put("\n", para.change)

    def _put(self, text: str, change: Change | None) -> None:
        self.pieces.append(Stretch(text, change))
        if change is None or not change.is_insertion:
            self._length += len(text)

    def _anchor(self, anchor: Anchor) -> None:
        if anchor.opens:
            self._open[anchor.number] = (self._length, len(self.pieces))
            self.ranges[anchor.number] = Anchored(self._length, self._length)
        elif anchor.number in self._open:
            start, first = self._open.pop(anchor.number)
            inside = self.pieces[first:]
            authors = {None if piece.change is None else piece.change.author for piece in inside}
            author = authors.pop() if len(authors) == 1 else None
            self.ranges[anchor.number] = Anchored(start, self._length, author)


@dataclass(slots=True)
class _Group:
    """What one person changed in one place: from where to where it reaches in either text.

    Each reach is -1 where nothing was struck, or nothing put in.
    """

    change: Change
    old_start: int = -1
    old_end: int = -1
    new_start: int = -1
    new_end: int = -1


class Comparison:
    """Finds what differs between two texts of which the signs that stay are known.

    Args:
        old_ties: where each sign of the row before stands in `old`; likewise `new_ties`.
    """

    def __init__(
        self, old: str, new: str, old_ties: Sequence[Tie], new_ties: Sequence[Tie]
    ) -> None:
        self._old, self._new = old, new
        self._old_ties, self._new_ties = old_ties, new_ties
        self._at = self._new_at = 0
        self._last = Change(is_insertion=True, author="")

    def suggestions(self, pieces: Iterable[Stretch]) -> Iterator[ImportedSuggestion]:
        """Yield what would turn the one text into the other, ascending."""
        groups: list[_Group] = []
        i = j = 0
        for piece in pieces:
            size = len(piece.text)
            if piece.change is None:
                for step in range(size):
                    here, there = self._old_ties[i + step], self._new_ties[j + step]
                    if self._is_ahead(here, there) and here and there:
                        yield from self._differing(here[0], there[0], groups)
                        groups = []
                        self._at, self._new_at = here[1], there[1]
                i, j = i + size, j + size
            elif piece.change.is_insertion:
                group = _group(groups, piece.change)
                start, end = _reach(self._new_ties[j : j + size])
                group.new_start = group.new_start if group.new_start >= 0 else start
                group.new_end = max(group.new_end, end)
                j += size
            else:
                group = _group(groups, piece.change)
                start, end = _reach(self._old_ties[i : i + size])
                group.old_start = group.old_start if group.old_start >= 0 else start
                group.old_end = max(group.old_end, end)
                i += size
        yield from self._differing(len(self._old), len(self._new), groups)

    def _is_ahead(self, here: Tie, there: Tie) -> bool:
        if here is None or there is None:
            return False
        if here[0] < self._at or there[0] < self._new_at:
            return False
        return self._old[here[0] : here[1]] == self._new[there[0] : there[1]]

    def _differing(
        self, old_end: int, new_end: int, groups: list[_Group]
    ) -> Iterator[ImportedSuggestion]:
        """Yield the changes up to a place where both texts are tied, each by its author."""
        at, new_at = self._at, self._new_at
        self._at, self._new_at = old_end, new_end
        if groups:
            self._last = groups[-1].change
        if self._old[at:old_end] == self._new[new_at:new_end]:
            return
        for group in groups or [_Group(self._last)]:
            is_last = not groups or group is groups[-1]
            stop = old_end if is_last else min(old_end, max(at, group.old_end))
            new_stop = new_end if is_last else min(new_end, max(new_at, group.new_end))
            yield from self._suggestion((at, stop), (new_at, new_stop), group)
            at, new_at = stop, new_stop

    def _suggestion(
        self, old: tuple[int, int], new: tuple[int, int], group: _Group
    ) -> Iterator[ImportedSuggestion]:
        """Yield a change without the marks around its words that are the same on both sides."""
        start, end = old
        first, last = new
        while (
            start < _inside(group.old_start, old)
            and first < _inside(group.new_start, new)
            and self._old[start] == self._new[first]
        ):
            start, first = start + 1, first + 1
        while (
            end > max(start, group.old_end)
            and last > max(first, group.new_end)
            and self._old[end - 1] == self._new[last - 1]
        ):
            end, last = end - 1, last - 1
        words = self._new[first:last]
        if self._old[start:end] != words:
            change = group.change
            yield ImportedSuggestion(start, end, words, change.author, change.at_ms)


def _inside(limit: int, place: tuple[int, int]) -> int:
    """Return how far the marks before the words reach; all of a place that has no words."""
    return place[1] if limit < 0 else min(limit, place[1])


def _group(groups: list[_Group], change: Change) -> _Group:
    if not groups or groups[-1].change.author != change.author:
        groups.append(_Group(change))
    return groups[-1]


def _reach(found: Sequence[Tie]) -> tuple[int, int]:
    known = [tie for tie in found if tie is not None]
    return (known[0][0], max(tie[1] for tie in known)) if known else (-1, -1)


def with_remarks(
    text: str,
    suggestions: Sequence[ImportedSuggestion],
    stream: Stream,
    old_ties: Sequence[Tie],
    remarks: Sequence[Remark],
) -> Unmarked:
    """Return the text with its suggestions and notes.

    A remark by the author of a change that is about nothing but this change is its reason.
    """
    found = list(suggestions)
    notes: list[ImportedNote] = []
    for number, place in stream.ranges.items():
        remark = remarks[number]
        start, end = _place(place, old_ties, len(text))
        at = _reasoned(found, start, end, remark, place)
        if at < 0:
            notes.append(ImportedNote(start, end, remark.text, remark.author, remark.at_ms))
        else:
            found[at] = replace(found[at], reason=remark.text)
    notes.sort(key=lambda note: (note.start, note.end))
    return Unmarked(text, tuple(found), tuple(notes))


def _reasoned(
    suggestions: Sequence[ImportedSuggestion], start: int, end: int, remark: Remark, place: Anchored
) -> int:
    """Return which suggestion a remark gives the reason of; -1 for none."""
    if place.author is None or place.author != remark.author:
        return -1
    for at, suggestion in enumerate(suggestions):
        is_there = suggestion.start <= end and start <= suggestion.end
        if is_there and suggestion.author == remark.author and not suggestion.reason:
            return at
    return -1


def _place(place: Anchored, old_ties: Sequence[Tie], size: int) -> tuple[int, int]:
    inside = [tie for tie in old_ties[place.start : place.end] if tie is not None]
    if inside:
        return inside[0][0], max(tie[1] for tie in inside)
    behind = next((tie for tie in old_ties[place.start :] if tie is not None), None)
    at = size if behind is None else behind[0]
    return at, at


def changed(para: Para, change: Change) -> Para:
    """Return a paragraph all of whose words a change brought or took, unless another did."""
    parts = (
        replace(part, change=part.change or change) if isinstance(part, Piece) else part
        for part in para.parts
    )
    return replace(para, parts=tuple(parts), change=para.change or change)


def all_changed(item: Item, change: Change) -> Item:
    """Return a paragraph or table that a change brought or took."""
    if isinstance(item, Para):
        return changed(item, change)
    return replace(item, rows=tuple(replace(row, change=row.change or change) for row in item.rows))
