"""Words and phrases that come back too soon, and the pet words of a scene."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreate.agents.findings import Finding, name_lines, worth_saying
from cocreate.agents.run_events import Progress
from cocreate.agents.wordlists import COMMON, PETS, in_words, times
from cocreate.text.lines import LineIndex

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEAR = 45  # words between two uses that a reader still hears together
_ADJACENT = 3  # nearer than this it is a figure: "rain, rain, rain"
_SHORTEST = 4
_PHRASE = (3, 6)
_STEP = 4_000
_WINDOW = 60_000  # words within which a phrase can be heard again
_PET_RATE = 4.0  # uses in a thousand words
_PET_FEWEST = 4


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    stem: str
    is_name: bool


def find_echoes(
    text: str, scope: tuple[int, int], manuscript: Sequence[str] = ()
) -> Iterator[Progress | Finding]:
    """Give what repeats itself within `scope` of `text`, weighed against the whole manuscript."""
    tokens: list[_Token] = []
    for part in _tokens(text, scope):
        tokens.extend(part)
        yield Progress(tokens[-1].end - scope[0], scope[1] - scope[0])
    elsewhere: Counter[str] = Counter()
    for other in manuscript:
        for found in _WORD.finditer(other):
            elsewhere[_stem(found.group().lower().replace("’", "'"))] += 1
        yield Progress(scope[1] - scope[0], scope[1] - scope[0])
    lines = LineIndex(text)
    findings = [*_near_echoes(tokens, elsewhere), *_pet_words(tokens, elsewhere, lines)]
    for first in range(0, len(tokens), _WINDOW):
        findings.extend(_phrases(tokens[first : first + _WINDOW], lines))
        yield Progress(scope[1] - scope[0], scope[1] - scope[0])
    yield from worth_saying(_without_doubles(findings), scope[1] - scope[0])


def _tokens(text: str, scope: tuple[int, int]) -> Iterator[list[_Token]]:
    part: list[_Token] = []
    for found in _WORD.finditer(text, *scope):
        word = found.group().replace("’", "'")
        lower = word.lower()
        part.append(_Token(found.start(), found.end(), lower, _stem(lower), word[0].isupper()))
        if len(part) >= _STEP:
            yield part
            part = []
    if part:
        yield part


def _stem(word: str) -> str:
    """Fold the plain endings, so that "walked" and "walking" are one word."""
    word = word.removesuffix("'s")
    for ending in ("ingly", "edly", "ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def _counts_as_content(token: _Token, names: set[str]) -> bool:
    return len(token.word) >= _SHORTEST and token.word not in COMMON and token.stem not in names


def _names(tokens: Sequence[_Token]) -> set[str]:
    upper = Counter(token.stem for token in tokens if token.is_name)
    lower = Counter(token.stem for token in tokens if not token.is_name)
    return {stem for stem, count in upper.items() if count > lower[stem]}


def _near_echoes(tokens: Sequence[_Token], elsewhere: Counter[str]) -> Iterator[Finding]:
    names = _names(tokens)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(tokens):
        if _counts_as_content(token, names):
            places[token.stem].append(index)
    total = len(tokens) + sum(elsewhere.values())
    for stem, indexes in places.items():
        uses = len(indexes) + elsewhere[stem]
        rarity = math.log((total + 50) / uses)
        for cluster in _clusters(indexes):
            if rarity > 2.5 or len(cluster) > 2:
                yield _echo(tokens, cluster, rarity)


def _clusters(indexes: Sequence[int]) -> Iterator[list[int]]:
    cluster = [indexes[0]]
    for index in indexes[1:]:
        if index - cluster[-1] > _NEAR:
            if len(cluster) > 1:
                yield cluster
            cluster = [index]
        elif index - cluster[-1] >= _ADJACENT:
            cluster.append(index)
        else:
            cluster[-1] = index
    if len(cluster) > 1:
        yield cluster


def _echo(tokens: Sequence[_Token], cluster: list[int], rarity: float) -> Finding:
    again = tokens[cluster[1]]
    forms = list(dict.fromkeys(tokens[index].word for index in cluster))
    named = " / ".join(f"“{form}”" for form in forms[:3])
    span = cluster[-1] - cluster[0]
    gap = cluster[1] - cluster[0]
    note = (
        f"{named} comes {times(len(cluster))} within {span + 1} words; "
        "if the echo is not meant, one of them can go or change."
    )
    nearness = 1 - gap / (_NEAR + 5)
    same_form = 1.0 if len(forms) == 1 else 0.7
    weight = rarity * nearness * same_form * math.sqrt(len(cluster) - 1)
    return Finding(again.start, again.end, note, weight)


def _phrases(tokens: Sequence[_Token], lines: LineIndex) -> Iterator[Finding]:
    names = _names(tokens)
    taken: set[int] = set()
    for size in range(_PHRASE[1], _PHRASE[0] - 1, -1):
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in range(len(tokens) - size + 1):
            places[tuple(token.word for token in tokens[index : index + size])].append(index)
        for words, indexes in places.items():
            apart = _apart(indexes, size, taken)
            content = sum(
                _counts_as_content(token, names) for token in tokens[indexes[0] : indexes[0] + size]
            )
            is_heard = content > 1 or (content == 1 and size > _PHRASE[0] and len(apart) > 2)
            if len(apart) > 1 and is_heard:
                yield _phrase(tokens, words, apart, lines)
                taken.update(at + step for at in apart for step in range(size))


def _apart(indexes: Sequence[int], size: int, taken: set[int]) -> list[int]:
    apart: list[int] = []
    for index in indexes:
        is_free = index not in taken and index + size - 1 not in taken
        if is_free and (not apart or index - apart[-1] >= size):
            apart.append(index)
    return apart


def _phrase(
    tokens: Sequence[_Token], words: tuple[str, ...], indexes: Sequence[int], lines: LineIndex
) -> Finding:
    first, again = indexes[0], indexes[1]
    said_at = name_lines([lines.line_of(tokens[index].start) + 1 for index in indexes])
    note = (
        f"The phrase “{' '.join(words)}” stands {times(len(indexes))} in this text ({said_at}); "
        "a reader may hear it as a habit."
    )
    weight = (len(words) - 1) * 1.2 * math.sqrt(len(indexes) - 1) * _closeness(again - first)
    return Finding(tokens[again].start, tokens[again + len(words) - 1].end, note, weight)


def _closeness(gap: int) -> float:
    return 1.0 if gap < 500 else 0.7


def _pet_words(
    tokens: Sequence[_Token], elsewhere: Counter[str], lines: LineIndex
) -> Iterator[Finding]:
    names = _names(tokens)
    places: defaultdict[str, list[_Token]] = defaultdict(list)
    for token in tokens:
        if token.word in PETS or _counts_as_content(token, names):
            places[token.stem].append(token)
    rest = sum(elsewhere.values())
    for stem, found in places.items():
        rate = 1000 * len(found) / len(tokens)
        word = Counter(token.word for token in found).most_common(1)[0][0]
        if len(found) < _PET_FEWEST or rate < _PET_RATE:
            continue
        usual = 1000 * elsewhere[stem] / rest if rest > 1000 else None
        if usual is None and word not in PETS:
            continue
        if usual is not None and rate < 2.5 * usual:
            continue
        yield _pet(word, found, usual, lines, rate)


def _pet(
    word: str, found: Sequence[_Token], usual: float | None, lines: LineIndex, rate: float
) -> Finding:
    said_at = name_lines([lines.line_of(token.start) + 1 for token in found])
    beside = (
        "a word that easily becomes a habit"
        if usual is None
        else f"{in_words(max(2, round(rate / max(usual, 0.2))))} times as often as elsewhere "
        "in the manuscript"
    )
    note = f"“{word}” stands {times(len(found))} here ({said_at}), {beside}."
    return Finding(found[0].start, found[0].end, note, 1.5 + math.log(rate))


def _without_doubles(findings: Sequence[Finding]) -> list[Finding]:
    """Keep the weightiest of findings about the same words."""
    kept: list[Finding] = []
    ends: set[int] = set()
    for finding in sorted(findings, key=lambda finding: -finding.weight):
        if finding.end not in ends and finding.start not in ends:
            kept.append(finding)
            ends.update((finding.start, finding.end))
    return kept
