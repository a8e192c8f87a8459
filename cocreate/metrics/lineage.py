"""What became of accepted suggestions: words kept verbatim, and sentences that descend from AI.

Edits do not launder: a sentence descends from AI if any of its words does, surviving or replaced
in place. A word does if any of its letters or digits was put in by an AI, or came in the place of
such a letter, or strictly inside what an AI put in. A suggestion's word is kept while it stands
somewhere in the manuscript with all its letters and digits as they were put in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from cocreate.core.events import Cause, Edited, Entry, OriginsDeclared
from cocreate.core.fragments import cut
from cocreate.core.origin import Contributor, Edit, Fragment, Method, Span
from cocreate.core.state import ProjectState, SceneState
from cocreate.core.suggestion import Verdict
from cocreate.metrics.stretches import Burst, Label, Labels, Stretches, accepted_in
from cocreate.text.count import outside, visible, word_ranges
from cocreate.text.markup import markup_ranges
from cocreate.text.sentences import sentence_ranges

# Shorter pieces are too common to be recognised when they are put back; there the neighbours tell.
_RECOGNISED = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """An accepted suggestion: the words its accepted edits put in, and those that still stand."""

    id: str
    scene: str
    offered_words: int
    kept_words: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """The manuscript's sentences, how many descend from AI, and what became of suggestions."""

    sentences: int = 0
    with_ai: int = 0
    suggestions: tuple[Kept, ...] = ()


@dataclass(slots=True)
class _Offered:
    """What a suggestion's accepted edits put in."""

    words: int = 0
    own_words: Counter[str] = field(default_factory=Counter)


class LineageTally:
    """Keeps track of what descends from suggestions while a ledger is walked through."""

    def __init__(self) -> None:
        self._labels = Labels()
        self._stretches: dict[str, Stretches] = {}
        self._offered: dict[str, _Offered] = {}
        self._ai: set[str] = set()
        self._gone: dict[str, tuple[tuple[int, Label], ...]] = {}

    def take(self, entry: Entry, edits: Sequence[Edit], state: ProjectState) -> None:
        """Take in one entry with the edits it made and the state after it."""
        event = entry.event
        if isinstance(event, OriginsDeclared):
            self._take_declared(event.scene, edits, state)
        if not isinstance(event, Edited) or not edits:
            return
        named = [self._suggestions(entry.seq, event.cause, number, edit)
                 for number, edit in enumerate(edits)]  # fmt: skip
        brings_back = event.cause in (Cause.UNDO, Cause.REDO, Cause.MOVE, Cause.RESTORE)
        known = [self._gone.get(edit.new.text) if brings_back else None for edit in edits]
        scene = state.scenes[event.scene]
        if scene.id not in self._stretches:
            if not any(known) and not any(name for names in named for name in names):
                return
            before = len(scene.text) - sum(edit.growth for edit in edits)
            self._stretches[scene.id] = Stretches(before, self._labels)
        burst = self._do(scene.id, edits, named, known)
        if event.cause is Cause.ACCEPT:
            self._note_offers(scene, burst, event.source)

    def _take_declared(self, scene: str, edits: Sequence[Edit], state: ProjectState) -> None:
        """Let words descend from the suggestion that the writer says they are from, or no more."""
        if scene not in self._stretches:
            if not any(any(accepted_in(edit.new.spans)) for edit in edits):
                return
            self._stretches[scene] = Stretches(len(state.scenes[scene].text), self._labels)
        stretches = self._stretches[scene]
        burst = Burst(stretches)
        for edit in edits:
            names = accepted_in(edit.new.spans)
            before = self._gone.get(edit.new.text)
            if not any(names):
                if before is not None:
                    burst.do(edit, names, before)
                continue
            self._gone[edit.old.text] = stretches.cut(edit.start, edit.old_end)
            self._ai |= {name for name in names if name is not None}
            for piece, name in _pieces(edit, names):
                burst.do(piece, [name])
        burst.enclose()

    def result(self, state: ProjectState) -> Lineage:
        """Return what can be said of the state that the walk ended with."""
        kept: dict[str, Counter[str]] = {}
        sentences = with_ai = 0
        for scene in state.manuscript():
            text = scene.text.fragment()
            markup = markup_ranges(text.text)
            for suggestion, word in _suggested_words(text, markup):
                kept.setdefault(suggestion, Counter())[word] += 1
            flags = self._ai_flags(scene.id, text.spans)
            shown = visible(text.text, markup)
            shown_flags = b"".join(flags[a:b] for a, b in outside(0, len(flags), markup))
            for start, end in sentence_ranges(shown):
                sentences += 1
                with_ai += _has_ai_word(shown, shown_flags, start, end)
        return Lineage(sentences, with_ai, tuple(self._kept(state, kept)))

    def _suggestions(self, seq: int, cause: Cause, number: int, edit: Edit) -> list[str | None]:
        """Return the suggestion behind each span put in; AI words of a log are one each time."""
        names = accepted_in(edit.new.spans)
        for at, span in enumerate(edit.new.spans):
            if span.origin.contributor is not Contributor.AI:
                continue
            if span.origin.method is Method.ACCEPTED and (cause is Cause.LOG or not names[at]):
                names[at] = f"{seq}.{number}.{at}"
            if names[at] is not None:
                self._ai.add(str(names[at]))
        return names

    def _do(
        self,
        scene: str,
        edits: Sequence[Edit],
        named: Sequence[Sequence[str | None]],
        known: Sequence[tuple[tuple[int, Label], ...] | None],
    ) -> Burst:
        stretches = self._stretches[scene]
        burst = Burst(stretches)
        for edit, names, labels in zip(edits, named, known, strict=True):
            if len(edit.old.text) >= _RECOGNISED:
                gone = stretches.cut(edit.start, edit.old_end)
                if any(label.inside for _, label in gone):
                    self._gone[edit.old.text] = gone
            burst.do(edit, names, labels)
        burst.enclose()
        return burst

    def _note_offers(self, scene: SceneState, burst: Burst, source: str | None) -> None:
        """Count the words that the edits of an acceptance put in, by suggestion."""
        for suggestion, ranges in burst.put_in.items():
            places = ranges if suggestion != source else [*ranges, *burst.others]
            low = scene.text.line_start(scene.text.line_of(min(start for start, _ in places)))
            last = scene.text.line_of(max(end for _, end in places)) + 1
            is_last = last >= scene.text.line_count
            high = len(scene.text) if is_last else scene.text.line_start(last)
            part = scene.text.fragment(low, high)
            markup = markup_ranges(part.text)
            is_new = bytearray(len(part.text))
            for start, end in places:
                is_new[start - low : end - low] = b"\x01" * (end - start)
            offered = _Offered()
            for letters in _letters_of_words(part.text, markup):
                offered.words += all(is_new[at] for at in letters)
            offered.own_words.update(
                word for name, word in _suggested_words(part, markup) if name == suggestion
            )
            self._offered[suggestion] = offered

    def _kept(self, state: ProjectState, kept: dict[str, Counter[str]]) -> Iterator[Kept]:
        for scene in state.scenes.values():
            for hunk in scene.hunks.values():
                if hunk.verdict not in (Verdict.ACCEPTED, Verdict.EDITED):
                    continue
                offered = self._offered.get(hunk.id, _Offered())
                standing = kept.get(hunk.id, Counter()) & offered.own_words
                yield Kept(hunk.id, scene.id, offered.words, standing.total())

    def _ai_flags(self, scene: str, spans: Iterable[Span]) -> bytes:
        """Return for each character 1 if it is an AI's or descends from one, else 0."""
        own = b"".join(
            bytes([span.origin.contributor is Contributor.AI]) * span.length for span in spans
        )
        stretches = self._stretches.get(scene)
        if stretches is None:
            return own
        flags = bytearray(own)
        at = 0
        for length, label in stretches.runs():
            if not self._ai.isdisjoint(label.descends):
                flags[at : at + length] = b"\x01" * length
            at += length
        return bytes(flags)


def lineage_of(walk: Iterable[tuple[Entry, tuple[Edit, ...], ProjectState]]) -> Lineage:
    """Return the lineage at the end of a whole ledger."""
    tally = LineageTally()
    last: ProjectState | None = None
    for entry, edits, state in walk:
        tally.take(entry, edits, state)
        last = state
    return tally.result(ProjectState() if last is None else last)


def _letters_of_words(text: str, markup: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield for each word where its letters and digits stand."""
    for start, end in word_ranges(text, markup):
        yield [
            at
            for low, high in outside(start, end, markup)
            for at in range(low, high)
            if text[at].isalnum()
        ]


def _pieces(edit: Edit, names: Sequence[str | None]) -> Iterator[tuple[Edit, str]]:
    """Yield the parts of a relabelling that come from a suggestion, with its name."""
    at = 0
    for span, name in zip(edit.new.spans, names, strict=True):
        if name is not None:
            old = cut(edit.old, at, at + span.length)
            yield Edit(edit.start + at, old, cut(edit.new, at, at + span.length)), name
        at += span.length


def _suggested_words(
    part: Fragment, markup: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Yield each word all of whose letters and digits came with one suggestion, with its id."""
    if all(span.origin.method is not Method.ACCEPTED for span in part.spans):
        return
    sources = accepted_in(part.spans)
    ends = list(accumulate(span.length for span in part.spans))
    run = 0
    for letters in _letters_of_words(part.text, markup):
        while ends[run] <= letters[0]:
            run += 1
        source, behind = sources[run], run
        if source is None:
            continue
        while ends[behind] <= letters[-1]:
            behind += 1
        if all(sources[at] == source for at in range(run, behind + 1)):
            yield source, "".join(part.text[at] for at in letters)


def _has_ai_word(text: str, flags: bytes, start: int, end: int) -> bool:
    if b"\x01" not in flags[start:end]:
        return False
    return any(flags[at] and text[at].isalnum() for at in range(start, end))
