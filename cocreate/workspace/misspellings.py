"""The next word that no dictionary knows, from a place on, through the whole manuscript.

Looking goes line by line, so that whoever looks can pause: a book without such a word is long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cocreate.core.state import ProjectState
from cocreate.text.markup import line_styles
from cocreate.text.words import passed_over
from cocreate.workspace.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is not known: its scene and where in it the word stands, in code points."""

    scene: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    state: int


def search(
    spelling: Spelling, state: ProjectState, scene: str, offset: int, *, backwards: bool
) -> Iterator[Misspelling | None]:
    """Yield None for each line looked at in vain, then the next word; nothing more at the end.

    Goes on in the scenes that follow, then from the manuscript's other end up to where it began.

    Args:
        scene: id of the scene where to begin.
        offset: where in it: the word found begins there or behind it, or, going backwards, ends
            there or before it.
    """
    order = state.order[::-1] if backwards else state.order
    at = order.index(scene)
    for number, name in enumerate((*order[at:], *order[: at + 1])):
        text = state.scenes[name].text.text()
        for line in _lines_backwards(text) if backwards else _lines(text):
            for hit in _in_line(spelling, name, line, backwards=backwards):
                is_beyond = hit.end <= offset if backwards else hit.start >= offset
                # In the scene where it began: first what lies beyond, in the end all the rest.
                if name != scene or is_beyond == (number == 0):
                    yield hit
                    return
            yield None


def _in_line(spelling: Spelling, scene: str, line: _Line, *, backwards: bool) -> list[Misspelling]:
    styles, _ = line_styles(line.text, line.state)
    hits = [
        Misspelling(scene, line.start + start, line.start + end)
        for start, end in spelling.unknown(line.text, passed_over(styles))
    ]
    return hits[::-1] if backwards else hits


def _has_fences(text: str) -> bool:
    return "```" in text or "~~~" in text


def _lines(text: str) -> Iterator[_Line]:
    has_fences = _has_fences(text)
    start = state = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        yield _Line(start, line, state)
        if has_fences:
            state = line_styles(line, state)[1]
        start = end + 1


def _lines_backwards(text: str) -> Iterator[_Line]:
    if _has_fences(text):
        yield from reversed(list(_lines(text)))
        return
    end = len(text)
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        yield _Line(start, text[start:end], 0)
        end = start - 1
