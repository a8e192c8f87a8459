"""By how much an edit changed the word count, from the words around it alone."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.core.origin import Edit
from cocreate.core.state import SceneState
from cocreate.text.count import count_words
from cocreate.workspace.buffer import Replacement


def words_around(scene: SceneState, replacements: Sequence[Replacement]) -> int:
    """Return the words in and around the ranges that are about to be replaced."""
    return sum(_words_of_lines(scene, start, end) for start, end, _ in replacements)


def words_after(scene: SceneState, edits: Sequence[Edit]) -> int:
    """Return the words in and around what was put in, to be compared with `words_around` before."""
    # The edits of one step run from the end of the text to its start: each one's place holds once
    # those before it in the text are counted in.
    shift = 0
    total = 0
    for edit in reversed(edits):
        total += _words_of_lines(scene, edit.start + shift, edit.new_end + shift)
        shift += edit.growth
    return total


def _words_of_lines(scene: SceneState, start: int, end: int) -> int:
    text = scene.text
    begin = max(text.line_start(text.line_of(start)), start - 200)
    stop = end
    window = text.slice(begin, min(len(text), stop + 200))
    tail = window.find("\n", stop - begin)
    return count_words(window if tail < 0 else window[:tail])
