"""Which characters descend from accepted suggestions, kept up through every edit of one scene.

A stretch is the range between two anchors set at acceptance around what a suggestion put in. What
comes in strictly inside it, or in the place of some of it in the same edit or burst, descends from
the suggestion and keeps its own origin; what comes in at its edges does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cocreate.core.attributed import AttributedText
from cocreate.core.fragments import merged, spans_total
from cocreate.core.origin import (
    Contributor,
    Edit,
    Fragment,
    Method,
    Origin,
    Span,
    origin,
)
from cocreate.text.anchor import move_span
from cocreate.text.spans import Runs

Ids = frozenset[str]
NO_IDS: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Label:
    """What one character has to do with suggestions.

    Args:
        inside: suggestions in whose stretch it stands.
        descends: those it descends from, by coming with them or in the place of what did.
    """

    inside: Ids = NO_IDS
    descends: Ids = NO_IDS


@dataclass(frozen=True, slots=True)
class Place:
    """Where the last edit of a burst ended, and in whose words it took something out."""

    offset: int
    ids: Ids


class Labels:
    """Labels as origins, so that an attributed text can carry them."""

    def __init__(self) -> None:
        self._known: list[Label] = [Label()]
        self._origins: dict[Label, Origin] = {Label(): _carrier(0)}

    def origin_of(self, label: Label) -> Origin:
        """Return the origin that stands for a label."""
        found = self._origins.get(label)
        if found is None:
            found = _carrier(len(self._known))
            self._known.append(label)
            self._origins[label] = found
        return found

    def label_of(self, by: Origin) -> Label:
        """Return the label for which an origin stands."""
        return self._known[int(by.source or "0")]


def _carrier(number: int) -> Origin:
    return origin(Contributor.UNKNOWN, Method.UNOBSERVED, str(number))


class Stretches:
    """The labels of one scene's characters. Its length is that of the scene, always."""

    def __init__(self, length: int, labels: Labels) -> None:
        self._labels = labels
        self._carrier = AttributedText(self._filled([(length, Label())]))

    def runs(self) -> list[tuple[int, Label]]:
        """Return the labels in runs that cover the scene."""
        return [(s.length, self._labels.label_of(s.origin)) for s in self._carrier.spans()]

    def cut(self, start: int, end: int) -> Runs[Label]:
        """Return the labels of a range."""
        return tuple(
            (span.length, self._labels.label_of(span.origin))
            for span in self._carrier.iter_spans(start, end)
        )

    def inherited(self, edit: Edit) -> Ids:
        """Return the suggestions from which descends what an edit is about to put in."""
        if edit.old.text:
            return self._inside(edit.start, edit.old_end)
        if not 0 < edit.start < len(self._carrier):
            return NO_IDS
        left = self._labels.label_of(self._carrier.origin_at(edit.start - 1))
        right = self._labels.label_of(self._carrier.origin_at(edit.start))
        return left.inside & right.inside

    def replace(self, edit: Edit, labels: Iterable[tuple[int, Label]]) -> None:
        """Do an edit: what it puts in has these labels."""
        self._carrier.replace(edit.start, edit.old_end, self._filled(labels))

    def enclose(self, start: int, end: int, suggestion: str) -> None:
        """Make everything from `start` up to `end` stand inside the stretch of a suggestion."""
        runs = [
            (length, Label(label.inside | {suggestion}, label.descends))
            for length, label in self.cut(start, end)
        ]
        self._carrier.replace(start, end, self._filled(runs))

    def release(self, suggestion: str) -> None:
        """Let nothing stand inside the stretch of a suggestion any more, or descend from it."""
        gone = {suggestion}
        runs = [
            (length, Label(label.inside - gone, label.descends - gone))
            for length, label in self.runs()
        ]
        self._carrier = AttributedText(self._filled(runs))

    def _inside(self, start: int, end: int) -> Ids:
        found = NO_IDS
        for _, label in self.cut(start, end):
            found |= label.inside
        return found

    def _filled(self, labels: Iterable[tuple[int, Label]]) -> Fragment:
        spans = tuple(
            merged(Span(length, self._labels.origin_of(label)) for length, label in labels)
        )
        return Fragment("x" * spans_total(spans), spans)


class Burst:
    """The edits of one event, done one after the other on the stretches of a scene.

    `put_in` has where the words of each suggestion stand, `others` where all else stands that came.

    Args:
        place: where the event before ended, when this one goes on in the same burst.
    """

    def __init__(self, stretches: Stretches, place: Place | None = None) -> None:
        self._stretches = stretches
        self.place = place
        self.put_in: dict[str, list[tuple[int, int]]] = {}
        self.others: list[tuple[int, int]] = []

    def do(
        self,
        edit: Edit,
        suggestions: Sequence[str | None],
        known: Runs[Label] | None = None,
        *,
        is_moved: bool = False,
    ) -> None:
        """Do one edit.

        Args:
            edit: the edit, offsets as of just before it.
            suggestions: for each span that it puts in, the suggestion it came with.
            known: the labels it brings along, when it brings back or moves what was there.
            is_moved: whether what it brings stands at another place now than it did, and so
                inherits there, too.
        """
        ids = self._stretches.inherited(edit)
        place = self.place
        goes_on = place is not None and edit.start <= place.offset <= edit.old_end
        if place is not None and goes_on:
            ids |= place.ids
        self.place = Place(edit.new_end, ids) if edit.old.text or goes_on else None
        if known is None:
            known = tuple(
                (span.length, _label(ids, suggestion))
                for span, suggestion in zip(edit.new.spans, suggestions, strict=True)
            )
        elif is_moved and ids:
            known = tuple(
                (length, Label(label.inside | ids, label.descends | ids)) for length, label in known
            )
        self._stretches.replace(edit, known)
        self._note(edit, suggestions)

    def enclose(self, suggestion: str) -> None:
        """Set the anchors of a suggestion around all that it put in so far."""
        ranges = self.put_in.get(suggestion)
        if ranges:
            start, end = min(low for low, _ in ranges), max(high for _, high in ranges)
            self._stretches.enclose(start, end, suggestion)

    def enclose_all(self) -> None:
        """Set the anchors of every suggestion of which anything was put in."""
        for suggestion in self.put_in:
            self.enclose(suggestion)

    def _note(self, edit: Edit, suggestions: Sequence[str | None]) -> None:
        """Keep where the suggestions' words stand through this edit."""
        size = (edit.start, len(edit.old.text), len(edit.new.text))
        for ranges in (self.others, *self.put_in.values()):
            ranges[:] = [move_span(low, high, *size) for low, high in ranges]
        at = edit.start
        for span, suggestion in zip(edit.new.spans, suggestions, strict=True):
            found = self.others if suggestion is None else self.put_in.setdefault(suggestion, [])
            found.append((at, at + span.length))
            at += span.length


def _label(ids: Ids, suggestion: str | None) -> Label:
    own = ids if suggestion is None else ids | {suggestion}
    return Label(own, own)


def accepted_in(spans: Iterable[Span]) -> list[str | None]:
    """Return for each span the suggestion it came with, None for all but accepted ones."""
    return [span.origin.source if span.origin.method is Method.ACCEPTED else None for span in spans]
