"""How much of the record a proof bundle gives away, and what can be checked for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Level(StrEnum):
    """From the least to the most; each holds all that the one before it holds."""

    SUMMARY = "summary"
    SESSIONS = "sessions"
    PROCESS = "process"
    FULL = "full"

    def reaches(self, other: Level) -> bool:
        """Whether this level holds what `other` holds."""
        order = list(Level)
        return order.index(self) >= order.index(other)


SHOWS: Mapping[Level, str] = {
    Level.SUMMARY: (
        "A stranger can check that the report is the one that was sealed, and that a file is the "
        "one meant. The figures are sealed, not worked out again."
    ),
    Level.SESSIONS: (
        "A stranger can also check that the record grew sitting by sitting, without a break."
    ),
    Level.PROCESS: (
        "A stranger can also work out the shares of all characters again, from places and lengths, "
        "without seeing a word; which of them are white space or Markdown signs stays sealed."
    ),
    Level.FULL: "A stranger can also rebuild every draft, and check the text against its hash.",
}
GIVES_AWAY: Mapping[Level, str] = {
    Level.SUMMARY: (
        "This bundle gives away what the report says: totals, dates, the titles of scenes, and "
        "which agents were used."
    ),
    Level.SESSIONS: (
        "This bundle gives away the report, who put in each line, which suggestions were taken, "
        "and the working hours, sitting by sitting, with a hash of each scene by which a whole "
        "scene that somebody guesses can be recognised."
    ),
    Level.PROCESS: (
        "This bundle gives away the rhythm of the work: when words came, went and were decided on, "
        "to the second, which is personal data; it holds no words of the manuscript."
    ),
    Level.FULL: (
        "This bundle gives away everything: every draft, what was removed, what agents were asked "
        "and what they answered."
    ),
}
COARSE = (
    "This bundle gives away in which order words came, went and were decided on, but of the times "
    "only when each sitting began and how long it was; in return, places and lengths are sealed as "
    "a whole, not event by event."
)


def gives_away(level: Level, *, is_coarse: bool = False) -> str:
    """Return the sentence on what a bundle gives away.

    Args:
        is_coarse: whether the times within sittings are left out.
    """
    return COARSE if is_coarse else GIVES_AWAY[level]
