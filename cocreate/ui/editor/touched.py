"""What a change of the document touched, and what of it is the true difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.text.edit import TextEdit, trim
from cocreate.ui.editor.offsets import head, units


@dataclass(frozen=True, slots=True)
class Touched:
    """The blocks that a change of the document touched.

    Args:
        first: number of the first one.
        old_count: how many there were before.
        old: their text before, soft breaks as newlines.
        lines: their texts now.
        softs: for each of the blocks before, its soft length.
        start: offset at which the first one begins.
    """

    first: int
    old_count: int
    old: str
    lines: list[str]
    softs: list[int]
    start: int

    @property
    def breaks(self) -> list[int]:
        """Places of the soft breaks in `old`."""
        places: list[int] = []
        reached = 0
        for soft in self.softs[:-1]:
            if soft:
                reached += soft
                places.append(reached - 1)
            else:
                reached = self.old.index("\n", reached) + 1
        return places

    def told(self, new: str, local: int, sizes: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the range that Qt says was replaced.

        Where it names more than that, as it does where marks behind are drawn anew (a fence of
        code), what it names begins with the change.

        Args:
            new: the text now.
            local: where in it Qt says the change began, in UTF-16 units.
            sizes: how many units it says were removed and added.
        """
        start, behind = head(new, local), head(new, local + sizes[1])
        end = len(self.old) - (len(new) - behind)
        least = trim(TextEdit(0, self.old, new))
        is_exact = end - start == len(least.removed) and behind - start == len(least.inserted)
        if is_exact and units(self.old[start:end]) == sizes[0]:
            return [(start, end)]
        return [(start, start + len(least.removed))]


def with_softs(text: str, softs: Sequence[int]) -> str:
    """Put newlines where the soft breaks between blocks are."""
    if not any(softs[:-1]):
        return text
    parts: list[str] = []
    reached = 0
    for soft in softs[:-1]:
        end = reached + soft - 1 if soft else text.index("\n", reached) + 1
        parts.append(text[reached:end] + ("\n" if soft else ""))
        reached = end
    return "".join(parts) + text[reached:]


def with_breaks(place: int, breaks: Sequence[int]) -> int:
    """Return a place in a text without soft breaks as one in the text with them."""
    for at in breaks:
        if at < place:
            place += 1
    return place


def difference(old: str, new: str, hints: Sequence[tuple[int, int]]) -> tuple[int, int, str]:
    """Return the range of `old` that was replaced, and by what."""
    for start, end in hints:
        grown = len(new) - len(old) + end - start
        if (
            grown >= 0
            and 0 <= start <= end <= len(old)
            and new.startswith(old[:start])
            and new.endswith(old[end:])
        ):
            return start, end, new[start : start + grown]
    least = trim(TextEdit(0, old, new))
    return least.start, least.old_end, least.inserted
