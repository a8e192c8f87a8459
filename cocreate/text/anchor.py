"""Places in a text that move with the edits made around them."""

from __future__ import annotations

from enum import StrEnum


class Lean(StrEnum):
    """To which side a place clings when words come in exactly at it, or go around it."""

    LEFT = "left"
    RIGHT = "right"


def move(offset: int, start: int, removed: int, inserted: int, lean: Lean) -> int:
    """Return where a place stands after an edit.

    A place inside what was removed goes to the edit's start (leaning left) or behind what came
    in (leaning right); so does a place exactly at an insertion.
    """
    end = start + removed
    if offset < start or (offset == start and removed):
        return offset
    if offset > end or (offset == end and removed):
        return offset + inserted - removed
    return start if lean is Lean.LEFT else start + inserted


def move_range(
    start: int, end: int, edit_start: int, removed: int, inserted: int
) -> tuple[int, int] | None:
    """Return where a range of words stands after an edit, or None if the edit touched its words.

    What comes in exactly at the start moves the range; exactly at its end it leaves it alone. An
    empty range moves behind what comes in at it, and is lost when it lay inside what went.
    """
    edit_end = edit_start + removed
    growth = inserted - removed
    if edit_end <= start:
        return start + growth, end + growth
    if edit_start >= end:
        return start, end
    return None


def move_span(
    start: int, end: int, edit_start: int, removed: int, inserted: int
) -> tuple[int, int]:
    """Return where a stretch stands after an edit that may go through it.

    What comes in at its edges stays outside; what comes in strictly inside, or in the place of
    some of it, becomes part of it. A stretch of which all is removed stays as an empty one.
    """
    edit_end = edit_start + removed
    growth = inserted - removed
    if edit_end <= start:
        return start + growth, end + growth
    if edit_start >= end:
        return start, end
    return min(start, edit_start), max(end, edit_end) + growth
