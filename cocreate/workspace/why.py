"""Why words stand where they stand: who brought them, when, for which ask, what else there was."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.core.events import Cause, Edited, Entry, OriginsDeclared, SceneAdded
from cocreate.core.origin import Origin, Span
from cocreate.core.rebase import hunks_between
from cocreate.core.state import ProjectState, RunState
from cocreate.core.suggestion import Hunk, Verdict
from cocreate.text.diff import Piece, pieces, word_edits
from cocreate.workspace.moments import Moments

_MOST_REASONS = 24


@dataclass(frozen=True, slots=True)
class Offer:
    """Something else that was offered for the same words."""

    hunk: Hunk
    agent: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Where a stretch of the words asked about comes from.

    Args:
        words: the stretch.
        start: where it stands in the scene; likewise `end`.
        seq: the event that brought it in last; 0 when it was there before all events.
        at_ms: when that was, by the writer's clock; 0 likewise.
        began_ms: when the oldest of its characters came in.
        cause: how it came in then, or None where it came with its scene.
        hunk: the suggestion that offered it, if one did.
        run: the question that the suggestion answered.
        since: the offered words against what stands in their place now.
        offers: what else was offered about it.
        explanation: what the writer declared about it, or "".
    """

    words: str
    start: int
    end: int
    origin: Origin
    seq: int
    at_ms: int
    began_ms: int
    cause: Cause | None
    hunk: Hunk | None = None
    run: RunState | None = None
    since: tuple[Piece, ...] = ()
    offers: tuple[Offer, ...] = ()
    explanation: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the offered words were changed since."""
        return any(piece.kind != "same" for piece in self.since)


def why(
    state: ProjectState, moments: Moments, scene: str, start: int, end: int
) -> tuple[Reason, ...]:
    """Return the reasons for the words of a range, in the order of the text.

    Stretches of one suggestion are one reason, even where the writer changed words among them.
    """
    text = state.scenes[scene].text
    start, end = max(0, start), min(len(text), end)
    reasons: list[Reason] = []
    at = start
    for span in _gathered(list(text.iter_spans(start, end))):
        stop = at + span.length
        reasons.append(_reason(state, moments, scene, (at, stop), span.origin))
        at = stop
        if len(reasons) >= _MOST_REASONS:
            break
    return tuple(reasons)


def _gathered(spans: list[Span]) -> list[Span]:
    """Make spans of one suggestion one, with what little stands between them."""
    result: list[Span] = []
    for span in spans:
        is_again = (
            len(result) > 1
            and span.origin.source is not None
            and result[-2].origin == span.origin
            and result[-1].length <= 2
        )
        if is_again:
            between = result.pop().length
            result[-1] = Span(result[-1].length + between + span.length, span.origin)
        else:
            result.append(span)
    return result


def _reason(
    state: ProjectState, moments: Moments, scene: str, place: tuple[int, int], by: Origin
) -> Reason:
    start, end = place
    text = state.scenes[scene].text
    seqs = [piece.seq for piece in moments.trail.came(scene, start, end)]
    entry = moments.entry(max(seqs, default=0))
    first = moments.entry(min(seqs, default=0))
    hunk = _hunk(state, by.source)
    run = None if hunk is None else state.runs.get(hunk.run)
    return Reason(
        words=text.slice(start, end),
        start=start,
        end=end,
        origin=by,
        seq=0 if entry is None else entry.seq,
        at_ms=0 if entry is None else entry.at_ms,
        began_ms=0 if first is None else first.at_ms,
        cause=_cause(entry),
        hunk=hunk,
        run=run,
        since=() if hunk is None else _since(state, hunk),
        offers=_offers(state, scene, place, hunk),
        explanation=_explanation(entry),
    )


def _hunk(state: ProjectState, source: str | None) -> Hunk | None:
    if source is None:
        return None
    scenes = state.scenes.values()
    return next((scene.hunks[source] for scene in scenes if source in scene.hunks), None)


def _since(state: ProjectState, hunk: Hunk) -> tuple[Piece, ...]:
    """Return what the suggestion put in against what stands in its stretch now."""
    text = state.scenes[hunk.scene].text
    if not 0 <= hunk.start <= hunk.end <= len(text):
        return (Piece("out", hunk.new),)
    return pieces(put_in(hunk), text.slice(hunk.start, hunk.end))


def put_in(hunk: Hunk) -> str:
    """Return what an accepted suggestion left in the text, from its first new word to its last."""
    final = hunk.new if hunk.final is None else hunk.final
    edits = word_edits(hunk.old, final)
    if not edits:
        return ""
    return final[edits[0].start : len(final) - len(hunk.old) + edits[-1].end]


def _offers(
    state: ProjectState, scene: str, place: tuple[int, int], hunk: Hunk | None
) -> tuple[Offer, ...]:
    found = [
        other
        for other in hunks_between(state.scenes[scene].hunks, *place)
        if (hunk is None or other.id != hunk.id) and _is_about(other, place)
    ]
    return tuple(
        Offer(other, run.agent_title if (run := state.runs.get(other.run)) else other.agent)
        for other in found
    )


def _is_about(hunk: Hunk, place: tuple[int, int]) -> bool:
    """Tell whether a suggestion is about words of a range, not only beside it."""
    start, end = place
    if hunk.verdict is Verdict.LOOSE:
        return False
    return (hunk.start < end and hunk.end > start) or start < hunk.start == hunk.end < end


def _cause(entry: Entry | None) -> Cause | None:
    if entry is None:
        return None
    match entry.event:
        case Edited(cause=cause):
            return cause
        case SceneAdded(source=source):
            return Cause.IMPORT if source else None
        case _:
            return None


def _explanation(entry: Entry | None) -> str:
    match None if entry is None else entry.event:
        case OriginsDeclared(explanation=explanation):
            return explanation
        case _:
            return ""
