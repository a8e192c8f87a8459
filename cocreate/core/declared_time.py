"""Time at work that nobody saw: the event by which the writer enters it, or takes it back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeDeclared:
    """The writer entered time away from the desk; it is never added to active time.

    Args:
        id: what a later event names that takes the entry back.
        day: the day of the work, `YYYY-MM-DD`.
        seconds: how long, by the writer's word.
        what: what for, in the writer's words.
        is_withdrawn: whether this takes the entry of that id back.
    """

    id: str
    day: str
    seconds: int
    what: str
    is_withdrawn: bool = False
