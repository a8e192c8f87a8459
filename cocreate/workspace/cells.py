"""Every sign that was ever in the manuscript, followed back to the event that brought it.

A cell is one sign as one event brought it. What undo, redo, a move, the history or a declaration
bring again are new cells, each the twin of one that was there before.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cocreate.core.events import Cause, Edited, Entry, OriginsDeclared, SceneAdded
from cocreate.core.origin import Edit
from cocreate.core.state import ProjectState

_AGAIN = (Cause.UNDO, Cause.REDO, Cause.MOVE, Cause.RESTORE)


@dataclass(frozen=True, slots=True)
class Brought:
    """The words that one event brought.

    Args:
        first: the cell of the first of them; the others follow without a gap.
        hunk: the suggestion they were taken from, or None.
    """

    seq: int
    scene: str
    first: int
    words: str
    hunk: str | None


@dataclass(slots=True)
class Cells:
    """Where each cell stands, grown event by event.

    Args:
        standing: the cells of each scene in the order of its text.
        brought: by event, in order.
        twins: a cell and the earlier one that it brings again.
    """

    standing: dict[str, array[int]] = field(default_factory=dict)
    brought: list[Brought] = field(default_factory=list)
    twins: dict[int, int] = field(default_factory=dict)
    _next: int = 0
    _gone: dict[str, array[int]] = field(default_factory=dict)

    def take(self, entry: Entry, edits: tuple[Edit, ...]) -> None:
        """Take in one event and the edits that it made."""
        event = entry.event
        match event:
            case SceneAdded():
                self.standing[event.scene] = array("q")
                is_again, hunk = False, None
            case Edited():
                is_again = event.cause in _AGAIN
                hunk = event.source if event.cause is Cause.ACCEPT else None
            case OriginsDeclared():
                is_again, hunk = True, None
            case _:
                return
        first = self._next
        for edit in edits:
            self._splice(event.scene, edit, is_again=is_again)
        words = "".join(edit.new.text for edit in edits)
        if words:
            self.brought.append(Brought(entry.seq, event.scene, first, words, hunk))

    def _splice(self, scene: str, edit: Edit, *, is_again: bool) -> None:
        cells = self.standing[scene]
        size = len(edit.new.text)
        old = cells[edit.start : edit.old_end]
        new = array("q", range(self._next, self._next + size))
        self._next += size
        cells[edit.start : edit.old_end] = new
        if is_again and size:
            known = old if edit.old.text == edit.new.text else self._known(edit.new.text)
            self.twins.update(zip(new, known, strict=False))
        if old:
            self._gone[edit.old.text] = old

    def _known(self, words: str) -> Sequence[int]:
        """Return the cells of words that were taken out before, alone or among others."""
        if words in self._gone:
            return self._gone[words]
        for gone, cells in reversed(self._gone.items()):
            at = gone.find(words)
            if at >= 0:
                return cells[at : at + len(words)]
        return ()

    def bringer(self, cell: int) -> Brought:
        """Return what brought a cell."""
        return self.brought[bisect_right(self.brought, cell, key=lambda one: one.first) - 1]

    def with_twins(self, cells: Iterable[int]) -> set[int]:
        """Return the cells, and all that bring the same signs before or after them."""
        roots = {self._root(cell) for cell in cells}
        return roots | {cell for cell in self.twins if self._root(cell) in roots}

    def _root(self, cell: int) -> int:
        while cell in self.twins:
            cell = self.twins[cell]
        return cell

    def live(self, state: ProjectState) -> Iterator[tuple[str, int, int]]:
        """Yield (scene, offset, cell) of everything that stands in the manuscript."""
        for scene in state.order:
            for offset, cell in enumerate(self.standing[scene]):
                yield scene, offset, cell
