"""What was taken out, with its labels, so that what comes back has the very labels it had.

Undo and redo go by the order of steps, what was cut goes by its clipping. Only what the history
brings back is known again by its words: the ledger does not say which event it was taken from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cocreate.core.events import Cause, Edited
from cocreate.core.origin import Edit
from cocreate.metrics.stretches import Label
from cocreate.text.spans import Runs, slice_runs, splice, total

# Shorter pieces are too common to be known again by their words.
RECOGNISED = 8


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that were taken out at a place, with their labels."""

    start: int
    words: str
    labels: Runs[Label]


@dataclass(slots=True)
class _Steps:
    """What steps of one scene took out, the latest last."""

    done: list[_Piece] = field(default_factory=list)
    undone: list[_Piece] = field(default_factory=list)
    declared: list[_Piece] = field(default_factory=list)


class TakenOut:
    """Everything taken out of the scenes whose labels are followed."""

    def __init__(self) -> None:
        self._steps: dict[str, _Steps] = {}
        self._clips: dict[str, Runs[Label]] = {}
        self._by_words: dict[str, Runs[Label]] = {}

    def note(self, event: Edited, edit: Edit, labels: Runs[Label]) -> None:
        """Keep what an edit is about to take out; call it for edits that take nothing out, too."""
        steps = self._steps.setdefault(event.scene, _Steps())
        if event.cause not in (Cause.UNDO, Cause.REDO):
            steps.undone.clear()  # it cannot be done again any more
        if not edit.old.text:
            return
        pieces = steps.undone if event.cause is Cause.UNDO else steps.done
        pieces.append(_Piece(edit.start, edit.old.text, labels))
        if len(edit.old.text) >= RECOGNISED and any(label.inside for _, label in labels):
            self._by_words.pop(edit.old.text, None)  # the latest stand last
            self._by_words[edit.old.text] = labels

    def note_cut(self, clip: str, labels: Runs[Label]) -> None:
        """Keep what was cut, or is being dragged, under the id of its clipping."""
        self._clips[clip] = labels

    def brought_back(self, event: Edited, edit: Edit) -> Runs[Label] | None:
        """Return the labels of what an edit brings back; None if it is not known.

        What was undone or done again is asked about once, in the order in which it happened.
        """
        words = edit.new.text
        match event.cause:
            case Cause.UNDO | Cause.REDO if words:
                steps = self._steps.get(event.scene, _Steps())
                pieces = steps.done if event.cause is Cause.UNDO else steps.undone
                return _pop(pieces, edit.start, words)
            case Cause.MOVE if event.source in self._clips:
                labels = self._clips[event.source]
                return labels if total(labels) == len(words) else None
            case Cause.RESTORE | Cause.MOVE:
                return self._known(words)
            case _:
                return None

    def _known(self, words: str) -> Runs[Label] | None:
        """Return the labels of words that were taken out before, alone or among others."""
        if words in self._by_words:
            return self._by_words[words]
        if len(words) < RECOGNISED:
            return None
        for gone, labels in reversed(self._by_words.items()):
            at = gone.find(words)
            if at >= 0:
                return slice_runs(labels, at, at + len(words))
        return None

    def note_declared(self, scene: str, edit: Edit, labels: Runs[Label]) -> None:
        """Keep the labels of words of which something is being declared."""
        declared = self._steps.setdefault(scene, _Steps()).declared
        declared.append(_Piece(edit.start, edit.old.text, labels))

    def undeclared(self, scene: str, edit: Edit) -> Runs[Label] | None:
        """Return the labels that words had before the last declaration, when it is taken back."""
        declared = self._steps.get(scene, _Steps()).declared
        return _pop(declared, edit.start, edit.new.text)


def _pop(pieces: list[_Piece], start: int, words: str) -> Runs[Label] | None:
    """Take the latest pieces that make up `words` at a place; None, and none taken, if none do.

    Signs that were taken out one by one come back at once.
    """
    found = ""
    labels: Runs[Label] = ()
    used = 0
    while len(found) < len(words) and used < len(pieces):
        used += 1
        piece = pieces[-used]
        at = piece.start - start
        if not 0 <= at <= len(found):
            return None
        found = f"{found[:at]}{piece.words}{found[at:]}"
        labels = splice(labels, at, at, piece.labels)
    if found != words:
        return None
    del pieces[len(pieces) - used :]
    return labels
