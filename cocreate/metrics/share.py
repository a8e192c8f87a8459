"""Whose text stands: graphemes and words of a text by contributor and method, and the ranges.

Counted are graphemes that are neither white space nor Markdown syntax; a grapheme has the origin
of its first code point. A word whose graphemes have more than one contributor is mixed; any other
has the method of its first grapheme. The word joiner U+2060 makes no word mixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, repeat

from cocreate.core.attributed import AttributedText
from cocreate.core.origin import Contributor, Method, Span
from cocreate.metrics.passages import LONG, Passages, passages, segment_ends
from cocreate.text.count import (
    WORD_JOINER,
    count_characters,
    count_words,
    shown_graphemes,
    word_ranges,
)
from cocreate.text.markup import markup_ranges
from cocreate.text.spans import Runs, normalise

Pair = tuple[Contributor, Method]
Markup = tuple[tuple[int, int], ...]
PassageKey = tuple[str, Runs[Pair], Markup | None]
_ANY: Pair = (Contributor.UNKNOWN, Method.IMPORTED)


@dataclass(frozen=True, slots=True)
class SceneCount:
    """What stands in a text, by contributor and method.

    Args:
        graphemes: how many of each; pairs that have none are left out. Likewise `words`.
        mixed_words: words of more than one contributor, counted nowhere else.
    """

    graphemes: Mapping[Pair, int] = field(default_factory=dict)
    words: Mapping[Pair, int] = field(default_factory=dict)
    mixed_words: int = 0

    @property
    def total(self) -> int:
        """All graphemes that count."""
        return sum(self.graphemes.values())

    @property
    def total_words(self) -> int:
        """All words, mixed ones too."""
        return sum(self.words.values()) + self.mixed_words


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How much of a text one contributor brought in one way."""

    contributor: Contributor
    method: Method
    characters: int
    words: int


@dataclass(frozen=True, slots=True)
class Share:
    """Whose text stands, as a report says it.

    Args:
        total: graphemes that count.
        coverage: 1 minus the unknown part; 1 when there is nothing to count.
        classes: by contributor and method, in the order of these enumerations; none is empty.
        human: low counts all unknown text as not human, high counts it as human; likewise `ai`.
        mixed_words: words of more than one contributor.
    """

    total: int
    coverage: float
    classes: tuple[ClassCount, ...]
    human: tuple[float, float]
    ai: tuple[float, float]
    mixed_words: int

    @property
    def has_headline(self) -> bool:
        """Whether enough was seen to give a percentage as a headline."""
        return self.total > 0 and self.coverage >= 0.5


def count_scene(text: str, spans: Iterable[Span]) -> SceneCount:
    """Count a whole text with the spans that cover it."""
    cut, _ = passages(text, {})
    return combine(map(_count_passage, _keys(text, cut, _labels(spans))))


def counted_by_span(text: str, spans: Sequence[Span]) -> list[int]:
    """Return for each span how many of the graphemes that `count_scene` counts begin in it."""
    found = [0] * len(spans)
    ends = list(accumulate(span.length for span in spans))
    cut, _ = passages(text, {})
    whole = ((len(text), _ANY),) if text else ()
    at = number = 0
    for part, _, known in _keys(text, cut, whole):
        for start, _ in shown_graphemes(part, markup_ranges(part) if known is None else known):
            while at + start >= ends[number]:
                number += 1
            found[number] += 1
        at += len(part)
    return found


def combine(counts: Iterable[SceneCount]) -> SceneCount:
    """Return the sum of counts."""
    graphemes: dict[Pair, int] = {}
    words: dict[Pair, int] = {}
    mixed_words = 0
    for count in counts:
        for pair, number in count.graphemes.items():
            graphemes[pair] = graphemes.get(pair, 0) + number
        for pair, number in count.words.items():
            words[pair] = words.get(pair, 0) + number
        mixed_words += count.mixed_words
    return SceneCount(graphemes, words, mixed_words)


def share_of(count: SceneCount) -> Share:
    """Return the figures of a count."""
    total = count.total
    classes = tuple(
        ClassCount(by, how, count.graphemes.get((by, how), 0), count.words.get((by, how), 0))
        for by in Contributor
        for how in Method
        if (by, how) in count.graphemes
    )

    def part(*contributors: Contributor) -> float:
        found = sum(row.characters for row in classes if row.contributor in contributors)
        return found / total if total else 0.0

    return Share(
        total=total,
        coverage=1.0 - part(Contributor.UNKNOWN),
        classes=classes,
        human=(part(Contributor.HUMAN), part(Contributor.HUMAN, Contributor.UNKNOWN)),
        ai=(part(Contributor.AI), part(Contributor.AI, Contributor.UNKNOWN)),
        mixed_words=count.mixed_words,
    )


def code_points(spans: Iterable[Span]) -> dict[Contributor, int]:
    """Return how many code points each contributor has, white space and markup included."""
    found = dict.fromkeys(Contributor, 0)
    for span in spans:
        found[span.origin.contributor] += span.length
    return found


class LiveCounter:
    """Counts one scene again and again while it changes, only those passages anew that changed."""

    def __init__(self) -> None:
        self._known: dict[PassageKey, SceneCount] = {}
        self._alone: dict[str, bool] = {}

    def count(self, text: AttributedText) -> SceneCount:
        """Return what `count_scene` would say of the text as it stands."""
        known: dict[PassageKey, SceneCount] = {}
        found: list[SceneCount] = []
        words = text.text()
        cut, self._alone = passages(words, self._alone)
        for key in _keys(words, cut, _labels(text.spans())):
            count = known.get(key) or self._known.get(key) or _count_passage(key)
            known[key] = count
            found.append(count)
        self._known = known
        return combine(found)


def _keys(text: str, cut: Passages, labels: Runs[Pair]) -> Iterator[PassageKey]:
    """Yield what decides the count of each passage: words, labels, markup if not its own."""
    ends = list(accumulate(map(len, cut.parts)))
    inside: Iterable[Markup | None] = (
        repeat(None) if cut.are_apart else _cut_markup(markup_ranges(text), ends)
    )
    for part, own, markup in zip(cut.parts, _cut_labels(labels, ends), inside, strict=False):
        if len(part) <= LONG:
            yield part, own, markup
        else:
            yield from _segments(part, own, markup)


def _segments(passage: str, labels: Runs[Pair], markup: Markup | None) -> Iterator[PassageKey]:
    """Yield a long passage in segments: read as one, counted one by one."""
    known = markup_ranges(passage) if markup is None else markup
    ends = segment_ends(passage, known)
    start = 0
    for end, own, inside in zip(
        ends, _cut_labels(labels, ends), _cut_markup(known, ends), strict=True
    ):
        yield passage[start:end], own, inside
        start = end


def _count_passage(key: PassageKey) -> SceneCount:
    text, labels, known = key
    markup = markup_ranges(text) if known is None else known
    if len(labels) > 1:
        return _count_mixed(text, labels, markup)
    pair = labels[0][1]
    characters, words = count_characters(text, markup), count_words(text, markup)
    return SceneCount({pair: characters} if characters else {}, {pair: words} if words else {})


def _count_mixed(text: str, labels: Runs[Pair], markup: Markup) -> SceneCount:
    graphemes: dict[Pair, int] = {}
    words: dict[Pair, int] = {}
    mixed_words = 0
    ends = list(accumulate(length for length, _ in labels))
    ahead = iter((*word_ranges(text, markup), (len(text), len(text))))
    word_start, word_end = next(ahead)
    first: Pair | None = None
    is_mixed = False
    run = 0
    for start, end in shown_graphemes(text, markup):
        while start >= ends[run]:
            run += 1
        pair = labels[run][1]
        graphemes[pair] = graphemes.get(pair, 0) + 1
        if start >= word_end and first is not None:
            # The word before this grapheme is over.
            mixed_words += is_mixed
            if not is_mixed:
                words[first] = words.get(first, 0) + 1
            first, is_mixed = None, False
        while start >= word_end and word_end < len(text):
            word_start, word_end = next(ahead)
        if word_start <= start < word_end and text[start:end] != WORD_JOINER:
            first = first or pair
            is_mixed = is_mixed or pair[0] is not first[0]
    if first is not None:
        mixed_words += is_mixed
        if not is_mixed:
            words[first] = words.get(first, 0) + 1
    return SceneCount(graphemes, words, mixed_words)


def _labels(spans: Iterable[Span]) -> Runs[Pair]:
    return normalise((span.length, (span.origin.contributor, span.origin.method)) for span in spans)


def _cut_labels(labels: Runs[Pair], ends: Iterable[int]) -> Iterator[Runs[Pair]]:
    """Yield the labels of each passage."""
    run, used, start = 0, 0, 0
    for end in ends:
        left = end - start
        found: list[tuple[int, Pair]] = []
        while left:
            length, pair = labels[run]
            taken = min(left, length - used)
            found.append((taken, pair))
            left -= taken
            used += taken
            if used == length:
                run, used = run + 1, 0
        yield tuple(found)
        start = end


def _cut_markup(markup: Markup, ends: Iterable[int]) -> Iterator[Markup]:
    """Yield the markup of each passage, counted from where the passage begins.

    No markup reaches over the end of a passage: the line feeds between blocks are no markup.
    """
    at = start = 0
    for end in ends:
        found: list[tuple[int, int]] = []
        while at < len(markup) and markup[at][0] < end:
            found.append((markup[at][0] - start, markup[at][1] - start))
            at += 1
        yield tuple(found)
        start = end
