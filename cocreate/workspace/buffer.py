"""One open scene: its attributed text, its undo history, its open suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.core.history import History, HunkPairs, paired
from cocreate.core.origin import Edit, Fragment
from cocreate.core.rebase import rebase_hunks, rebase_matches, rebase_notes
from cocreate.core.state import SceneState
from cocreate.workspace.word_growth import word_growth

Replacement = tuple[int, int, Fragment]


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done to a scene.

    Args:
        edits: in the order in which they were applied (offsets valid one after the other).
        pairs: each suggestion that changed, as (before, after).
        words: by how much the word count grew.
    """

    edits: tuple[Edit, ...] = ()
    pairs: HunkPairs = ()
    words: int = 0


class Buffer:
    """Apply edits to a scene and keep what hangs on its text in step."""

    def __init__(self, scene: SceneState) -> None:
        self.scene = scene
        self.history = History()

    def splice(self, replacements: Sequence[Replacement]) -> Applied:
        """Replace ranges (ascending, offsets as of now); hunks and notes move or turn stale."""
        words = word_growth(self.scene.text, replacements)
        if len(replacements) == 1:
            start, end, fragment = replacements[0]
            edits: tuple[Edit, ...] = (self.scene.text.replace(start, end, fragment),)
        else:
            edits = self.scene.text.replace_many(list(replacements))
        return Applied(edits, self._rebase(edits), words)

    def reapply(self, edits: Sequence[Edit]) -> Applied:
        """Apply recorded edits one after the other."""
        words = 0
        for edit in edits:
            words += word_growth(self.scene.text, [(edit.start, edit.old_end, edit.new)])
            self.scene.text.apply(edit)
        return Applied(tuple(edits), self._rebase(edits), words)

    def _rebase(self, edits: Sequence[Edit]) -> HunkPairs:
        pairs: HunkPairs = ()
        for index, edit in enumerate(edits):
            found = rebase_hunks(self.scene.hunks, edit)
            if found:
                pairs = paired(pairs, edits[:index], found)
            rebase_notes(self.scene.notes, edit)
            rebase_matches(self.scene.matches, edit)
        return pairs
