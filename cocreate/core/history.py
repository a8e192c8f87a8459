"""Undo and redo: steps that bring text back with the origins it had, gathered in bursts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cocreate.core.events import MatchDecided
from cocreate.core.fragments import join
from cocreate.core.origin import EMPTY, Edit
from cocreate.core.rebase import rebase_hunk
from cocreate.core.suggestion import Hunk, Verdict

BURST_PAUSE_S = 1.0

HunkPairs = tuple[tuple[Hunk | None, Hunk | None], ...]
Answers = tuple[tuple[MatchDecided, MatchDecided], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back.

    Args:
        edits: in the order in which they were applied.
        label: what the writer would call it, e.g. "typing", "accept".
        at: monotonic seconds of its last edit.
        caret_before: offset of the caret before the step.
        caret_after: offset of the caret after it.
        hunks: before and after, of each hunk that undoing the edits alone would not bring back:
            decided ones, ones that turned stale. None: there was no such hunk.
        declared: what was declared of the passages that the edits give other origins; None for all
            steps that change words.
        answers: for each match that was answered, what takes the answer back, and the answer.
    """

    edits: tuple[Edit, ...]
    label: str
    at: float
    caret_before: int
    caret_after: int
    hunks: HunkPairs = ()
    declared: str | None = None
    answers: Answers = ()


class History:
    """The steps of one scene that can be undone, then done again.

    It only keeps them: the caller applies `inverses(step)` to undo and `step.edits` to redo.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._is_open = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return self._undone[-1].label if self._undone else None

    def record(self, step: Step, *, joins: bool) -> None:
        """Keep a step that was just done; what had been undone cannot be redone any more.

        Args:
            step: the step.
            joins: whether it may become one with a neighbouring step (typing, deleting).
        """
        self._undone.clear()
        joined = _joined(self._done[-1], step) if joins and self._is_open else None
        if joined is None:
            self._done.append(step)
        else:
            self._done[-1] = joined
        self._is_open = joins

    def undo(self) -> Step | None:
        """Return the last step, to be taken back; None if there is none."""
        return self._pass_on(self._done, self._undone)

    def redo(self) -> Step | None:
        """Return the step last undone, to be done again; None if there is none."""
        return self._pass_on(self._undone, self._done)

    def break_burst(self) -> None:
        """Let the next step be one of its own."""
        self._is_open = False

    def clear(self) -> None:
        """Forget all steps."""
        self._done.clear()
        self._undone.clear()
        self._is_open = False

    def _pass_on(self, source: list[Step], target: list[Step]) -> Step | None:
        self._is_open = False
        if not source:
            return None
        step = source.pop()
        target.append(step)
        return step


def inverses(step: Step) -> tuple[Edit, ...]:
    """Return the edits that take a step back, in the order in which to apply them."""
    return tuple(edit.inverted() for edit in reversed(step.edits))


def paired(
    earlier: HunkPairs, edits: Sequence[Edit], later: Iterable[tuple[Hunk | None, Hunk | None]]
) -> HunkPairs:
    """Return the pairs of a step that goes on: each hunk before all of it, and after it.

    Args:
        earlier: the pairs so far.
        edits: the step's edits so far.
        later: pairs that came with the next edit (or decision).
    """
    known = {_id(pair): pair for pair in earlier}
    for before, after in later:
        id_ = _id((before, after))
        if id_ in known:
            known[id_] = (known[id_][0], after)
        else:
            known[id_] = (_carried_back(before, edits), after)
    return tuple(known.values())


def _id(pair: tuple[Hunk | None, Hunk | None]) -> str:
    hunk = pair[0] or pair[1]
    return hunk.id if hunk else ""


def _carried_back(hunk: Hunk | None, edits: Sequence[Edit]) -> Hunk | None:
    """Return a hunk as it stood before the edits, none of which can have damaged it."""
    if hunk is None:
        return None
    for edit in reversed(edits):
        hunk = rebase_hunk(hunk, edit.inverted())
    return hunk


def hunks_undone(step: Step, current: Mapping[str, Hunk]) -> list[Hunk]:
    """Return the hunks to put back after a step was undone, where they differ from what is there.

    Args:
        step: the step that `History.undo` gave.
        current: the scene's hunks, rebased through the inverted edits.
    """
    return [
        before
        for before, after in step.hunks
        if before is not None and after is not None and _is_due(current, before, after)
    ]


def hunks_redone(step: Step, current: Mapping[str, Hunk]) -> list[Hunk]:
    """Return the hunks to put in place after a step was done again.

    A hunk that the edits themselves bring to the verdict it had stays as they leave it.
    """
    return [
        after
        for before, after in step.hunks
        if before is not None
        and after is not None
        and before.verdict is not after.verdict
        and after.verdict is not Verdict.STALE
        and _is_due(current, after, before)
    ]


def _is_due(current: Mapping[str, Hunk], wanted: Hunk, left: Hunk) -> bool:
    """Whether `wanted` is missing and nothing but the step decided over the hunk since."""
    now = current.get(wanted.id)
    return now is not None and now != wanted and now.verdict in (left.verdict, Verdict.STALE)


def _joined(last: Step, step: Step) -> Step | None:
    """Return two steps of typing or deleting as one, or None if they are two."""
    is_one = (
        step.label == last.label
        and step.at - last.at < BURST_PAUSE_S
        and len(last.edits) == len(step.edits) == 1
        and not _has_narrow_escape(last.hunks)
        and not _has_narrow_escape(step.hunks)
    )
    edit = _composed(last.edits[0], step.edits[0]) if is_one else None
    if edit is None:
        return None
    hunks = paired(last.hunks, last.edits, step.hunks) if last.hunks or step.hunks else ()
    return replace(last, edits=(edit,), at=step.at, caret_after=step.caret_after, hunks=hunks)


def _has_narrow_escape(pairs: HunkPairs) -> bool:
    """Whether a hunk stayed pending that one bigger edit in the place of several might have hit."""
    return any(after is not None and after.verdict is Verdict.PENDING for _, after in pairs)


def _composed(one: Edit, two: Edit) -> Edit | None:
    """Return two neighbouring edits of one kind as one: typing on, or deleting on."""
    if two.new.text and not two.old.text and one.new.text and two.start == one.new_end:
        if one.new.spans[-1].origin != two.new.spans[0].origin:
            return None
        return Edit(one.start, one.old, join(one.new, two.new))
    if one.new.text or two.new.text:
        return None
    if two.start == one.start:
        return Edit(one.start, join(one.old, two.old), EMPTY)
    if two.old_end == one.start:
        return Edit(two.start, join(two.old, one.old), EMPTY)
    return None
