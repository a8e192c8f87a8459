"""Run-length labels on a text: cut, join and replace stretches of equally labelled characters.

A run is `(length, label)`. Runs are normal when every length is at least 1 and neighbours have
different labels; every function here takes normal runs or plain ones and gives normal ones back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Label = TypeVar("Label")
Run = tuple[int, Label]
Runs = tuple[tuple[int, Label], ...]


def total(runs: Iterable[Run[Label]]) -> int:
    """Return how many characters the runs cover."""
    return sum(length for length, _ in runs)


def normalise(runs: Iterable[Run[Label]]) -> Runs[Label]:
    """Return the same labelling with empty runs dropped and equal neighbours merged."""
    merged: list[Run[Label]] = []
    for length, label in runs:
        if length <= 0:
            continue
        if merged and merged[-1][1] == label:
            merged[-1] = (merged[-1][0] + length, merged[-1][1])
        else:
            merged.append((length, label))
    return tuple(merged)


def join(first: Iterable[Run[Label]], second: Iterable[Run[Label]]) -> Runs[Label]:
    """Return the runs of two texts set one behind the other."""
    return normalise((*first, *second))


def slice_runs(runs: Iterable[Run[Label]], start: int, end: int) -> Runs[Label]:
    """Return the runs of the characters from `start` up to `end`."""
    found: list[Run[Label]] = []
    offset = 0
    for length, label in runs:
        if offset >= end:
            break
        low, high = max(offset, start), min(offset + length, end)
        if low < high:
            found.append((high - low, label))
        offset += length
    return normalise(found)


def splice(
    runs: Iterable[Run[Label]], start: int, end: int, new: Iterable[Run[Label]]
) -> Runs[Label]:
    """Return the runs after the characters from `start` up to `end` gave way to `new`."""
    kept = tuple(runs)
    head = slice_runs(kept, 0, start)
    tail = slice_runs(kept, end, total(kept))
    return normalise((*head, *new, *tail))
