"""Replacements as rows of numbers, which is how an event holds them, and back.

A row is [start, removed, length, origin, length, origin ...]. Keys are shorter: [start, -number,
origin] for single signs put in one behind the other, [start, -number] for single signs taken out
one before the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cocreate.core.events import Op
from cocreate.core.origin import (
    ALLOWED_PAIRS,
    EMPTY,
    Contributor,
    Fragment,
    Method,
    Origin,
    Span,
    origin,
)

MOST_SIGNS = 2**29
WITHHELD_SIGN = "\ufffd"
_MOST_KEYS = 2**22  # of one event, which ends after some hundred


def whole_number(value: object) -> int:
    """Return a number as it is; raise TypeError for anything else."""
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value


def withheld(size: object) -> str:
    """Return what stands for so many signs that were withheld."""
    signs = whole_number(size)
    if signs > MOST_SIGNS:
        raise ValueError("more signs than a file can hold")
    return WITHHELD_SIGN * signs


def pack_ops(ops: Sequence[Op]) -> list[object]:
    """Return [origins, row, row ...]."""
    known: dict[Origin, int] = {}
    packed: list[list[int]] = []
    for op in ops:
        spans = op.inserted.spans
        row = [op.start, op.removed]
        if not op.removed and len(spans) == 1 and spans[0].length == 1:
            row = [op.start, -1, known.setdefault(spans[0].origin, len(known))]
        elif op.removed == 1 and not spans:
            row = [op.start, -1]
        else:
            for span in spans:
                row += (span.length, known.setdefault(span.origin, len(known)))
        if packed and _goes_on(packed[-1], row):
            packed[-1][1] -= 1
        else:
            packed.append(row)
    return [[[by.contributor, by.method, by.source] for by in known], *packed]


def _goes_on(last: list[int], row: list[int]) -> bool:
    """Whether the key of `row` follows on those of `last`."""
    if row[1] >= 0 or last[1] >= 0 or row[2:] != last[2:]:
        return False
    return row[0] == (last[0] - last[1] if len(row) > 2 else last[0] + last[1])


def unpack_ops(
    pos: list[object] | None, text: list[object] | None, *, joins: bool
) -> tuple[Op, ...]:
    """Return the replacements that a payload's rows and words give.

    Args:
        pos: what stands behind the fields of the payload `pos`; None: it was withheld.
        text: likewise; U+FFFD stands for words that were withheld.
        joins: keys that were put in one behind the other come as one replacement.

    Raises:
        ValueError, TypeError, LookupError: they cannot be read.
    """
    if pos is None:
        return ()
    table, *rows = as_list(pos[0])
    origins = [_origin(as_list(row)) for row in as_list(table)]
    words = None if text is None else str(text[0])
    ops: list[Op] = []
    at = 0
    for row in map(as_list, rows):
        start, removed, *runs = row
        keys = -whole_number(removed)
        if keys > _MOST_KEYS:
            raise ValueError("more keys than one event can hold")
        if keys > 0 and not runs:
            ops += [Op(whole_number(start) - back, 1, EMPTY) for back in range(keys)]
            continue
        spans = _spans([keys, *runs] if keys > 0 else runs, origins)
        size = spans[0].length if len(spans) == 1 else sum(span.length for span in spans)
        inserted = withheld(size) if words is None else words[at : at + size]
        if len(inserted) != size:
            raise ValueError("an event has fewer words than it says")
        at += size
        if keys > 0 and not (joins and spans[0].origin.method is not Method.ACCEPTED):
            ops += _keys(whole_number(start), inserted, spans[0].origin)
        else:
            new = Fragment(inserted, spans) if size else EMPTY
            ops.append(Op(whole_number(start), max(0, -keys), new))
    return tuple(ops)


def _keys(start: int, signs: str, by: Origin) -> list[Op]:
    spans = (Span(1, by),)
    return [Op(start + at, 0, Fragment(sign, spans)) for at, sign in enumerate(signs)]


def _spans(runs: Sequence[object], origins: Sequence[Origin]) -> tuple[Span, ...]:
    numbers = [whole_number(number) for number in runs]
    if numbers and min(numbers[::2]) <= 0:
        raise ValueError("a run of no signs")
    return tuple(
        Span(length, origins[index])
        for length, index in zip(numbers[::2], numbers[1::2], strict=True)
    )


def as_list(value: object) -> list[object]:
    """Return a list as it is; raise TypeError for anything else."""
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return value


def _origin(row: list[object]) -> Origin:
    by, how, source = row
    return _origin_of(str(by), str(how), None if source is None else str(source))


@lru_cache(maxsize=4096)
def _origin_of(by: str, how: str, source: str | None) -> Origin:
    pair = (Contributor(by), Method(how))
    if pair not in ALLOWED_PAIRS:
        raise ValueError(f"no text comes that way: {by} {how}")
    return origin(*pair, source)
