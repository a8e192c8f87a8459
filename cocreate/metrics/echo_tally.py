"""Finds in a ledger which words that still stand look like what agents had offered before.

Each character carries how many offers there were when it came, so that words are compared with
offers made before them, never with later ones. Nothing is carried before the first offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cocreate.core.attributed import AttributedText
from cocreate.core.events import Cause, Edited, Entry, HunkOffered, NoteOffered, RunStopped
from cocreate.core.origin import Contributor, Edit, Fragment, Method, Origin, Span, origin
from cocreate.core.state import ProjectState, SceneState
from cocreate.core.suggestion import is_third_party
from cocreate.metrics.echo import Echo, EchoIndex, Limits

# Ways in which words may have come from another screen: typed, pasted, changed outside.
ASKED_ABOUT = frozenset(
    {
        (Contributor.HUMAN, Method.TYPED),
        (Contributor.UNKNOWN, Method.PASTED),
        (Contributor.UNKNOWN, Method.UNOBSERVED),
    }
)
_BRINGS_BACK = (Cause.UNDO, Cause.REDO, Cause.MOVE, Cause.RESTORE)
_RECOGNISED = 20


@dataclass(frozen=True, slots=True)
class SceneEcho:
    """An echo and the scene in which it stands; offsets are the scene's."""

    scene: str
    echo: Echo


class EchoTally:
    """Keeps track of when words came, beside offers, while a ledger is walked through."""

    def __init__(self) -> None:
        self._index = EchoIndex()
        self._ages: dict[str, AttributedText] = {}
        self._gone: dict[str, tuple[Span, ...]] = {}

    def take(self, entry: Entry, edits: Sequence[Edit], state: ProjectState) -> None:
        """Take in one entry with the edits it made and the state after it."""
        offer = offer_of(entry)
        if offer is not None:
            self._index.add(*offer)
        elif edits and self._index.count:
            self._follow(entry, edits, state)

    def result(self, state: ProjectState) -> list[SceneEcho]:
        """Return the echoes in the state that the walk ended with, known matches among them."""
        return [
            SceneEcho(scene.id, echo)
            for scene in state.manuscript()
            if scene.id in self._ages
            for echo in self.echoes(scene, 0, len(scene.text))
        ]

    def follows(self, scene: str) -> bool:
        """Whether anything came into a scene since the first offer."""
        return scene in self._ages

    def echoes(self, scene: SceneState, start: int, end: int) -> list[Echo]:
        """Return the echoes in a stretch of a scene that is followed; offsets are the scene's."""
        part = scene.text.fragment(start, end)
        ages = tuple(_limits(self._ages[scene.id].iter_spans(start, end)))
        found = self._index.find(part.text, asked_about(part.spans, ages))
        return [replace(echo, start=start + echo.start, end=start + echo.end) for echo in found]

    def _follow(self, entry: Entry, edits: Sequence[Edit], state: ProjectState) -> None:
        event = entry.event
        scene = getattr(event, "scene", None)
        if not isinstance(scene, str):
            return
        if scene not in self._ages:
            before = len(state.scenes[scene].text) - sum(edit.growth for edit in edits)
            self._ages[scene] = AttributedText(_aged(before, 0))
        ages = self._ages[scene]
        brings_back = isinstance(event, Edited) and event.cause in _BRINGS_BACK
        for edit in edits:
            if edit.old.text == edit.new.text:
                continue
            if len(edit.old.text) >= _RECOGNISED:
                gone = tuple(ages.iter_spans(edit.start, edit.old_end))
                self._gone[edit.old.text] = gone
            known = self._gone.get(edit.new.text) if brings_back else None
            size = len(edit.new.text)
            new = Fragment("x" * size, known) if known else _aged(size, self._index.count)
            ages.replace(edit.start, edit.old_end, new)


def offer_of(entry: Entry) -> tuple[str, str, str] | None:
    """Return (id, words offered, words replaced) of an entry in which an agent offered any."""
    match entry.event:
        case HunkOffered(hunk=hunk, contributor=Contributor.AI, new=new, old=old):
            return hunk, new, old
        case NoteOffered(note=note, run=run, text=text, quote=quote) if not is_third_party(run):
            return note, text, quote
        case RunStopped(run=run, answer=answer) if answer:
            return run, answer, ""
        case _:
            return None


def asked_about(spans: Iterable[Span], ages: Limits) -> list[tuple[int, int]]:
    """Return limits that are 0 wherever the origin leaves no question."""
    found: list[tuple[int, int]] = []
    rest = iter(ages)
    length, age = next(rest, (0, 0))
    for span in spans:
        is_asked = (span.origin.contributor, span.origin.method) in ASKED_ABOUT
        left = span.length
        while left:
            if not length:
                length, age = next(rest)
            part = min(left, length)
            found.append((part, age if is_asked else 0))
            left, length = left - part, length - part
    return found


def _aged(length: int, age: int) -> Fragment:
    return Fragment("x" * length, (Span(length, _carrier(age)),)) if length else Fragment("", ())


def _carrier(age: int) -> Origin:
    return origin(Contributor.UNKNOWN, Method.UNOBSERVED, str(age))


def _limits(spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    for span in spans:
        yield span.length, int(span.origin.source or "0")
