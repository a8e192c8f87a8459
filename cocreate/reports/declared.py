"""What the writer declared of where passages came from, gathered by wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cocreate.core.events import Entry, OriginsDeclared
from cocreate.core.origin import Contributor, Method
from cocreate.reports.report import DeclaredRow

TAKEN_BACK = "Taken back: "
"""How the explanation of an event begins that undoes a declaration."""


@dataclass(frozen=True, slots=True)
class _Passage:
    scene: str
    length: int
    by: Contributor
    declared: int


def declarations_of(entries: Iterable[Entry]) -> tuple[DeclaredRow, ...]:
    """Return one row for each explanation and contributor, in the order in which they first came.

    A declaration that was undone does not count; done again, it does.
    """
    found: dict[str, list[_Passage]] = {}
    for entry in entries:
        event = entry.event
        if not isinstance(event, OriginsDeclared):
            continue
        undone = _last(found.get(event.explanation.removeprefix(TAKEN_BACK), ()), event)
        if undone is not None and event.explanation.startswith(TAKEN_BACK):
            found[event.explanation.removeprefix(TAKEN_BACK)].remove(undone)
            continue
        declared = [s for s in event.content.spans if s.origin.method is Method.DECLARED]
        if declared:
            size = sum(span.length for span in declared)
            by = declared[-1].origin.contributor
            passage = _Passage(event.scene, len(event.content.text), by, size)
            found.setdefault(event.explanation, []).append(passage)
    return tuple(_rows(found))


def _last(passages: Sequence[_Passage], event: OriginsDeclared) -> _Passage | None:
    """Return the passage last declared that an event can be about."""
    alike = (event.scene, len(event.content.text))
    return next((one for one in reversed(passages) if (one.scene, one.length) == alike), None)


def _rows(found: Mapping[str, Sequence[_Passage]]) -> Iterator[DeclaredRow]:
    for explanation, passages in found.items():
        for by in dict.fromkeys(one.by for one in passages):
            sizes = [one.declared for one in passages if one.by is by]
            yield DeclaredRow(explanation, by, len(sizes), sum(sizes))
