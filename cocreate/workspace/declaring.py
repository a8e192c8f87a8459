"""The writer says where a passage came from: its origins change, its words do not.

Only what Cocreate did not see come can be declared: pasted, imported, unobserved words, and those
declared before. What was typed stays typed, and what an agent offered stays the agent's.
"""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.base.errors import InputError
from cocreate.core.events import Event, MatchDecided, OriginsDeclared
from cocreate.core.fragments import merged
from cocreate.core.history import Step
from cocreate.core.origin import Contributor, Edit, Fragment, Method, Span, origin
from cocreate.core.suggestion import Match
from cocreate.metrics.effort import ActionKind
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.workspace import Workspace

INITIATOR = "declaring"
_SEEN = {
    Method.TYPED: "typed here",
    Method.ACCEPTED: "accepted from a suggestion",
}


class Declaring:
    """What the dialog about a passage's origin does; each declaration can be undone."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def obstacle(self, scene: str, start: int, end: int) -> str | None:
        """Return the sentence that says why a passage cannot be declared, or None."""
        text = self._workspace.scene(scene).text
        if not 0 <= start <= end <= len(text):
            return "That place is not in the scene any more. Nothing was changed."
        words = text.slice(start, end)
        if not words.strip():
            return "Select the words whose origin you want to declare."
        at = 0
        for span in text.iter_spans(start, end):
            seen = _seen(span)
            if seen is not None and words[at : at + span.length].strip():
                return (
                    f"Some of these words were {seen}, so their origin is known. "
                    "Mark only words that came from outside."
                )
            at += span.length
        return None

    def declare(self, scene: str, start: int, end: int, by: Contributor, explanation: str) -> Edit:
        """Credit a passage to the writer or to an AI elsewhere, as one step of undo.

        Args:
            by: HUMAN or AI.
            explanation: where the passage came from, in the writer's words.

        Raises:
            InputError: its origin is known, or there is no explanation.
        """
        obstacle = self.obstacle(scene, start, end)
        if obstacle is not None:
            raise InputError(obstacle)
        if by not in (Contributor.HUMAN, Contributor.AI):
            raise InputError("A passage can be declared as written by a human or by an AI.")
        words = explanation.strip()
        if not words:
            raise InputError("Say in a few words where this passage came from.")
        old = self._workspace.scene(scene).text.fragment(start, end)
        spans = tuple(
            merged(
                span
                if _seen(span) is not None
                else Span(span.length, origin(by, Method.DECLARED, span.origin.source))
                for span in old.spans
            )
        )
        label = "declaring an origin"
        new = Fragment(old.text, spans)
        return relabel(self._workspace, scene, [(start, new)], (words, label))[0]


def relabel(
    workspace: Workspace,
    scene: str,
    passages: Sequence[tuple[int, Fragment]],
    told: tuple[str, str],
    answers: Sequence[MatchDecided] = (),
) -> tuple[Edit, ...]:
    """Give passages other origins and answer matches, as one step of undo.

    Args:
        passages: where each begins, and its very words with their new origins.
        told: the explanation for the ledger, and what undo calls the step.
        answers: what is said by it of matches in this scene.
    """
    explanation, label = told
    workspace.close_burst()
    workspace.begin_action(ActionKind.REVIEWING)
    state = workspace.scene(scene)
    edits: list[Edit] = []
    events: list[Event] = []
    for start, new in passages:
        old = state.text.fragment(start, start + len(new.text))
        if old.text != new.text:
            raise InputError("Those words are not in the scene any more. Nothing was changed.")
        edits.append(Edit(start, old, new))
        events.append(OriginsDeclared(scene, start, new, explanation))
    pairs = tuple((_as_it_was(state.matches[each.match]), each) for each in answers)
    workspace.record(*events, *answers)
    caret = edits[0].start if edits else -1
    step = Step(
        tuple(edits),
        label,
        workspace.clock.monotonic(),
        caret,
        caret,
        declared=explanation,
        answers=pairs,
    )
    workspace.buffer(scene).history.record(step, joins=False)
    workspace.touch(scene)
    kind = ChangeKind.TEXT if edits else ChangeKind.MATCHES
    workspace.changes.tell(Change(kind, scene, tuple(edits), initiator=INITIATOR))
    return tuple(edits)


def _as_it_was(match: Match) -> MatchDecided:
    return MatchDecided(match.id, match.scene, match.verdict, match.why)


def _seen(span: Span) -> str | None:
    """Return how the words of a span came, when Cocreate saw it."""
    return None if span.origin.contributor is Contributor.UNKNOWN else _SEEN.get(span.origin.method)
