"""What one run may read: the words as they stood when the agent was asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brief:
    """A question to an agent with everything it may know.

    Args:
        scene: id of the scene.
        title: its name.
        text: its whole text at `version`.
        version: the version of the scene that the agent sees.
        lines: half-open range of lines (from 0) that it is asked about; None: the whole scene.
        selection_text: the very words that were selected, if any.
        ask: what the writer wants to know, if anything.
        manuscript: title and text of the scenes, in order, for agents that read the manuscript.
        notes: what agents have noted about this scene before.
    """

    scene: str
    title: str
    text: str
    version: int = 0
    lines: tuple[int, int] | None = None
    selection_text: str = ""
    ask: str = ""
    manuscript: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def scope(self) -> tuple[int, int]:
        """Return the offsets of the lines asked about, without the last line's own end."""
        if self.lines is None:
            return 0, len(self.text)
        first, behind = self.lines
        start = _start_of_line(self.text, first)
        end = _start_of_line(self.text, behind)
        if end > start and behind > first and self.text[end - 1 : end] == "\n":
            end -= 1
        return start, max(start, end)

    def other_scenes(self) -> tuple[tuple[str, str], ...]:
        """Return the manuscript's scenes without the one that is asked about."""
        skipped = False
        others: list[tuple[str, str]] = []
        for title, text in self.manuscript:
            if not skipped and title == self.title and text == self.text:
                skipped = True
            else:
                others.append((title, text))
        return tuple(others)


def _start_of_line(text: str, line: int) -> int:
    start = 0
    for _ in range(max(0, line)):
        found = text.find("\n", start)
        if found < 0:
            return len(text)
        start = found + 1
    return start
