"""Offsets into lines and back; a line ends at a line feed and nowhere else."""

from __future__ import annotations

from bisect import bisect_right


class LineIndex:
    """Where the lines of one text begin. Lines count from 0; an empty text has one line."""

    def __init__(self, text: str) -> None:
        starts = [0]
        found = text.find("\n")
        while found >= 0:
            starts.append(found + 1)
            found = text.find("\n", found + 1)
        self._starts = starts
        self._length = len(text)

    @property
    def count(self) -> int:
        """How many lines there are, one more than line feeds."""
        return len(self._starts)

    def line_of(self, offset: int) -> int:
        """Return the line in which an offset stands; a line feed belongs to the line it ends."""
        return bisect_right(self._starts, max(offset, 0)) - 1

    def start_of(self, line: int) -> int:
        """Return where a line begins; a line past the last begins at the text's end."""
        return self._starts[line] if line < len(self._starts) else self._length

    def end_of(self, line: int) -> int:
        """Return where a line's words end, before its line feed."""
        return self.start_of(line + 1) - (line + 1 < len(self._starts))

    def range_of(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the lines from `first` up to `last` (half-open), feeds included."""
        return self.start_of(first), self.start_of(max(first, last))


def line_of(text: str, offset: int) -> int:
    """Return the line (from 0) in which an offset stands."""
    return text.count("\n", 0, max(offset, 0))


def start_of_line(text: str, line: int) -> int:
    """Return where a line (from 0) begins; a line past the last begins at the text's end."""
    start = 0
    for _ in range(line):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return start
