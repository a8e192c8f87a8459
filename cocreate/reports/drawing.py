"""Draw a report's bars as SVG: every origin has a colour, a pattern and a name."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cocreate.core.origin import Contributor, Method
from cocreate.reports.report import Surviving, WorkRow
from cocreate.reports.wording import (
    ORDER,
    WITHIN_A_SENTENCE,
    method_words,
    number,
    percent,
    percent_range,
)

_BAR = 16
_TALL = 34

# Colours alone do not tell: slanted lines are AI, points are checkers, level rules are unknown;
# upright lines and the other slant are what the writer declared.
PATTERNS = """<svg class="cr-defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="cr-human" width="8" height="8" patternUnits="userSpaceOnUse">
<rect class="cr-c-human" width="8" height="8"/></pattern>
<pattern id="cr-ai" width="7" height="7" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)">
<rect class="cr-c-ai" width="7" height="7"/>
<rect class="cr-c-mark" width="2" height="7"/></pattern>
<pattern id="cr-human-declared" width="6" height="8" patternUnits="userSpaceOnUse">
<rect class="cr-c-human" width="6" height="8"/>
<rect class="cr-c-mark" width="2" height="8"/></pattern>
<pattern id="cr-ai-declared" width="5" height="7" patternUnits="userSpaceOnUse"
 patternTransform="rotate(-45)">
<rect class="cr-c-ai" width="5" height="7"/>
<rect class="cr-c-mark" width="2" height="7"/></pattern>
<pattern id="cr-tool" width="6" height="6" patternUnits="userSpaceOnUse">
<rect class="cr-c-tool" width="6" height="6"/>
<circle class="cr-c-mark" cx="3" cy="3" r="1.1"/></pattern>
<pattern id="cr-unknown" width="5" height="5" patternUnits="userSpaceOnUse">
<rect class="cr-c-unknown" width="5" height="5"/>
<rect class="cr-c-mark" width="5" height="1"/></pattern>
</defs></svg>
"""


def share_bar(share: Surviving, *, is_tall: bool = False) -> str:
    """Return one bar: human, unknown, AI, checker, from left to right."""
    height = _TALL if is_tall else _BAR
    words = ", ".join(
        f"{WITHIN_A_SENTENCE[who]} {percent(share.of(who) / share.total)}"
        for who in ORDER
        if share.total and share.of(who)
    )
    return (
        f'<svg class="cr-bar" width="100%" height="{height}" role="img" '
        f'aria-label="{escape(words) or "no text"}">'
        f"{_stretches(share, 0, height)}</svg>"
    )


def range_bar(share: Surviving) -> str:
    """Return the bar of the whole manuscript with the two ranges drawn above and below it."""
    human, ai = share.human, share.ai
    unknown = human.high - human.low
    words = f"human {percent_range(human)}, AI {percent_range(ai)}"
    ai_start = human.low
    return (
        f'<svg class="cr-range" width="100%" height="{_TALL + 32}" role="img" '
        f'aria-label="{words}">'
        f"{_bracket(0, human.low, 8, 'human')}{_maybe(human.low, unknown, 8, 'human')}"
        f"{_stretches(share, 16, _TALL)}"
        f"{_maybe(ai_start, unknown, _TALL + 24, 'ai')}"
        f"{_bracket(human.high, ai.low, _TALL + 24, 'ai')}</svg>\n"
    )


def swatch(who: Contributor, method: Method | None = None) -> str:
    """Return the little sign of an origin for a legend."""
    fill = _pattern(who, method)
    return (
        '<svg class="cr-swatch" width="14" height="14" aria-hidden="true" focusable="false">'
        f'<rect width="14" height="14" rx="2" fill="url(#{fill})"/></svg>'
    )


def work_bars(rows: Sequence[WorkRow]) -> str:
    """Return, for every class of text, what was put in (to the right) and out (to the left)."""
    most_in = max((row.inserted for row in rows), default=0)
    most_out = max((row.removed for row in rows), default=0)
    scale = 100 / (most_in + most_out) if most_in + most_out else 0.0
    zero = most_out * scale
    return "".join(_work_row(row, zero, scale) for row in rows)


def _work_row(row: WorkRow, zero: float, scale: float) -> str:
    words = f"{number(row.inserted)} put in, {number(row.removed)} taken out"
    out, put = row.removed * scale, row.inserted * scale
    return (
        f'<tr><th scope="row">{swatch(row.contributor, row.method)}'
        f"{method_words(row.contributor, row.method)}</th>"
        f'<td class="cr-n">{_signed("−", row.removed)}</td>'
        f'<td class="cr-work"><svg class="cr-bar" width="100%" height="{_BAR}" role="img" '
        f'aria-label="{words}">'
        f'<rect class="cr-out cr-s-{row.contributor}" x="{_n(zero - out)}%" y="3.5" '
        f'width="{_n(out)}%" height="9"/>'
        f'<rect x="{_n(zero)}%" y="1" width="{_n(put)}%" height="14" '
        f'fill="url(#{_pattern(row.contributor, row.method)})"/>'
        f'<line class="cr-axis" x1="{_n(zero)}%" x2="{_n(zero)}%" y1="0" y2="{_BAR}"/></svg></td>'
        f'<td class="cr-n">{_signed("+", row.inserted)}</td></tr>\n'
    )


def _signed(sign: str, amount: int) -> str:
    return f"{sign}{number(amount)}" if amount else "0"


def parts_bar(parts: Sequence[tuple[str, int]]) -> str:
    """Return one bar of named parts, in falling darkness."""
    whole = sum(amount for _, amount in parts) or 1
    words = ", ".join(f"{label} {number(amount)}" for label, amount in parts if amount)
    drawn, start = [], 0.0
    for position, (_, amount) in enumerate(parts):
        width = 100 * amount / whole
        if amount:
            drawn.append(
                f'<rect class="cr-part cr-part-{position}" x="{_n(start)}%" width="{_n(width)}%" '
                f'height="{_BAR}"/>'
            )
        start += width
    return (
        f'<svg class="cr-bar" width="100%" height="{_BAR}" role="img" '
        f'aria-label="{words or "none"}">{"".join(drawn)}</svg>\n'
    )


def _stretches(share: Surviving, top: int, height: int) -> str:
    drawn, start = [], 0.0
    for row in sorted(share.classes, key=lambda row: ORDER.index(row.contributor)):
        width = 100 * row.characters / share.total
        drawn.append(
            f'<rect class="cr-stretch" x="{_n(start)}%" y="{top}" width="{_n(width)}%" '
            f'height="{height}" fill="url(#{_pattern(row.contributor, row.method)})"/>'
        )
        start += width
    if not drawn:
        return f'<rect class="cr-none" y="{top}" width="100%" height="{height}"/>'
    return "".join(drawn)


def _pattern(who: Contributor, method: Method | None) -> str:
    return f"cr-{who}-declared" if method is Method.DECLARED else f"cr-{who}"


def _bracket(start: float, width: float, y: int, kind: str) -> str:
    if width <= 0:
        return ""
    return (
        f'<line class="cr-sure cr-s-{kind}" x1="{_n(100 * start)}%" '
        f'x2="{_n(100 * (start + width))}%" y1="{y}" y2="{y}"/>'
    )


def _maybe(start: float, width: float, y: int, kind: str) -> str:
    if width <= 0:
        return ""
    return (
        f'<line class="cr-maybe cr-s-{kind}" x1="{_n(100 * start)}%" '
        f'x2="{_n(100 * (start + width))}%" y1="{y}" y2="{y}"/>'
    )


def _n(amount: float) -> str:
    return f"{amount:.3f}".rstrip("0").rstrip(".")
