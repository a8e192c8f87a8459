"""Small drawings of how costs grow: bars for the terminal, an SVG of small panels for a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_BAR = 36
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FLAT, _LINEAR = "flat", "linear"

_COLUMNS = 4
_WIDTH, _HEIGHT = 236, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 44, 34


@dataclass(frozen=True, slots=True)
class Curve:
    """What something cost at several lengths.

    Args:
        title: what was measured.
        unit: of `costs`.
        lengths: ascending; likewise `costs`, one for each.
        is_growing: whether it may grow with the length, as it looks at everything.
    """

    title: str
    unit: str
    lengths: Sequence[int]
    costs: Sequence[float]
    is_growing: bool

    @property
    def growth(self) -> float:
        """How many times the cost at the first length the last one is."""
        return self.costs[-1] / self.costs[0] if self.costs[0] else 0.0

    @property
    def exponent(self) -> float:
        """The power of the length with which the cost grows: 0 is flat, 1 linear; least squares."""
        from math import log  # noqa: PLC0415 - beside its only use

        points = [
            (log(length), log(max(cost, 1e-9)))
            for length, cost in zip(self.lengths, self.costs, strict=True)
        ]
        middle_x = sum(x for x, _ in points) / len(points)
        middle_y = sum(y for _, y in points) / len(points)
        spread = sum((x - middle_x) ** 2 for x, _ in points)
        return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0

    def verdict(self) -> str:
        """Say how it grows, and whether that is how it should."""
        found, times = self.exponent, self.lengths[-1] / self.lengths[0]
        aim, most = (_LINEAR, 1.15) if self.is_growing else (_FLAT, 0.15)
        return (
            f"{self.growth:.2f} times at {times:.0f} times the length, power {found:.2f};"
            f" aim: {aim}, {'met' if found <= most else 'MISSED'}"
        )


def in_text(curves: Sequence[Curve]) -> str:
    """Return bars, each as long as its part of the greatest cost of its curve."""
    lines: list[str] = []
    for curve in curves:
        lines.append(f"\n{curve.title} ({curve.verdict()})")
        top = max(curve.costs) or 1.0
        lines += [
            f"  {length:9,} {_bar(cost / top):{_BAR}} {_short(cost)} {curve.unit}"
            for length, cost in zip(curve.lengths, curve.costs, strict=True)
        ]
    return "\n".join(lines)


def _bar(part: float) -> str:
    eighths = round(part * _BAR * 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def in_svg(title: str, curves: Sequence[Curve]) -> str:
    """Return a drawing with one panel for each curve, every scale from nought."""
    rows = -(-len(curves) // _COLUMNS)
    width, height = _COLUMNS * _WIDTH + 24, rows * _HEIGHT + 72
    panels = "".join(
        _panel(curve, 12 + at % _COLUMNS * _WIDTH, 56 + at // _COLUMNS * _HEIGHT)
        for at, curve in enumerate(curves)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" role="img">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        f'<text x="20" y="30" font-size="16" font-weight="600" fill="#1f2328">{escape(title)}'
        f"</text>\n{panels}</svg>\n"
    )


def _panel(curve: Curve, x: float, y: float) -> str:
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    top, last = _nice(max(curve.costs)), curve.lengths[-1]
    left, foot = x + _LEFT, y + _TOP + high
    colour = "#b35900" if curve.is_growing else "#1a6b54"
    points = [
        (left + wide * length / last, foot - high * cost / top)
        for length, cost in zip(curve.lengths, curve.costs, strict=True)
    ]
    drawn = [_words(x + 8, y + 16, curve.title, size=12.5, ink="#1f2328", weight=600)]
    drawn.append(
        _words(x + 8, y + 31, f"{curve.unit}; {curve.growth:.1f} x at "
               f"{last / curve.lengths[0]:.0f} x the length")
    )  # fmt: skip
    for part in (0.0, 0.5, 1.0):
        level = foot - high * part
        ink = "#8c959f" if not part else "#e3e6ea"
        drawn.append(
            f'<line x1="{left:.1f}" x2="{left + wide:.1f}" y1="{level:.1f}" y2="{level:.1f}" '
            f'stroke="{ink}"/>\n'
        )
        drawn.append(_words(left - 6, level + 3.5, _short(top * part), anchor="end"))
    drawn.append(_words(left, foot + 16, "0", anchor="middle"))
    drawn.append(_words(left + wide, foot + 16, f"{last:,} events", anchor="end"))
    path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
    drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>\n')
    drawn += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{colour}"/>\n' for px, py in points]
    return "".join(drawn)


def _words(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 10.5,
    ink: str = "#57606a",
    weight: int = 400,
    anchor: str = "start",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{ink}" '
        f'text-anchor="{anchor}">{escape(words)}</text>\n'
    )


def _nice(amount: float) -> float:
    """Return the round number at or above an amount."""
    scale = 1e-6
    while True:
        for step in (1.0, 2.0, 4.0, 5.0, 8.0):
            if step * scale >= amount:
                return step * scale
        scale *= 10


def _short(amount: float) -> str:
    """Return a number with some three digits."""
    if amount >= 100 or amount == int(amount):
        return f"{amount:,.0f}"
    return f"{amount:.1f}" if amount >= 10 else f"{amount:.2f}"
