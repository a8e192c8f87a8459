"""Time with its pauses folded: what makes sittings fill a timeline and a replay go on."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable


class FoldedTime:
    """Maps times to a scale on which no pause is longer than a limit, and back."""

    def __init__(self, limit_ms: int) -> None:
        self.limit_ms = limit_ms
        # At each of these real times a pause has ended; behind it stands the folded time.
        self._real: array[int] = array("q")
        self._folded: array[int] = array("q")
        self._last_ms = 0

    @property
    def is_empty(self) -> bool:
        """Whether no time was taken in yet."""
        return not self._real

    @property
    def length_ms(self) -> int:
        """How long everything is on the folded scale."""
        return 0 if self.is_empty else self.folded(self._last_ms)

    @property
    def breaks(self) -> list[int]:
        """Real times at which a folded pause ended."""
        return list(self._real[1:])

    def extend(self, times: Iterable[int]) -> None:
        """Take in more times, ascending."""
        limit = self.limit_ms
        last = self._last_ms
        for at_ms in times:
            if not self._real:
                self._real.append(at_ms)
                self._folded.append(0)
            elif at_ms - last > limit:
                self._folded.append(self._folded[-1] + last - self._real[-1] + limit)
                self._real.append(at_ms)
            last = at_ms
        self._last_ms = last

    def folded(self, at_ms: int) -> int:
        """Return where a time stands on the folded scale."""
        if self.is_empty:
            return 0
        at = max(0, bisect_right(self._real, at_ms) - 1)
        folded = self._folded[at] + max(0, at_ms - self._real[at])
        if at + 1 < len(self._folded):
            return min(folded, self._folded[at + 1])
        return min(folded, self._folded[at] + self._last_ms - self._real[at])

    def real(self, folded_ms: int) -> int:
        """Return the time that stands at a place of the folded scale."""
        if self.is_empty:
            return 0
        at = max(0, bisect_right(self._folded, folded_ms) - 1)
        real = self._real[at] + max(0, folded_ms - self._folded[at])
        if at + 1 < len(self._real):
            return min(real, self._real[at + 1])
        return min(real, self._last_ms)
