"""Finds words that look like what agents offered before: an index of runs of words.

It only raises a question. Three equal words in a row are a seed; seeds that lie in step with each
other in a text and in an offer make a run, which may have other words in between. A run counts from
eight words on, when three of four are alike and enough of them are the agent's own: words that an
agent merely quoted back from the scene are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cocreate.text.diff import tokens, word_edits

MIN_WORDS = 8
MIN_CLOSENESS = 0.75
MIN_OWN_WORDS = 3
_SEED = 3
_GAP = 5
_DRIFT = 3
_UNKNOWN_WORD = -1

Limits = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Echo:
    """A run of words that looks like one in an offer.

    Args:
        start: code-point offset in the text that was looked through; `end` lies behind the run.
        source: whose offer it is: the id that was given to `EchoIndex.add`.
        words: how many words are alike.
        closeness: the share of the run's words that are alike, at least 0.75.
    """

    start: int
    end: int
    source: str
    words: int
    closeness: float


@dataclass(frozen=True, slots=True)
class _Offer:
    source: str
    words: tuple[int, ...]
    is_own: tuple[bool, ...]


@dataclass(slots=True)
class _Run:
    """Seeds in step with each other: where they begin in the text and in the offer."""

    seeds: list[tuple[int, int]]

    def takes(self, at: int, place: int) -> bool:
        last_at, last_place = self.seeds[-1]
        ahead, along = at - last_at, place - last_place
        is_near = 0 < ahead <= _SEED + _GAP and 0 < along <= _SEED + _GAP
        return is_near and abs(ahead - along) <= _DRIFT


class EchoIndex:
    """Everything that agents offered, to be looked up by runs of words; grows, never shrinks."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._offers: list[_Offer] = []
        self._seeds: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    @property
    def count(self) -> int:
        """How many offers there are."""
        return len(self._offers)

    def add(self, source: str, new: str, old: str = "") -> None:
        """Take in what was offered in the place of `old`."""
        found = word_places(new)
        words = tuple(self._ids.setdefault(word, len(self._ids)) for word, _, _ in found)
        number = len(self._offers)
        self._offers.append(_Offer(source, words, _own_words(found, old, new)))
        for place in range(len(words) - _SEED + 1):
            self._seeds.setdefault(words[place : place + _SEED], []).append((number, place))

    def find(self, text: str, limits: Limits) -> list[Echo]:
        """Return the runs in a text that look like an offer, ascending; none overlap.

        Args:
            text: what is looked through.
            limits: runs of (length in code points, how many offers there were before its words
                came); 0 for words that are not asked about.
        """
        if not self._offers or not any(limit for _, limit in limits):
            return []
        found = word_places(text)
        known = _limits_at([start for _, start, _ in found], limits)
        words = [
            self._ids.get(word, _UNKNOWN_WORD) if limit else _UNKNOWN_WORD
            for (word, _, _), limit in zip(found, known, strict=True)
        ]
        echoes: list[Echo] = []
        for number, runs in self._runs(words, known).items():
            for run in runs:
                echo = self._judged(self._offers[number], run, words, found)
                if echo is not None:
                    echoes.append(echo)
        return _apart(echoes)

    def _runs(self, words: Sequence[int], limits: Sequence[int]) -> dict[int, list[_Run]]:
        """Return the seeds of each offer, gathered into runs."""
        runs: dict[int, list[_Run]] = {}
        for at in range(len(words) - _SEED + 1):
            for number, place in self._seeds.get(tuple(words[at : at + _SEED]), ()):
                if number >= limits[at]:
                    continue
                members = runs.setdefault(number, [])
                fitting = next((run for run in reversed(members) if run.takes(at, place)), None)
                if fitting is None:
                    members.append(_Run([(at, place)]))
                else:
                    fitting.seeds.append((at, place))
        return runs

    def _judged(
        self,
        offer: _Offer,
        run: _Run,
        words: Sequence[int],
        found: Sequence[tuple[str, int, int]],
    ) -> Echo | None:
        """Return a run with its ends drawn out to what is alike beyond them; None if too little."""
        alike = {(at + step, place + step) for at, place in run.seeds for step in range(_SEED)}
        alike |= _beyond(words, offer.words, min(alike), -1)
        alike |= _beyond(words, offer.words, max(alike), 1)
        first, last = min(alike), max(alike)
        length = max(last[0] - first[0], last[1] - first[1]) + 1
        count = len({at for at, _ in alike})
        own = len({place for _, place in alike if offer.is_own[place]})
        is_long = last[0] - first[0] + 1 >= MIN_WORDS
        is_own = own >= max(MIN_OWN_WORDS, length // 4)
        if not is_long or not is_own or count < MIN_CLOSENESS * length:
            return None
        start, end = found[first[0]][1], found[last[0]][2]
        return Echo(start, end, offer.source, count, count / length)


def word_places(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they are compared, each with where it begins and ends."""
    found = tokens(text)
    ends = accumulate(map(len, found))
    return [
        (word, end - len(token), end)
        for token, end in zip(found, ends, strict=True)
        if (word := "".join(filter(str.isalnum, token.casefold())))
    ]


def _own_words(found: Sequence[tuple[str, int, int]], old: str, new: str) -> tuple[bool, ...]:
    """Tell for each word of an offer whether the agent brought it in."""
    if not old:
        return (True,) * len(found)
    ranges: list[tuple[int, int]] = []
    shift = 0
    for edit in word_edits(old, new):
        start = edit.start + shift
        ranges.append((start, start + len(edit.new)))
        shift += len(edit.new) - (edit.end - edit.start)
    flags = bytearray(len(new))
    for start, end in ranges:
        flags[start:end] = b"\x01" * (end - start)
    return tuple(bool(flags[start]) for _, start, _ in found)


def _limits_at(places: Sequence[int], limits: Limits) -> list[int]:
    """Return the limit in force at each of some ascending places."""
    found: list[int] = []
    runs = iter(limits)
    behind, limit = 0, 0
    for place in places:
        while place >= behind:
            length, limit = next(runs)
            behind += length
        found.append(limit)
    return found


def _beyond(
    words: Sequence[int], offered: Sequence[int], end: tuple[int, int], step: int
) -> set[tuple[int, int]]:
    """Return pairs of equal words beyond the end of a run; one odd word may stand in between."""
    found: set[tuple[int, int]] = set()
    at, place = end
    odd = 0
    while True:
        at, place = at + step, place + step
        if not (0 <= at < len(words) and 0 <= place < len(offered)):
            return found
        if words[at] == offered[place]:
            found.add((at, place))
            odd = 0
        elif odd:
            return found
        else:
            odd = 1


def _apart(echoes: Sequence[Echo]) -> list[Echo]:
    """Return the best echoes of which no two overlap, ascending."""
    kept: list[Echo] = []
    for echo in sorted(echoes, key=lambda echo: (-echo.words, -echo.closeness, echo.start)):
        if all(echo.end <= other.start or other.end <= echo.start for other in kept):
            kept.append(echo)
    return sorted(kept, key=lambda echo: echo.start)
