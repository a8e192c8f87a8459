"""Two moments of a manuscript beside each other, and what brings the earlier one back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from cocreate.core.fragments import cut, join
from cocreate.core.origin import Fragment, Span
from cocreate.text.diff import Piece, pieces, word_edits
from cocreate.workspace.buffer import Replacement


class Fate(StrEnum):
    """What became of a scene between two moments."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stood:
    """A scene as it stood at a moment."""

    scene: str
    title: str
    content: Fragment


@dataclass(frozen=True, slots=True)
class Difference:
    """A scene at two moments.

    Args:
        title: its later name, or its last one where it is gone.
        pieces: what stayed, went out and came in, word by word.
    """

    scene: str
    title: str
    fate: Fate
    pieces: tuple[Piece, ...]

    @property
    def words_in(self) -> int:
        """How many words came in."""
        return _words(self.pieces, "in")

    @property
    def words_out(self) -> int:
        """How many words went out."""
        return _words(self.pieces, "out")


def compared(before: Sequence[Stood], after: Sequence[Stood]) -> tuple[Difference, ...]:
    """Return what became of each scene, in the later order; scenes that are gone come last."""
    old = {stood.scene: stood for stood in before}
    found = [_difference(old.get(stood.scene), stood) for stood in after]
    kept = {stood.scene for stood in after}
    found += [
        Difference(stood.scene, stood.title, Fate.REMOVED, _whole(stood, "out"))
        for stood in before
        if stood.scene not in kept
    ]
    return tuple(found)


def restoring(now: Fragment, then: Fragment) -> list[Replacement]:
    """Return the replacements that make `now` exactly `then`, origins too, and touch no more."""
    found: list[Replacement] = []
    for part in _parts(now.text, then.text):
        wanted = cut(then, part.then_start, part.then_end)
        if part.is_same:
            found += _relabelled(now, part.now_start, wanted)
        else:
            found.append((part.now_start, part.now_end, wanted))
    return _merged(found)


def restoring_passage(now: Fragment, then: Fragment, start: int, end: int) -> list[Replacement]:
    """Return the replacements that bring a passage of `then` back to where it belongs in `now`.

    What was changed within it since is taken back; all else stays as it is.
    """
    found: list[Replacement] = []
    for part in _parts(now.text, then.text):
        low, high = max(part.then_start, start), min(part.then_end, end)
        if part.is_same and low < high:
            place = part.now_start + low - part.then_start
            found += _relabelled(now, place, cut(then, low, high))
        elif part.is_same or not part.touches(start, end):
            continue
        elif part.now_start == part.now_end:
            found.append((part.now_start, part.now_end, cut(then, low, high)))
        else:
            wanted = cut(then, part.then_start, part.then_end)
            found.append((part.now_start, part.now_end, wanted))
    return _merged(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of both texts: the same words, or words that gave way to others."""

    now_start: int
    now_end: int
    then_start: int
    then_end: int
    is_same: bool

    def touches(self, start: int, end: int) -> bool:
        if self.then_start == self.then_end:
            return start < self.then_start < end
        return self.then_start < end and self.then_end > start


def _parts(now: str, then: str) -> Iterator[_Part]:
    here = there = 0
    for edit in word_edits(now, then):
        size = edit.start - here
        if size:
            yield _Part(here, edit.start, there, there + size, is_same=True)
        there += size
        behind = there + len(edit.new)
        yield _Part(edit.start, edit.end, there, behind, is_same=False)
        here, there = edit.end, behind
    if here < len(now):
        yield _Part(here, len(now), there, len(then), is_same=True)


def _relabelled(now: Fragment, start: int, wanted: Fragment) -> list[Replacement]:
    """Return replacements of equal words by themselves where they came another way."""
    size = len(wanted.text)
    have = cut(now, start, start + size)
    if have.spans == wanted.spans:
        return []
    found: list[Replacement] = []
    cuts = sorted({*_ends(have.spans), *_ends(wanted.spans)})
    low = 0
    for high in cuts:
        new = cut(wanted, low, high)
        if cut(have, low, high).spans != new.spans:
            found.append((start + low, start + high, new))
        low = high
    return found


def _merged(found: list[Replacement]) -> list[Replacement]:
    """Make replacements that touch each other one."""
    result: list[Replacement] = []
    for start, end, new in found:
        if result and result[-1][1] == start:
            first, _, before = result[-1]
            result[-1] = (first, end, join(before, new))
        else:
            result.append((start, end, new))
    return result


def _difference(before: Stood | None, after: Stood) -> Difference:
    if before is None:
        return Difference(after.scene, after.title, Fate.ADDED, _whole(after, "in"))
    found = pieces(before.content.text, after.content.text)
    is_same = all(piece.kind == "same" for piece in found)
    fate = Fate.SAME if is_same else Fate.CHANGED
    return Difference(after.scene, after.title, fate, found)


def _whole(stood: Stood, kind: str) -> tuple[Piece, ...]:
    text = stood.content.text
    if not text:
        return ()
    return (Piece("in", text),) if kind == "in" else (Piece("out", text),)


def _words(found: Sequence[Piece], kind: str) -> int:
    return sum(len(piece.text.split()) for piece in found if piece.kind == kind)


def _ends(spans: Sequence[Span]) -> list[int]:
    return list(accumulate(span.length for span in spans))
