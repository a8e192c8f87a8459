"""One open scene: its attributed text, its undo history, its open suggestions."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.core.history import History, HunkPairs, paired
from cocreate.core.origin import Edit, Fragment
from cocreate.core.rebase import rebase_hunks, rebase_notes
from cocreate.core.state import SceneState

Replacement = tuple[int, int, Fragment]


class Buffer:
    """Apply edits to a scene and keep what hangs on its text in step."""

    def __init__(self, scene: SceneState) -> None:
        self.scene = scene
        self.history = History()

    def splice(self, replacements: Sequence[Replacement]) -> tuple[tuple[Edit, ...], HunkPairs]:
        """Replace ranges (ascending, offsets as of now); hunks and notes move along or turn stale.

        Returns the edits in the order in which they were applied (offsets valid one after the
        other), and each suggestion that changed as (before, after).
        """
        if len(replacements) == 1:
            start, end, fragment = replacements[0]
            edits: tuple[Edit, ...] = (self.scene.text.replace(start, end, fragment),)
        else:
            edits = self.scene.text.replace_many(list(replacements))
        return edits, self._rebase(edits)

    def reapply(self, edits: Sequence[Edit]) -> HunkPairs:
        """Apply recorded edits one after the other; return the suggestions that changed."""
        for edit in edits:
            self.scene.text.apply(edit)
        return self._rebase(edits)

    def _rebase(self, edits: Sequence[Edit]) -> HunkPairs:
        pairs: HunkPairs = ()
        for index, edit in enumerate(edits):
            found = rebase_hunks(self.scene.hunks, edit)
            if found:
                pairs = paired(pairs, edits[:index], found)
            rebase_notes(self.scene.notes, edit)
        return pairs
