"""Everything ever put in and taken out, by contributor and method; undo and moves stand beside it.

A cut counts as removed only if what was cut was never pasted. A copy that is pasted is a move, too:
its words were counted when they first came. Bringing back a removed scene counts as undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cocreate.core.events import Cause, Edited, Entry, SceneAdded, SceneRemoved, SceneRestored
from cocreate.core.origin import Contributor, Edit, Method, Span
from cocreate.core.state import ProjectState

Pair = tuple[Contributor, Method]


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Code points of one contributor and method; what is removed has the origin it had."""

    contributor: Contributor
    method: Method
    inserted: int
    removed: int


@dataclass(frozen=True, slots=True)
class Work:
    """All work on a project, in code points.

    Args:
        rows: in the order of contributors and methods; none is empty.
        undone_inserted: what undo and redo put back; likewise `undone_removed`.
        moves: how often something was pasted or dropped that came from the project itself.
        moved_characters: how much that was.
    """

    rows: tuple[WorkRow, ...] = ()
    undone_inserted: int = 0
    undone_removed: int = 0
    moves: int = 0
    moved_characters: int = 0


class WorkTally:
    """Sums up the work while a ledger is walked through."""

    def __init__(self) -> None:
        self._inserted: dict[Pair, int] = {}
        self._removed: dict[Pair, int] = {}
        self._undone_inserted = 0
        self._undone_removed = 0
        self._moves = 0
        self._moved_characters = 0
        self._cuts: dict[str | None, list[tuple[Span, ...]]] = {}

    def take(self, entry: Entry, edits: Sequence[Edit], state: ProjectState) -> None:
        """Take in one entry with the edits it made and the state after it."""
        match entry.event:
            case Edited(_, Cause.UNDO | Cause.REDO | Cause.RESTORE):
                self._undone_inserted += sum(len(edit.new.text) for edit in edits)
                self._undone_removed += sum(len(edit.old.text) for edit in edits)
            case Edited(_, Cause.MOVE) as event:
                self._take_move(edits, event.source)
            case Edited():
                for edit in edits:
                    _count(self._inserted, edit.new.spans)
                    _count(self._removed, edit.old.spans)
            case SceneAdded() as event:
                _count(self._inserted, event.content.spans)
            case SceneRemoved(scene):
                _count(self._removed, state.scenes[scene].text.spans())
            case SceneRestored(scene):
                self._undone_inserted += len(state.scenes[scene].text)
            case _:
                pass

    def result(self) -> Work:
        """Return the sums so far."""
        removed = dict(self._removed)
        for cuts in self._cuts.values():
            for spans in cuts:
                _count(removed, spans)
        rows = tuple(
            WorkRow(by, how, self._inserted.get((by, how), 0), removed.get((by, how), 0))
            for by in Contributor
            for how in Method
            if (by, how) in self._inserted or (by, how) in removed
        )
        return Work(
            rows,
            self._undone_inserted,
            self._undone_removed,
            self._moves,
            self._moved_characters,
        )

    def _take_move(self, edits: Sequence[Edit], source: str | None) -> None:
        """Take in a cut, a paste of words of the project, or a drag, which is both at once."""
        for edit in edits:
            if edit.old.text and not edit.new.text:
                self._cuts.setdefault(source, []).append(edit.old.spans)
            elif edit.old.text:
                _count(self._removed, edit.old.spans)
        for edit in edits:
            if edit.new.text:
                self._moves += 1
                self._moved_characters += len(edit.new.text)
                self._cuts.pop(source, None)


def work_of(walk: Iterable[tuple[Entry, tuple[Edit, ...], ProjectState]]) -> Work:
    """Return the work of a whole ledger."""
    tally = WorkTally()
    for entry, edits, state in walk:
        tally.take(entry, edits, state)
    return tally.result()


def _count(sums: dict[Pair, int], spans: Iterable[Span]) -> None:
    for span in spans:
        pair = (span.origin.contributor, span.origin.method)
        sums[pair] = sums.get(pair, 0) + span.length
