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

from cocreate.core.attributed import AttributedText
from cocreate.core.events import Cause, Edited, Entry, HunkDecided, OriginsDeclared
from cocreate.core.fragments import cut
from cocreate.core.origin import Contributor, Edit, Fragment, Method, Span
from cocreate.core.state import ProjectState, SceneState
from cocreate.core.suggestion import Verdict
from cocreate.metrics.stretches import Burst, Label, Labels, Place, Stretches, accepted_in
from cocreate.metrics.taken_out import RECOGNISED, TakenOut
from cocreate.text.count import outside, visible, word_ranges
from cocreate.text.markup import markup_ranges
from cocreate.text.sentences import sentence_ranges
from cocreate.text.spans import Runs

# A burst of typing goes on over the end of an event (a line end, many signs) up to such a pause.
_PAUSE_MS = 2_000


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


@dataclass(frozen=True, slots=True)
class _Last:
    """The edits before, and when they ended; no burst: nothing is followed in their scene."""

    event: Edited
    end_ms: int
    burst: Burst | None

    def goes_on(self, entry: Entry) -> Place | None:
        """Return the place at which an entry goes on in the same burst; None if it does not."""
        event = entry.event
        if not isinstance(event, Edited) or event.cause not in (Cause.TYPING, Cause.LOG):
            return None
        is_same = (event.scene, event.cause) == (self.event.scene, self.event.cause)
        goes_on = is_same and 0 <= entry.at_ms - self.end_ms <= _PAUSE_MS
        return self.burst.place if goes_on and self.burst is not None else None


class LineageTally:
    """Keeps track of what descends from suggestions while a ledger is walked through."""

    def __init__(self) -> None:
        self._labels = Labels()
        self._stretches: dict[str, Stretches] = {}
        self._offered: dict[str, _Offered] = {}
        self._ai: set[str] = set()
        self._taken_out = TakenOut()
        self._last: _Last | None = None

    def take(self, entry: Entry, edits: Sequence[Edit], state: ProjectState) -> None:
        """Take in one entry with the edits it made and the state after it."""
        match entry.event:
            case OriginsDeclared(scene):
                self._last = None
                self._take_declared(scene, edits, state)
            case Edited() as event if edits:
                last, self._last = self._last, None
                place = last.goes_on(entry) if last is not None else None
                burst = self._take_edited(entry.seq, event, edits, state, place)
                self._last = _Last(event, _end_ms(entry), burst)
            case HunkDecided() as event:
                self._take_decided(event)
            case _:
                pass

    def _take_edited(
        self,
        seq: int,
        event: Edited,
        edits: Sequence[Edit],
        state: ProjectState,
        place: Place | None,
    ) -> Burst | None:
        scene = state.scenes[event.scene]
        before = len(scene.text) - sum(edit.growth for edit in edits)
        if event.cause is Cause.MOVE:
            self._note_cuts(event, edits)
        named = [self._suggestions(seq, event.cause, number, edit)
                 for number, edit in enumerate(edits)]  # fmt: skip
        known = [self._known(event, edit, state) for edit in edits]
        if scene.id not in self._stretches:
            is_offered = event.cause is Cause.ACCEPT or any(
                name for names in named for name in names
            )
            if not is_offered and not any(map(_is_inside_any, known)):
                return None
            self._stretches[scene.id] = Stretches(before, self._labels)
        stretches = self._stretches[scene.id]
        burst = Burst(stretches, place)
        is_moved = event.cause in (Cause.MOVE, Cause.RESTORE)
        for edit, names, labels in zip(edits, named, known, strict=True):
            if event.cause is not Cause.LOG:
                self._taken_out.note(event, edit, stretches.cut(edit.start, edit.old_end))
            burst.do(edit, names, labels, is_moved=is_moved)
            if event.cause not in (Cause.ACCEPT, Cause.REDO):
                if labels is None:
                    burst.enclose_all()
                burst.put_in.clear()
        if event.cause is Cause.ACCEPT:
            burst.enclose_all()
            self._note_offers(scene, burst, event.source)
        return burst

    def _note_cuts(self, event: Edited, edits: Sequence[Edit]) -> None:
        """Keep what is cut, or dragged away, before anything of it is done."""
        stretches = self._stretches.get(event.scene)
        for edit in edits:
            if event.source is not None and edit.old.text and not edit.new.text:
                size = edit.old_end - edit.start
                none: Runs[Label] = ((size, Label()),)
                labels = none if stretches is None else stretches.cut(edit.start, edit.old_end)
                self._taken_out.note_cut(event.source, labels)

    def _known(self, event: Edited, edit: Edit, state: ProjectState) -> Runs[Label] | None:
        """Return the labels that an edit brings along, None if it brings none that are known."""
        found = self._taken_out.brought_back(event, edit)
        if found is None and event.cause is Cause.MOVE:
            return self._copied(event.scene, edit, state)
        return found

    def _copied(self, scene: str, edit: Edit, state: ProjectState) -> Runs[Label] | None:
        """Return the labels of copied words; the ledger does not say where they were copied."""
        if len(edit.new.text) < RECOGNISED:
            return None
        for id_, stretches in self._stretches.items():
            pasted = edit if id_ == scene else None
            for start, end in _places(state.scenes[id_].text, edit.new, pasted):
                labels = stretches.cut(start, end)
                if _is_inside_any(labels):
                    return labels
        return None

    def _take_decided(self, event: HunkDecided) -> None:
        """Take an acceptance back, or do it again, behind the edits that did so in the text."""
        last = self._last
        if event.hunk not in self._offered:
            return
        if event.verdict is Verdict.PENDING:
            self._stretches[event.scene].release(event.hunk)
        elif last is not None and last.event.cause is Cause.REDO and last.burst is not None:
            last.burst.enclose(event.hunk)

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
            if not any(names):
                before = self._taken_out.undeclared(scene, edit)
                if before is not None:
                    burst.do(edit, names, before)
                continue
            self._taken_out.note_declared(scene, edit, stretches.cut(edit.start, edit.old_end))
            self._ai |= {name for name in names if name is not None}
            for piece, name in _pieces(edit, names):
                burst.do(piece, [name])
        burst.enclose_all()

    def labels(self, scene: str, length: int) -> Sequence[tuple[int, Label]]:
        """Return, in runs, what each character of a scene of that length has to do with AI."""
        stretches = self._stretches.get(scene)
        return [(length, Label())] if stretches is None else stretches.runs()

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

    def _note_offers(self, scene: SceneState, burst: Burst, source: str | None) -> None:
        """Count the words that the edits of an acceptance put in, by suggestion."""
        put_in = burst.put_in if source is None else {source: [], **burst.put_in}
        for suggestion, ranges in put_in.items():
            places = ranges if suggestion != source else [*ranges, *burst.others]
            if not places:
                continue  # it only took words out
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
        flags = bytearray(own)
        at = 0
        for length, label in self.labels(scene, len(own)):
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


def _end_ms(entry: Entry) -> int:
    return entry.at_ms + (entry.event.duration_ms if isinstance(entry.event, Edited) else 0)


def _is_inside_any(labels: Runs[Label] | None) -> bool:
    return labels is not None and any(label.inside for _, label in labels)


def _places(
    text: AttributedText, words: Fragment, pasted: Edit | None
) -> Iterator[tuple[int, int]]:
    """Yield where words stand with the same origins.

    Args:
        text: a scene as it stands now.
        pasted: what was put into it just now; it is left out, and offsets are those before it.
    """
    whole, size, at = text.text(), len(words.text), -1
    while (at := whole.find(words.text, at + 1)) >= 0:
        if text.fragment(at, at + size) != words:
            continue
        if pasted is None or at + size <= pasted.start:
            yield at, at + size
        elif at >= pasted.new_end:
            yield at - pasted.growth, at - pasted.growth + size


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
