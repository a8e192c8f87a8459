"""How a scene moves: the lengths of its sentences, and speech against telling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean, median, pstdev

from cocreate.agents.dialogue import is_inside, paragraphs, spoken_ranges
from cocreate.agents.findings import Finding, worth_saying
from cocreate.agents.run_events import Progress
from cocreate.agents.wordlists import in_words
from cocreate.text.markup import headings
from cocreate.text.sentences import sentence_ranges

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MONOTONE_RUN = 7
_SHORT = 6
_SHORT_RUN = 7
_LONG = 40
_LONG_RUN = 3
_SAME_OPENING = 4
_LONG_PARAGRAPH = 250
_NO_SPEECH = 700
_ONLY_SPEECH = 14
_STEP = 200
_OPENING_WORDS = 11


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands, its words, whether someone says it."""

    start: int
    end: int
    words: int
    opening: str
    is_spoken: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The figures of a text's pace."""

    sentences: int
    words: int
    mean: float
    median: float
    longest: int
    spoken_percent: int


def read_pace(text: str, scope: tuple[int, int]) -> Iterator[Progress | Finding]:
    """Give remarks on the pace of `scope` of `text`, the figures first."""
    sentences: list[Sentence] = []
    spoken = spoken_ranges(text)
    for start, end in _prose(text, scope):
        sentences.extend(_sentences(text, start, end, spoken))
        if len(sentences) % _STEP < 5:
            yield Progress(end - scope[0], scope[1] - scope[0])
    if len(sentences) < 3:
        return
    rhythm = measure(sentences, text, spoken)
    findings = [
        *_monotone(sentences),
        *_runs(sentences),
        *_same_openings(sentences),
        *_paragraphs(text, scope, spoken, rhythm),
    ]
    yield _overview(sentences, rhythm)
    yield from worth_saying(findings, scope[1] - scope[0])


def measure(
    sentences: Sequence[Sentence], text: str, spoken: tuple[tuple[int, int], ...]
) -> Rhythm:
    """Return the figures of some sentences."""
    lengths = [sentence.words for sentence in sentences]
    start, end = sentences[0].start, sentences[-1].end
    said = sum(
        _count(text[max(start, first) : min(end, last)])
        for first, last in spoken
        if first < end and last > start
    )
    words = sum(lengths)
    return Rhythm(
        len(lengths),
        words,
        fmean(lengths),
        median(lengths),
        max(lengths),
        min(100, round(100 * said / max(1, words))),
    )


def _prose(text: str, scope: tuple[int, int]) -> Iterator[tuple[int, int]]:
    titles = tuple((heading.start, heading.end) for heading in headings(text))
    for start, end in paragraphs(text):
        if start >= scope[0] and end <= scope[1] + 1 and not is_inside(titles, start, end):
            yield start, end


def _sentences(
    text: str, start: int, end: int, spoken: tuple[tuple[int, int], ...]
) -> Iterator[Sentence]:
    paragraph = text[start:end].replace("\n", " ")  # a line end within a paragraph ends nothing
    for first, last in sentence_ranges(paragraph):
        words = [found.group() for found in _WORD.finditer(paragraph, first, last)]
        if words:
            stripped = paragraph[first:last]
            begin = start + first + len(stripped) - len(stripped.lstrip())
            finish = start + first + len(stripped.rstrip())
            said = is_inside(spoken, begin, finish)
            yield Sentence(begin, finish, len(words), words[0].lower(), said)


def _count(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))


def _overview(sentences: Sequence[Sentence], rhythm: Rhythm) -> Finding:
    speech = (
        "nobody speaks"
        if rhythm.spoken_percent == 0
        else f"about {rhythm.spoken_percent} per cent of the words are spoken"
    )
    note = (
        f"In figures: {rhythm.words:,} words in {rhythm.sentences:,} sentences, "
        f"{rhythm.mean:.0f} words each on average (half of them {rhythm.median:.0f} or fewer, the "
        f"longest {rhythm.longest}); {speech}."
    )
    return Finding(sentences[0].start, sentences[0].end, note, 100.0)


def _monotone(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Find stretches in which every sentence has much the same length."""
    at = 0
    while at + _MONOTONE_RUN <= len(sentences):
        end = at + _MONOTONE_RUN
        if not _is_even(sentences[at:end]):
            at += 1
            continue
        while end < len(sentences) and _is_even(sentences[at : end + 1]):
            end += 1
        run = sentences[at:end]
        average = fmean(sentence.words for sentence in run)
        note = (
            f"{in_words(len(run)).capitalize()} sentences in a row of nearly the same length, "
            f"about {average:.0f} words: the beat grows even. A much shorter or longer one would "
            "break it."
        )
        yield Finding(run[0].start, run[-1].end, note, 3 + len(run) / 3)
        at = end


def _is_even(run: Sequence[Sentence]) -> bool:
    lengths = [sentence.words for sentence in run]
    average = fmean(lengths)
    is_telling = sum(sentence.is_spoken for sentence in run) < len(run) / 2
    return is_telling and average >= 5 and pstdev(lengths) <= max(1.5, 0.16 * average)


def _runs(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for kind, group in groupby(sentences, key=_kind):
        run = list(group)
        if kind == "short" and len(run) >= _SHORT_RUN:
            note = (
                f"{in_words(len(run)).capitalize()} sentences in a row of {_SHORT} words or fewer: "
                "breathless for as long as it lasts. Is the moment worth it?"
            )
            yield Finding(run[0].start, run[-1].end, note, 2 + len(run) / 3)
        if kind == "long" and len(run) >= _LONG_RUN:
            average = fmean(sentence.words for sentence in run)
            note = (
                f"{in_words(len(run)).capitalize()} long sentences in a row, {average:.0f} words "
                "each on average; a short one among them would let the reader breathe."
            )
            yield Finding(run[0].start, run[-1].end, note, 3 + len(run))


def _kind(sentence: Sentence) -> str:
    if sentence.words <= _SHORT and not sentence.is_spoken:
        return "short"
    return "long" if sentence.words >= _LONG else ""


def _same_openings(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    for opening, group in groupby(sentences, key=lambda sentence: sentence.opening):
        run = list(group)
        if len(run) >= _SAME_OPENING and not run[0].is_spoken:
            note = (
                f"{in_words(len(run)).capitalize()} sentences in a row begin with “{opening}”; "
                "turn one round if the figure is not meant."
            )
            yield Finding(run[0].start, run[-1].end, note, 2.5 + len(run))


def _paragraphs(
    text: str, scope: tuple[int, int], spoken: tuple[tuple[int, int], ...], rhythm: Rhythm
) -> Iterator[Finding]:
    ranges = list(_prose(text, scope))
    counts = [_count(text[start:end]) for start, end in ranges]
    for (start, end), words in zip(ranges, counts, strict=True):
        if words > _LONG_PARAGRAPH:
            note = f"One paragraph of {words} words; a reader looks for a place to rest in it."
            yield Finding(start, _opening_end(text, (start, end)), note, 1 + words / 200)
    speaks = [is_inside(spoken, start, end) for start, end in ranges]
    at = 0
    for has_speech, group in groupby(speaks):
        size = len(list(group))
        run, words = ranges[at : at + size], sum(counts[at : at + size])
        at += size
        if not has_speech and words >= _NO_SPEECH and 5 <= rhythm.spoken_percent < 100:
            note = (
                f"From here on {words} words without a spoken one, in a text where about "
                f"{rhythm.spoken_percent} per cent are spoken."
            )
            yield Finding(run[0][0], _opening_end(text, run[0]), note, 2 + words / 500)
        if has_speech and _is_bare(text, run, spoken):
            note = (
                f"{in_words(size).capitalize()} paragraphs of talk with hardly a word of telling "
                "between: the room and the bodies may fade."
            )
            yield Finding(run[0][0], _opening_end(text, run[0]), note, 2 + size / 8)


def _is_bare(
    text: str, run: Sequence[tuple[int, int]], spoken: tuple[tuple[int, int], ...]
) -> bool:
    if len(run) < _ONLY_SPEECH:
        return False
    start, end = run[0][0], run[-1][1]
    said = sum(last - first for first, last in spoken if first >= start and last <= end)
    return said >= 0.9 * sum(last - first for first, last in run)


def _opening_end(text: str, paragraph: tuple[int, int]) -> int:
    """Return where the first dozen words of a paragraph end."""
    start, end = paragraph
    for index, found in enumerate(_WORD.finditer(text, start, end)):
        if index == _OPENING_WORDS:
            return found.end()
    return end
