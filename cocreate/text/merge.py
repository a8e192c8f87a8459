"""Bring two changed copies of one text together, word by word, and say where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.text.diff import WordEdit, word_edits


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where both copies changed the same words in different ways.

    Args:
        start: offset in our copy; `end` lies behind the words there.
        base: the words before either changed them.
        ours: what stands in our copy.
        theirs: what stands in the other.
    """

    start: int
    end: int
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What is to be done to our copy: edits in it, ascending, and what has to be decided."""

    edits: tuple[WordEdit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Return the edits that bring into our copy what only the other one changed."""
    if base == ours:
        return Merged(word_edits(ours, theirs))
    if theirs in (base, ours):
        return Merged()
    here, there = word_edits(base, ours), word_edits(base, theirs)
    edits: list[WordEdit] = []
    conflicts: list[Conflict] = []
    for mine, other in _clusters(here, there):
        if not other or mine == other:
            continue
        start, end = _ends((*mine, *other))
        shift = sum(_growth(edit) for edit in here if edit.end <= start and edit not in mine)
        our_end = end + shift + sum(map(_growth, mine))
        if not mine:
            edits += (WordEdit(e.start + shift, e.end + shift, e.new) for e in other)
            continue
        words = _applied(base, other, start, end)
        stands = ours[start + shift : our_end]
        if words != stands:
            conflicts.append(Conflict(start + shift, our_end, base[start:end], stands, words))
    return Merged(tuple(edits), tuple(conflicts))


def _clusters(
    here: Sequence[WordEdit], there: Sequence[WordEdit]
) -> list[tuple[list[WordEdit], list[WordEdit]]]:
    """Gather edits of both copies that touch each other."""
    found: list[tuple[list[WordEdit], list[WordEdit]]] = []
    reach = -1
    marked = [(edit, 0) for edit in here] + [(edit, 1) for edit in there]
    for edit, side in sorted(marked, key=lambda item: (item[0].start, item[0].end, item[1])):
        if not found or edit.start > reach:
            found.append(([], []))
        found[-1][side].append(edit)
        reach = max(reach, edit.end)
    return found


def _ends(edits: Sequence[WordEdit]) -> tuple[int, int]:
    return min(edit.start for edit in edits), max(edit.end for edit in edits)


def _growth(edit: WordEdit) -> int:
    return len(edit.new) - (edit.end - edit.start)


def _applied(base: str, edits: Sequence[WordEdit], start: int, end: int) -> str:
    """Return what a range of the base becomes by edits inside it."""
    parts: list[str] = []
    for edit in edits:
        parts += (base[start : edit.start], edit.new)
        start = edit.end
    return "".join((*parts, base[start:end]))
