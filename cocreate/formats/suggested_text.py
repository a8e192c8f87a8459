"""A scene's text with its suggestions, and where its signs stand in the text without them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cocreate.formats.book import BookScene, OpenSuggestion


def with_suggestions(scene: BookScene) -> str:
    """Return the scene's text as it is when all its suggestions are taken."""
    parts: list[str] = []
    at = 0
    for suggestion in scene.suggestions:
        parts += (scene.text[at : suggestion.start], suggestion.new)
        at = suggestion.end
    return "".join((*parts, scene.text[at:]))


class Places:
    """Where the signs of the text with all suggestions stand in the text without them."""

    def __init__(self, suggestions: Sequence[OpenSuggestion]) -> None:
        self._old = [(s.start, s.end) for s in suggestions]
        self._new: list[tuple[int, int]] = []
        grown = 0
        for s in suggestions:
            start = s.start + grown
            self._new.append((start, start + len(s.new)))
            grown += len(s.new) - (s.end - s.start)
        self._new_starts = [start for start, _ in self._new]
        self._old_starts = [start for start, _ in self._old]
        self._old_ends = [end for _, end in self._old]
        self.old_edges = [edge for pair in self._old for edge in pair]
        self.new_edges = [edge for pair in self._new for edge in pair]

    def forward(self, offset: int) -> int:
        """Return where a sign of the text without suggestions stands in the text with them."""
        at = bisect_right(self._old_ends, offset) - 1
        return offset if at < 0 else offset - self._old[at][1] + self._new[at][1]

    def back(self, offset: int) -> int:
        """Return the offset in the text without suggestions; -1 for what a suggestion brings."""
        at = bisect_right(self._new_starts, offset) - 1
        if at < 0:
            return offset
        if offset < self._new[at][1]:
            return -1
        return offset - self._new[at][1] + self._old[at][1]

    def who_old(self, offset: int) -> int:
        """Return the suggestion nearest to an offset of the text without suggestions."""
        return _nearest(self._old, self._old_starts, offset)

    def who_new(self, offset: int) -> int:
        """Return the suggestion nearest to an offset of the text with all suggestions."""
        return _nearest(self._new, self._new_starts, offset)


def _nearest(ranges: list[tuple[int, int]], starts: list[int], offset: int) -> int:
    after = bisect_right(starts, offset)
    if after == 0:
        return 0
    if after == len(ranges):
        return after - 1
    is_nearer = offset - ranges[after - 1][1] <= ranges[after][0] - offset
    return after - 1 if is_nearer else after
