"""Numbers, dates and names of a report in plain words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from cocreate.base import counting
from cocreate.core.origin import Contributor, Method
from cocreate.core.usage import Money
from cocreate.reports.report import CostRow, Range

# The unknown part stands between human and ai, so that both ranges end in it.
ORDER = (Contributor.HUMAN, Contributor.UNKNOWN, Contributor.AI, Contributor.TOOL)

CONTRIBUTORS = {
    Contributor.HUMAN: "Human",
    Contributor.AI: "AI",
    Contributor.TOOL: "Checker",
    Contributor.UNKNOWN: "Unknown",
}
WITHIN_A_SENTENCE = {
    Contributor.HUMAN: "human",
    Contributor.AI: "AI",
    Contributor.TOOL: "checker",
    Contributor.UNKNOWN: "unknown",
}
METHODS = {
    (Contributor.HUMAN, Method.TYPED): "Typed by the writer",
    (Contributor.HUMAN, Method.DECLARED): "Declared by the writer as human",
    (Contributor.AI, Method.ACCEPTED): "Offered by an AI agent, accepted",
    (Contributor.AI, Method.DECLARED): "Declared by the writer as AI",
    (Contributor.TOOL, Method.ACCEPTED): "Fix of a checker, accepted",
    (Contributor.UNKNOWN, Method.PASTED): "Pasted, source not seen",
    (Contributor.UNKNOWN, Method.ACCEPTED): "Change of a third party, accepted",
    (Contributor.UNKNOWN, Method.IMPORTED): "There before tracking began",
    (Contributor.UNKNOWN, Method.UNOBSERVED): "Changed outside the program",
}
PURPOSES = {
    "brainstorm": "Brainstorming",
    "outline": "Outlining",
    "research": "Research",
    "critique": "Critique",
    "spelling_grammar": "Spelling and grammar",
    "copyedit": "Copy-editing",
    "line_edit": "Line editing",
    "rewrite": "Rewriting",
    "draft": "Drafting",
    "translate": "Translation",
    "metadata": "Metadata",
    "other": "Other",
}
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_SPACE = "\u00a0"
_MINUTE_S = 60
_HOUR_S = 3600
_CENT_MICROS = 10_000


def clean(words: str) -> str:
    """Return a name on one line without control characters."""
    return " ".join(_CONTROLS.sub(" ", words).split())


def method_words(contributor: Contributor, method: Method) -> str:
    """Return what a class of text is called."""
    return METHODS.get((contributor, method), f"{CONTRIBUTORS[contributor]}, {method}")


def purpose_words(purpose: str) -> str:
    """Return what a purpose is called."""
    return PURPOSES.get(purpose, clean(purpose.replace("_", " ")) or "Other")


def number(amount: int) -> str:
    """Return a whole number with commas."""
    return f"{amount:,}"


def counted(amount: int, one: str, many: str = "") -> str:
    """Return `1 word`, `2 words`, with the plural in s unless given; it stays on one line."""
    return counting.counted(amount, one, many).replace(" ", _SPACE, 1)


def percent(share: float) -> str:
    """Return a share as a whole percentage that never rounds something to nothing or to all."""
    return f"{_points(share)}{_SPACE}%"


def percent_range(share: Range) -> str:
    """Return a range of shares; one percentage where both ends are the same.

    Near nothing and all the ends are rounded outwards: a range that claims less is never wrong.
    """
    low, high = _points(share.low), _points(share.high)
    if low == high:
        return f"{low}{_SPACE}%"
    first = {"<1": "0", ">99": "99"}.get(low, low)
    last = {"<1": "1", ">99": "100"}.get(high, high)
    return f"{first}–{last}{_SPACE}%"


def _points(share: float) -> str:
    points = share * 100
    if 0 < points < 1:
        return "<1"
    if 99 < points < 100:
        return ">99"
    return f"{points:.0f}"


def duration(seconds: float) -> str:
    """Return a stretch of time as hours and minutes."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{whole}{_SPACE}s"
    if whole < _HOUR_S:
        return f"{round(whole / _MINUTE_S)}{_SPACE}min"
    minutes = round(whole / _MINUTE_S)
    return f"{number(minutes // 60)}{_SPACE}h {minutes % 60:02d}{_SPACE}min"


def money(amount: Money) -> str:
    """Return an amount with cents, or more places where cents would hide it."""
    if 0 < amount.micros < _CENT_MICROS:
        return f"{f'{amount.micros / 1_000_000:.6f}'.rstrip('0')}{_SPACE}{amount.currency}"
    cents = (amount.micros + _CENT_MICROS // 2) // _CENT_MICROS
    return f"{cents // 100:,}.{cents % 100:02d}{_SPACE}{amount.currency}"


def cost_words(row: CostRow) -> str:
    """Return what a row cost; calls without a known price are said to be unknown."""
    if not row.calls:
        return "no calls"
    if row.is_local:
        return "0, on this computer"
    parts = [money(amount) for amount in row.known]
    if row.unpriced_calls:
        is_all = row.unpriced_calls == row.calls
        parts.append("unknown" if is_all else f"{counted(row.unpriced_calls, 'call')} unknown")
    return " + ".join(parts)


def day_words(day: date) -> str:
    """Return a date as `3 November 2026`."""
    return f"{day.day}{_SPACE}{day:%B}{_SPACE}{day.year}"


def moment_day(moment: str) -> date:
    """Return the day (UTC) of an ISO moment."""
    return datetime.fromisoformat(moment).astimezone(UTC).date()


def observed_sentence(observed: tuple[str, str], coverage: float) -> str:
    """Return the sentence that every report begins with."""
    if not observed[0]:
        return "Nothing has been observed in Cocreate yet."
    first, last = (day_words(moment_day(moment)) for moment in observed)
    return f"Observed in Cocreate between {first} and {last}; coverage {percent(coverage)}."
