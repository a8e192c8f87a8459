"""Lines as they are named on the command line."""

from __future__ import annotations

from argparse import ArgumentTypeError


def line_range(text: str) -> tuple[int, int]:
    """Read A-B, or one line A (from 1, inclusive), as a half-open range of lines from 0."""
    first, dash, last = text.partition("-")
    try:
        start = int(first)
        end = int(last) if dash else start
    except ValueError:
        raise ArgumentTypeError("lines are given as A-B, for example 3-8") from None
    if not 1 <= start <= end:
        raise ArgumentTypeError("lines count from 1, the first before the last: 3-8")
    return start - 1, end
