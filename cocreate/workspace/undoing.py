"""One step of a scene taken back or done again: text, origins, and decisions over suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cocreate.core.events import Cause, Edited, Event, HunkDecided, Op, OriginsDeclared
from cocreate.core.history import Step, hunks_redone, hunks_undone, inverses
from cocreate.core.origin import Edit
from cocreate.core.suggestion import Hunk
from cocreate.workspace.buffer import Applied, Buffer
from cocreate.workspace.recorder import Recorder


def replay_step(
    buffer: Buffer, recorder: Recorder, step: Step, cause: Cause, at_ms: int
) -> Applied:
    """Undo or redo a step in a buffer and write it down."""
    is_undo = cause is Cause.UNDO
    scene = buffer.scene.id
    edits = inverses(step) if is_undo else step.edits
    if step.declared is not None:
        recorder.record(*_declared(scene, step, edits, is_undo=is_undo), at_ms=at_ms)
        recorder.touch(scene)
        return Applied(tuple(edits))
    before = dict(buffer.scene.hunks) if step.hunks else {}
    applied = buffer.reapply(edits)
    now = buffer.scene.hunks
    wanted = hunks_undone(step, now) if is_undo else hunks_redone(step, now)
    decisions = tuple(_decision(hunk) for hunk in wanted)
    if edits:
        recorder.edited(Edited(scene, cause, ops_of(edits)), edits, at_ms, decisions)
    elif decisions:
        recorder.record(*decisions)
        recorder.touch(scene)
    touched = tuple((before[hunk.id], now[hunk.id]) for hunk in wanted)
    return replace(applied, pairs=(*applied.pairs, *touched))


def ops_of(edits: Sequence[Edit]) -> tuple[Op, ...]:
    """Return edits as they are written down."""
    return tuple(Op(edit.start, len(edit.old.text), edit.new) for edit in edits)


def _declared(scene: str, step: Step, edits: Sequence[Edit], *, is_undo: bool) -> list[Event]:
    """Return the events that give passages their origins back, or take them away again."""
    explanation = f"Taken back: {step.declared}" if is_undo else step.declared or ""
    events: list[Event] = [
        OriginsDeclared(scene, edit.start, edit.new, explanation) for edit in edits
    ]
    events += (before if is_undo else after for before, after in step.answers)
    return events


def _decision(hunk: Hunk) -> HunkDecided:
    return HunkDecided(
        hunk.id,
        hunk.scene,
        hunk.verdict,
        hunk.start,
        hunk.end,
        hunk.final,
        hunk.why,
        is_partial=hunk.is_partial,
    )
