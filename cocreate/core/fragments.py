"""Pieces of attributed text: joined, cut, measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cocreate.core.origin import EMPTY, Fragment, Span


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans with equal neighbours made one and empty ones left out."""
    length = 0
    by = None
    for span in spans:
        if not span.length:
            continue
        if by is None:
            length, by = span.length, span.origin
        elif span.origin is by or span.origin == by:
            length += span.length
        else:
            yield Span(length, by)
            length, by = span.length, span.origin
    if by is not None:
        yield Span(length, by)


def spans_total(spans: Iterable[Span]) -> int:
    """Return how many code points the spans cover."""
    return sum(span.length for span in spans)


def join(*fragments: Fragment) -> Fragment:
    """Return the fragments as one, each character with the origin it had."""
    text = "".join(fragment.text for fragment in fragments)
    return (
        Fragment(text, tuple(merged(span for fragment in fragments for span in fragment.spans)))
        if text
        else EMPTY
    )


def cut(fragment: Fragment, start: int, end: int) -> Fragment:
    """Return the part of `fragment` from `start` to before `end`."""
    text = fragment.text
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"range {start}:{end} is outside a fragment of {len(text)} characters")
    if start == end:
        return EMPTY
    if end - start == len(text):
        return fragment
    return Fragment(text[start:end], tuple(_cut_spans(fragment.spans, start, end)))


def _cut_spans(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    at = 0
    for span in spans:
        behind = at + span.length
        length = min(behind, end) - max(at, start)
        if length > 0:
            yield Span(length, span.origin)
        if behind >= end:
            return
        at = behind


def is_sound(fragment: Fragment) -> bool:
    """Whether the spans cover the text exactly, none is empty and no neighbours are equal."""
    spans = fragment.spans
    return (
        spans_total(spans) == len(fragment.text)
        and all(span.length > 0 for span in spans)
        and all(one.origin != two.origin for one, two in pairwise(spans))
    )
