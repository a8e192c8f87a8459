"""Which items of two sequences belong together: a longest common subsequence within a set cost.

Small inputs get the minimal answer (Myers' greedy algorithm). Large ones are first cut at items
that occur once on each side (patience), and what is still too different is left unpaired, so that
the work grows with the size of the input and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise

Pair = tuple[int, int]

_SMALL = 1_000  # items on both sides together, up to which the answer is minimal
_WORK = 400_000  # rough number of inner steps allowed in all


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return index pairs of equal items, ascending on both sides, as many as can be afforded."""
    size = len(old) + len(new)
    cap = size if size <= _SMALL else max(8, _WORK * 2 // size)
    pairs: list[Pair] = []
    regions = [(0, len(old), 0, len(new))]
    while regions:
        old_low, old_high, new_low, new_high = regions.pop()
        while old_low < old_high and new_low < new_high and old[old_low] == new[new_low]:
            pairs.append((old_low, new_low))
            old_low, new_low = old_low + 1, new_low + 1
        while old_low < old_high and new_low < new_high and old[old_high - 1] == new[new_high - 1]:
            old_high, new_high = old_high - 1, new_high - 1
            pairs.append((old_high, new_high))
        if old_low == old_high or new_low == new_high:
            continue
        here = old[old_low:old_high]
        there = new[new_low:new_high]
        anchors = _anchors(here, there) if len(here) + len(there) > _SMALL else []
        if anchors:
            regions += _between(anchors, (old_low, old_high, new_low, new_high))
            pairs += [(old_low + i, new_low + j) for i, j in anchors]
        else:
            pairs += [(old_low + i, new_low + j) for i, j in _greedy(here, there, cap)]
    pairs.sort()
    return pairs


def _between(
    anchors: list[Pair], region: tuple[int, int, int, int]
) -> list[tuple[int, int, int, int]]:
    """Return the regions left between anchors."""
    old_low, old_high, new_low, new_high = region
    corners = [(-1, -1), *anchors, (old_high - old_low, new_high - new_low)]
    return [
        (old_low + i + 1, old_low + next_i, new_low + j + 1, new_low + next_j)
        for (i, j), (next_i, next_j) in pairwise(corners)
        if next_i > i + 1 and next_j > j + 1
    ]


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return pairs of items that stand once on each side, in the longest ascending chain."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {item: j for j, item in enumerate(new) if new_counts[item] == 1}
    single = [
        (i, places[item]) for i, item in enumerate(old) if item in places and old_counts[item] == 1
    ]
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(single):
        rank = bisect_left(tails, j)
        before.append(last[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [j]
        last[rank : rank + 1] = [index]
    chain: list[Pair] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(single[at])
        at = before[at]
    return chain[::-1]


def _greedy(old: Sequence[Hashable], new: Sequence[Hashable], cap: int) -> list[Pair]:
    """Return the pairs of a shortest edit script, or none if it is longer than `cap`."""
    old_size, new_size = len(old), len(new)
    limit = min(cap, old_size + new_size)
    reach = [0] * (2 * limit + 3)
    middle = limit + 1
    trail: list[list[int]] = []
    for steps in range(limit + 1):
        trail.append(reach[middle - steps - 1 : middle + steps + 2])
        for diagonal in range(-steps, steps + 1, 2):
            at = middle + diagonal
            if diagonal == -steps or (diagonal != steps and reach[at - 1] < reach[at + 1]):
                x = reach[at + 1]
            else:
                x = reach[at - 1] + 1
            y = x - diagonal
            while x < old_size and y < new_size and old[x] == new[y]:
                x += 1
                y += 1
            reach[at] = x
            if x >= old_size and y >= new_size:
                return _retrace(trail, old_size, new_size)
    return []


def _retrace(trail: list[list[int]], x: int, y: int) -> list[Pair]:
    """Walk a greedy search back and return the pairs it passed; `trail[n]` is centred on n + 1."""
    pairs: list[Pair] = []
    for steps in range(len(trail) - 1, 0, -1):
        reach, diagonal = trail[steps], x - y
        at = steps + 1 + diagonal
        is_down = diagonal == -steps or (diagonal != steps and reach[at - 1] < reach[at + 1])
        previous = diagonal + 1 if is_down else diagonal - 1
        start_x = reach[steps + 1 + previous]
        start_y = start_x - previous
        floor_x = start_x if is_down else start_x + 1
        while x > floor_x:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start_x, start_y
    pairs.extend((at, at) for at in range(x))
    return pairs
