"""How many slips of the pen lie between two words."""

from __future__ import annotations


def slips_between(one: str, other: str, most: int = 3) -> int:
    """Return how many letters must be changed, added, dropped or swapped; `most` + 1 if more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, sign in enumerate(other, start=1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != sign))
            is_swap = (
                row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign
            )
            if is_swap:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)
