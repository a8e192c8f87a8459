"""Who put a character there and how: contributor, method, origin, and runs of equal origin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Contributor(StrEnum):
    """The kind of hand that made a character."""

    HUMAN = "human"
    AI = "ai"
    TOOL = "tool"
    UNKNOWN = "unknown"


class Method(StrEnum):
    """The way in which a character came. A move keeps the method it had."""

    TYPED = "typed"
    DECLARED = "declared"
    ACCEPTED = "accepted"
    PASTED = "pasted"
    IMPORTED = "imported"
    UNOBSERVED = "unobserved"


ALLOWED_PAIRS: frozenset[tuple[Contributor, Method]] = frozenset(
    {
        (Contributor.HUMAN, Method.TYPED),
        (Contributor.HUMAN, Method.DECLARED),
        (Contributor.AI, Method.ACCEPTED),
        (Contributor.AI, Method.DECLARED),
        (Contributor.TOOL, Method.ACCEPTED),
        (Contributor.UNKNOWN, Method.PASTED),
        (Contributor.UNKNOWN, Method.ACCEPTED),
        (Contributor.UNKNOWN, Method.IMPORTED),
        (Contributor.UNKNOWN, Method.UNOBSERVED),
    }
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a character comes from.

    Args:
        contributor: the kind of hand.
        method: the way.
        source: id of the suggestion (hunk), paste, import or agent it came from, if any.
    """

    contributor: Contributor
    method: Method
    source: str | None = None


@lru_cache(maxsize=65_536)
def origin(contributor: Contributor, method: Method, source: str | None = None) -> Origin:
    """Return the one shared Origin of these parts, so that equal origins are mostly identical."""
    return Origin(contributor, method, source)


TYPED = origin(Contributor.HUMAN, Method.TYPED)
UNKNOWN_PASTED = origin(Contributor.UNKNOWN, Method.PASTED)
UNKNOWN_IMPORTED = origin(Contributor.UNKNOWN, Method.IMPORTED)
UNOBSERVED = origin(Contributor.UNKNOWN, Method.UNOBSERVED)


_CHECKER = "checker:"


def mended_by(checker: str) -> Origin:
    """Return the origin of a fix of a checker that belongs to no suggestion, such as a spelling."""
    return origin(Contributor.TOOL, Method.ACCEPTED, f"{_CHECKER}{checker}")


def checker_of(by: Origin) -> str:
    """Return the checker that such an origin names, or ""."""
    source = by.source or ""
    # Words brought from another project have that project's id behind the name.
    return source.removeprefix(_CHECKER).partition("@")[0] if source.startswith(_CHECKER) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters with equal origin; `length` in code points, at least 1."""

    length: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of attributed text; the span lengths sum to `len(text)`, neighbours differ."""

    text: str
    spans: tuple[Span, ...]


EMPTY = Fragment("", ())


def plain(text: str, by: Origin) -> Fragment:
    """Return `text` as a fragment of one origin."""
    return Fragment(text, (Span(len(text), by),)) if text else EMPTY


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in an attributed text, with both sides, so that it can be inverted.

    Args:
        start: code-point offset at which `old` stood and `new` stands.
        old: what was removed, with its origins.
        new: what was put in, with its origins.
    """

    start: int
    old: Fragment
    new: Fragment

    @property
    def old_end(self) -> int:
        """End of the removed range, before the edit."""
        return self.start + len(self.old.text)

    @property
    def new_end(self) -> int:
        """End of the inserted range, after the edit."""
        return self.start + len(self.new.text)

    @property
    def growth(self) -> int:
        """By how much the text got longer, in code points."""
        return len(self.new.text) - len(self.old.text)

    def inverted(self) -> Edit:
        """Return the edit that takes this one back."""
        return Edit(self.start, self.new, self.old)
