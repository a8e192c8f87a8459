"""What a deterministic reader found: ranked, few, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_FEWEST = 4
_MOST = 20
_CHARACTERS_EACH = 1_200
_LINES_NAMED = 6
_STRETCH = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark on a passage.

    Args:
        weight: how much it matters beside the others; larger is more.
    """

    start: int
    end: int
    note: str
    weight: float


def worth_saying(findings: Iterable[Finding], characters: int) -> list[Finding]:
    """Return the weightiest findings in the order of the text, as many as the text can bear."""
    most = min(_MOST, max(_FEWEST, characters // _CHARACTERS_EACH))
    ranked: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (-finding.weight, finding.start)):
        if len(ranked) < most and not any(_is_same_stretch(finding, one) for one in ranked):
            ranked.append(finding)
    return sorted(ranked, key=lambda finding: (finding.start, finding.end))


def _is_same_stretch(one: Finding, other: Finding) -> bool:
    """Whether two remarks are about much the same long passage: one of them is enough."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shortest = min(one.end - one.start, other.end - other.start)
    return shortest >= _STRETCH and shared * 2 > shortest


def name_lines(lines: Sequence[int]) -> str:
    """Return the lines (from 1) in words: "line 3", "lines 3, 8 and 11"."""
    different = list(dict.fromkeys(lines))
    if len(different) == 1:
        return f"line {different[0]}"
    named = [str(line) for line in different[:_LINES_NAMED]]
    if len(different) > _LINES_NAMED:
        return f"lines {', '.join(named)} and {len(different) - _LINES_NAMED} more"
    return f"lines {', '.join(named[:-1])} and {named[-1]}"
