"""Lay suggestions over a scene's paragraphs: what stays, what is struck, what is put in.

The text with all suggestions is read as Markdown too, and both readings are compared by the places
of their signs. So whatever a suggestion does to the structure, striking everything that is put in
gives the one text, and taking everything the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cocreate.formats.book import BookScene
from cocreate.formats.document import Inline, Run
from cocreate.formats.list_places import aliases, apart, rejoined
from cocreate.formats.suggested_text import Places
from cocreate.formats.tracked import Anchor, Change, Grid, Item, Para, Part, Piece, Row, cells_of
from cocreate.text.align import align


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: a margin note, or the reason of a suggestion."""

    text: str
    author: str
    at_ms: int = 0


class Reviser:
    """Marks the suggestions and remarks of one scene.

    Args:
        first: the number of its first remark.
    """

    def __init__(self, scene: BookScene, first: int = 0) -> None:
        self._suggestions = scene.suggestions
        self._places = Places(scene.suggestions)
        self._first = first
        self._ranges = [
            *(_Range(s.start, s.end, who) for who, s in enumerate(scene.suggestions) if s.reason),
            *(_Range(note.start, note.end) for note in scene.notes),
        ]
        self.remarks = [
            *(Remark(s.reason, s.author, s.at_ms) for s in scene.suggestions if s.reason),
            *(Remark(note.text, note.author, note.at_ms) for note in scene.notes),
        ]
        self._anchored: set[int] = set()
        self._same: list[tuple[Item, Item]] = []

    @property
    def unanchored(self) -> Iterator[int]:
        """The numbers of the remarks that found no words yet."""
        return (
            self._first + number
            for number in range(len(self._ranges))
            if number not in self._anchored
        )

    def revised(self, old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
        """Return paragraphs with their changes.

        Args:
            old: those of the scene's text.
            new: those of the text with all suggestions; where there are none, `old` again.
        """
        new = apart(new)
        self._same = []
        made: list[Item] = []
        i = j = 0
        for next_i, next_j in (*self._untouched(old, new), (len(old), len(new))):
            made += self._region(old[i:next_i], new[j:next_j])
            made += old[next_i : next_i + 1]
            self._same += zip(old[next_i : next_i + 1], new[next_j : next_j + 1], strict=True)
            i, j = next_i + 1, next_j + 1
        return rejoined(made, aliases(self._same))

    def _untouched(self, old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
        """Yield the places of paragraphs that no suggestion and no remark touches."""
        places = {item.start: i for i, item in enumerate(old) if item.start >= 0}
        last = -1
        for j, item in enumerate(new):
            i = places.get(self._back(item.start), -1)
            if i <= last or any(r.touches(old[i]) for r in self._ranges):
                continue
            if self._is_same(old[i], item):
                last = i
                yield i, j

    def _back(self, offset: int) -> int:
        return self._places.back(offset) if offset >= 0 else -1

    def _is_same(self, old: Item, new: Item) -> bool:
        if isinstance(old, Para) and isinstance(new, Para):
            return old.shape.is_like(new.shape) and [
                (piece.inline, piece.inline.start) for piece in old.pieces
            ] == [
                (
                    replace(piece.inline, start=at, end=piece.inline.end + at - piece.inline.start),
                    at,
                )
                for piece in new.pieces
                for at in (self._back(piece.inline.start),)
            ]
        if isinstance(old, Grid) and isinstance(new, Grid):
            return _size(old) == _size(new) and all(
                self._is_same(one, other)
                for one, other in zip(cells_of(old), cells_of(new), strict=True)
            )
        return False

    def _region(self, old: Sequence[Item], new: Sequence[Item]) -> list[Item]:
        """Return the paragraphs of a passage that something touches."""
        if not old and not new:
            return []
        cuts, new_cuts = self._cuts(old, new)
        here = _ascending(a for item in old for a in self._atoms(item, cuts, is_new=False))
        there = _ascending(a for item in new for a in self._atoms(item, new_cuts, is_new=True))
        merged: list[_Marked] = []
        i = j = 0
        for next_i, next_j in (*_kept(here, there), (len(here), len(there))):
            merged += self._gap(here[i:next_i], there[j:next_j])
            if next_i < len(here):
                merged.append(_Marked(here[next_i], None, there[next_j]))
            i, j = next_i + 1, next_j + 1
        return self._assembled(merged)

    def _cuts(self, old: Sequence[Item], new: Sequence[Item]) -> tuple[list[int], list[int]]:
        """Return where runs are cut: wherever one of either text or a change or remark begins."""
        places = self._places
        edges = {edge for found in self._ranges for edge in (found.start, found.end)}
        new_edges = set(places.new_edges)
        edges |= set(places.old_edges)
        for inline in _inlines_of(old):
            edges |= {inline.start, inline.end}
        for inline in _inlines_of(new):
            if inline.end > inline.start >= 0:
                new_edges |= {inline.start, inline.end}
                edges |= {places.back(inline.start), places.back(inline.end - 1) + 1}
        new_edges |= {places.forward(edge) for edge in edges}
        return sorted(edges), sorted(new_edges)

    def _atoms(self, item: Item, cuts: list[int], *, is_new: bool) -> Iterator[_Atom]:
        places = self._places
        who_at = places.who_new if is_new else places.who_old
        if isinstance(item, Para):
            for piece in item.pieces:
                for inline in _cut(piece.inline, cuts):
                    at = self._back(inline.start) if is_new else inline.start
                    key = None if at < 0 else (replace(inline, start=at, end=at), item.shape.plain)
                    yield _Atom(inline, None, who_at(inline.start), at, key)
        end = item.end
        if end < 0 and isinstance(item, Para):
            end = max((piece.inline.end for piece in item.pieces), default=-1)
        yield _Atom(None, item, who_at(end), -1, None)

    def _gap(self, old: Sequence[_Atom], new: Sequence[_Atom]) -> Iterator[_Marked]:
        """Yield what was struck and what came, around the paragraph ends that stay."""
        i = j = 0
        for next_i, next_j in _steady_ends(old, new):
            yield from self._changed(old[i:next_i], new[j:next_j])
            yield _Marked(old[next_i], None, new[next_j])
            i, j = next_i + 1, next_j + 1
        yield from self._changed(old[i:], new[j:])

    def _changed(self, old: Sequence[_Atom], new: Sequence[_Atom]) -> list[_Marked]:
        marked = [_Marked(atom, self._change(atom.who, is_insertion=False)) for atom in old]
        marked += (_Marked(atom, self._change(atom.who, is_insertion=True)) for atom in new)
        return sorted(marked, key=lambda found: found.atom.who)

    def _change(self, who: int, *, is_insertion: bool) -> Change:
        suggestion = self._suggestions[who]
        return Change(is_insertion, suggestion.author, suggestion.at_ms)

    def _assembled(self, merged: list[_Marked]) -> list[Item]:
        opening, closing = self._anchors(merged)
        made: list[Item] = []
        line = _Line()
        for place, marked in enumerate(merged):
            line.parts += (Anchor(number, opens=True) for number in opening.get(place, ()))
            item = marked.atom.item
            if item is None:
                line.take(marked)
            closed = [Anchor(number, opens=False) for number in closing.get(place, ())]
            line.parts += closed
            if isinstance(item, Para):
                made.append(replace(item, parts=line.taken(), change=marked.change))
                if marked.other is not None and marked.other.item is not None:
                    self._same.append((item, marked.other.item))
            elif isinstance(item, Grid):
                made.append(self._grid(item, marked))
        if line.parts:  # the remark stands at a table, or nothing closes the paragraph
            made = _with_rest(made, line.taken())
        return made

    def _anchors(self, merged: list[_Marked]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """Return between which places each remark stands that is about words among these."""
        opening: dict[int, list[int]] = {}
        closing: dict[int, list[int]] = {}
        for number, found in enumerate(self._ranges):
            if number in self._anchored:
                continue
            places = [place for place, marked in enumerate(merged) if found.is_about(marked)]
            if not places:
                continue
            self._anchored.add(number)
            opening.setdefault(places[0], []).append(self._first + number)
            closing.setdefault(places[-1], []).append(self._first + number)
        return opening, closing

    def _grid(self, grid: Grid, marked: _Marked) -> Grid:
        other = marked.other.item if marked.other is not None else None
        if isinstance(other, Grid):
            return replace(
                grid,
                rows=tuple(
                    Row(tuple(map(self._cell, row.cells, also.cells)))
                    for row, also in zip(grid.rows, other.rows, strict=True)
                ),
            )
        return replace(
            grid,
            rows=tuple(
                Row(tuple(_all_changed(cell, marked.change) for cell in row.cells), marked.change)
                for row in grid.rows
            ),
        )

    def _cell(self, old: Para, new: Para) -> Para:
        (made,) = self._region((old,), (new,))
        return made if isinstance(made, Para) else old


@dataclass(frozen=True, slots=True)
class _Atom:
    """A sign, or the end of a paragraph or table.

    Args:
        at: its offset in the scene's text; -1 for what a suggestion brings.
        who: the suggestion that changes it, if one does.
        key: what it is the same by; None where it is never the same.
    """

    inline: Inline | None
    item: Item | None
    who: int
    at: int
    key: Hashable | None


@dataclass(frozen=True, slots=True)
class _Marked:
    atom: _Atom
    change: Change | None
    other: _Atom | None = None


@dataclass(frozen=True, slots=True)
class _Range:
    """What a remark is about; `who` is the suggestion whose reason it is."""

    start: int
    end: int
    who: int | None = None

    def touches(self, item: Item) -> bool:
        return item.start <= self.end and self.start <= item.end

    def is_about(self, marked: _Marked) -> bool:
        if self.who is not None:
            return marked.change is not None and marked.atom.who == self.who
        at, inline = marked.atom.at, marked.atom.inline
        if at < 0 or inline is None:
            return False
        if self.start == self.end:
            return at <= self.start <= at + inline.end - inline.start
        return self.start <= at < self.end


@dataclass(slots=True)
class _Line:
    """The paragraph that is being put together."""

    parts: list[Part] = field(default_factory=list)

    def take(self, marked: _Marked) -> None:
        inline = marked.atom.inline
        if inline is None:
            return
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Piece) and last.change == marked.change:
            joined = _joined(last.inline, inline)
            if joined is not None:
                self.parts[-1] = Piece(joined, last.change)
                return
        self.parts.append(Piece(inline, marked.change))

    def taken(self) -> tuple[Part, ...]:
        parts, self.parts = tuple(self.parts), []
        return parts


def _inlines_of(items: Iterable[Item]) -> Iterator[Inline]:
    return (piece.inline for item in items if isinstance(item, Para) for piece in item.pieces)


def _cut(inline: Inline, cuts: list[int]) -> Iterable[Inline]:
    start, end = inline.start, inline.end
    if not isinstance(inline, Run) or start < 0 or end - start != len(inline.text):
        return (inline,)
    edges = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
    return (
        Run(inline.text[low - start : high - start], low, high, inline.style, inline.href)
        for low, high in pairwise(edges)
    )


def _steady_ends(old: Sequence[_Atom], new: Sequence[_Atom]) -> list[tuple[int, int]]:
    """Return the places of paragraph ends that stay though what is around them changes.

    Where words change in front of the first end, only the last may stay: so whatever is struck or
    put in is one stretch, as if somebody had typed it. (LibreOffice takes new words before a steady
    end and a new paragraph behind it for one change.)
    """
    old_ends = [i for i, atom in enumerate(old) if atom.item is not None]
    new_ends = [j for j, atom in enumerate(new) if atom.item is not None]
    if not old_ends or not new_ends:
        return []
    if old_ends[0] == 0 and new_ends[0] == 0:
        pairs = align(
            [_end_key(old[i].item) for i in old_ends], [_end_key(new[j].item) for j in new_ends]
        )
        return [(old_ends[a], new_ends[b]) for a, b in pairs]
    last = old_ends[-1], new_ends[-1]
    return [last] if _end_key(old[last[0]].item) == _end_key(new[last[1]].item) else []


def _ascending(atoms: Iterable[_Atom]) -> list[_Atom]:
    """Return signs so that a later one is never an earlier suggestion's."""
    made: list[_Atom] = []
    who = 0
    for atom in atoms:
        who = max(who, atom.who)
        made.append(atom if atom.who == who else replace(atom, who=who))
    return made


def _kept(old: Sequence[_Atom], new: Sequence[_Atom]) -> Iterator[tuple[int, int]]:
    """Yield the places of signs that stand in both texts, ascending."""
    places = {atom.key: i for i, atom in enumerate(old) if atom.key is not None}
    last = -1
    for j, atom in enumerate(new):
        i = places.get(atom.key, -1) if atom.key is not None else -1
        if i > last:
            last = i
            yield i, j


def _end_key(item: Item | None) -> Hashable:
    if isinstance(item, Para):
        return item.shape.plain
    return _size(item) if isinstance(item, Grid) else None


def _size(grid: Grid) -> tuple[Hashable, ...]:
    return len(grid.rows), grid.sides


def _all_changed(cell: Para, change: Change | None) -> Para:
    return replace(cell, parts=tuple(Piece(piece.inline, change) for piece in cell.pieces))


def _joined(one: Inline, other: Inline) -> Run | None:
    """Return two signs as one run where they look alike and stand beside each other."""
    if not isinstance(one, Run) or not isinstance(other, Run):
        return None
    if (one.style, one.href) != (other.style, other.href):
        return None
    return replace(one, text=one.text + other.text, end=other.end)


def _with_rest(made: list[Item], parts: tuple[Part, ...]) -> list[Item]:
    """Put what no paragraph end closes to the last paragraph there is."""
    for place in range(len(made) - 1, -1, -1):
        item = made[place]
        if isinstance(item, Para):
            made[place] = replace(item, parts=item.parts + parts)
            return made
    grid = made[-1]
    if isinstance(grid, Grid):
        first = grid.rows[0]
        cell = replace(first.cells[0], parts=first.cells[0].parts + parts)
        row = replace(first, cells=(cell, *first.cells[1:]))
        made[-1] = replace(grid, rows=(row, *grid.rows[1:]))
    return made
