"""Facts that disagree: names spelt in two ways, and eyes, hair, ages and numbers that change."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreate.agents.dialogue import paragraphs
from cocreate.agents.findings import Finding, worth_saying
from cocreate.agents.names import WORD, Names, bare, may_be_one_name
from cocreate.agents.run_events import Progress
from cocreate.agents.wordlists import NUMBERS, TENS, times
from cocreate.text.lines import LineIndex

_COLOURS = (
    "blue|green|grey|gray|brown|hazel|black|amber|violet|red|blond|blonde|fair|auburn|ginger|"
    "white|silver|golden|dark|chestnut|copper|copper-coloured|raven"
)
_NUMBER = "|".join(
    [
        r"\d{1,4}",
        rf"(?:twenty|{'|'.join(TENS)})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?",
        *sorted((word for word in NUMBERS if word != "no"), key=len, reverse=True),
    ]
)
_KIN = (
    "sons?|daughters?|brothers?|sisters?|children|child|wives|wife|husbands?|uncles?|aunts?|"
    "cousins?|siblings?|grandchildren"
)
_OWNER = r"(?P<owner>his|her|their|[^\W\d_]+(?:-[^\W\d_]+)*['’]s?)"

_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("eyes", rf"{_OWNER}\s+(?:\w+\s+)?(?P<value>{_COLOURS})\s+eyes\b"),
        ("eyes", rf"{_OWNER}\s+eyes\s+(?:were|are|was|is)\s+(?:\w+\s+)?(?P<value>{_COLOURS})\b"),
        ("eyes", rf"\b(?P<owner>had|has|with)\s+(?:\w+\s+)?(?P<value>{_COLOURS})\s+eyes\b"),
        ("hair", rf"{_OWNER}\s+(?:\w+\s+)?(?P<value>{_COLOURS})\s+hair\b"),
        ("hair", rf"{_OWNER}\s+hair\s+(?:was|is)\s+(?:\w+\s+)?(?P<value>{_COLOURS})\b"),
        ("hair", rf"\b(?P<owner>had|has|with)\s+(?:\w+\s+)?(?P<value>{_COLOURS})\s+hair\b"),
        (
            "age",
            rf"\b(?P<owner>was|is|he|she)\s+(?:just\s+|only\s+)?(?P<value>{_NUMBER})\s+years\s+old\b",
        ),
        ("age", rf"\b(?P<owner>aged)\s+(?P<value>{_NUMBER})\b"),
        ("age", rf"\b(?P<owner>an?|the)\s+(?P<value>{_NUMBER})-year-old\b"),
        ("age", rf"(?P<owner>(?-i:\b[A-Z][^\W\d_]+)),\s+(?P<value>{_NUMBER}),"),
        ("year of birth", r"\b(?P<owner>born)\s+in\s+(?P<value>1\d{3}|20\d\d)\b"),
        ("kin", rf"{_OWNER}\s+(?P<value>{_NUMBER})\s+(?:\w+\s+)?(?P<what>{_KIN})\b"),
        ("kin", rf"\b(?P<owner>had|has)\s+(?P<value>{_NUMBER})\s+(?:\w+\s+)?(?P<what>{_KIN})\b"),
    )
)
_SAME = {
    "gray": "grey", "blonde": "blond", "fair": "blond", "golden": "blond", "silver": "grey",
    "ginger": "red", "copper": "red", "copper-coloured": "red", "auburn": "red", "raven": "black",
    "chestnut": "brown", "hazel": "hazel",
}  # fmt: skip
_VAGUE = frozenset({"dark", "black", "brown"})
_BACK = 240  # how far before an attribute its owner is looked for
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said about someone.

    Args:
        scene: index of the text it stands in; 0 is the one that is read.
        value: what is compared; `words` is what is quoted.
    """

    name: str
    kind: str
    value: str
    words: str
    scene: int
    start: int
    end: int


def find_contradictions(
    text: str, scope: tuple[int, int], manuscript: Sequence[tuple[str, str]] = ()
) -> Iterator[Progress | Finding]:
    """Give what disagrees within `scope` of `text`, or with the other scenes of the manuscript."""
    names = Names()
    scenes = (("", text), *manuscript)
    for index, (_, words) in enumerate(scenes):
        names.take(words, is_read=index == 0)
        yield Progress(index + 1, 2 * len(scenes))
    known = frozenset(names.all())
    facts: list[Fact] = []
    for index, (_, words) in enumerate(scenes):
        facts.extend(_facts(words, index, known))
        yield Progress(len(scenes) + index + 1, 2 * len(scenes))
    lines = LineIndex(text)
    findings = [*_two_spellings(names), *_disagreements(facts, scenes, lines)]
    here = [finding for finding in findings if scope[0] <= finding.start < max(scope[1], 1)]
    yield from worth_saying(here, scope[1] - scope[0])


def _two_spellings(names: Names) -> Iterator[Finding]:
    known = [name for name in names.all() if len(name) >= _SHORTEST_NAME]
    told: set[str] = set()
    for index, usual in enumerate(known):
        for rare in known[index + 1 :]:
            if rare in told or not names.places[rare] or not _may_be_one(names, usual, rare):
                continue
            told.add(rare)
            start = names.places[rare][0]
            counts = f"{times(names.counts[rare])} against {times(names.counts[usual])}"
            note = (
                f"“{rare}” looks like “{usual}” spelt in another way ({counts}). One person or two?"
                if names.counts[rare] > 1
                else f"“{rare}” stands once; everywhere else it seems to be “{usual}”. One name, "
                "or two?"
            )
            yield Finding(start, start + len(rare), note, 6 + min(3, names.counts[usual] / 10))


def _may_be_one(names: Names, usual: str, rare: str) -> bool:
    is_rare = _is_rare_enough(names.counts[usual], names.counts[rare])
    return is_rare and may_be_one_name(usual, rare)


def _is_rare_enough(usual: int, rare: int) -> bool:
    return rare <= max(1, usual // 4) or (usual < 4 and rare < 3)


def _facts(text: str, scene: int, known: frozenset[str]) -> Iterator[Fact]:
    for start, end in paragraphs(text):
        paragraph = text[start:end]
        places: list[tuple[int, str]] | None = None
        for kind, pattern in _PATTERNS:
            for found in pattern.finditer(paragraph):
                if places is None:
                    places = _name_places(text, start, end, known)
                name = _owner(found, start, places)
                if name is not None:
                    yield _fact(kind, found, name, scene, start)


def _name_places(text: str, start: int, end: int, known: frozenset[str]) -> list[tuple[int, str]]:
    """Return the names in a paragraph and shortly before it."""
    first = max(0, start - _BACK)
    return [
        (found.start(), name)
        for found in WORD.finditer(text, first, end)
        if (name := bare(found.group())) in known
    ]


def _owner(found: re.Match[str], shift: int, places: Sequence[tuple[int, str]]) -> str | None:
    said = found["owner"]
    named = bare(said)
    if named[:1].isupper() and any(name == named for _, name in places):
        return named
    if said[-1] in "'’" or (said[-2:-1] in {"'", "’"}):
        return None  # it is somebody's, but not that of a name we know
    offset = found.start() + shift
    starts = [start for start, _ in places]
    index = bisect_left(starts, offset)
    if found["owner"].lower() in {"a", "an", "the", "aged", "with"}:
        index = bisect_right(starts, offset)
    if index == 0 or offset - starts[index - 1] > _BACK:
        return None
    near = {name for start, name in places[:index] if offset - start <= _BACK // 2}
    if len(near) > 1 and said.lower() in {"their"}:
        return None
    return places[index - 1][1]


def _fact(kind: str, found: re.Match[str], name: str, scene: int, shift: int) -> Fact:
    value = found["value"].lower()
    words = " ".join(found.group().split())
    is_colour = kind in {"eyes", "hair"}
    value = _SAME.get(value, value) if is_colour else str(_number(value))
    if kind == "kin":
        what = found["what"].lower()
        kind = {"child": "children", "wife": "wives"}.get(what, what.rstrip("s") + "s")
        kind = "children" if kind == "childrens" else kind
    return Fact(name, kind, value, words, scene, shift + found.start(), shift + found.end())


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("-")
    whole = TENS.get(tens, 0) or NUMBERS.get(tens, 0)
    return whole + NUMBERS.get(ones, 0)


def _disagreements(
    facts: Sequence[Fact], scenes: Sequence[tuple[str, str]], lines: LineIndex
) -> Iterator[Finding]:
    grouped: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda fact: (fact.scene == 0, fact.scene, fact.start)):
        grouped[fact.name, fact.kind].append(fact)
    for (name, kind), said in grouped.items():
        for index, fact in enumerate(said):
            if fact.scene != 0:
                continue
            other = next((one for one in said[:index] if _differs(one, fact)), None)
            if other is not None:
                yield _disagreement(name, kind, other, fact, scenes, lines)
                break


def _differs(one: Fact, other: Fact) -> bool:
    if one.value == other.value:
        return False
    return not (one.kind in {"eyes", "hair"} and {one.value, other.value} <= _VAGUE)


def _disagreement(
    name: str,
    kind: str,
    other: Fact,
    fact: Fact,
    scenes: Sequence[tuple[str, str]],
    lines: LineIndex,
) -> Finding:
    where = (
        f"in line {lines.line_of(other.start) + 1}"
        if other.scene == 0
        else f"in “{scenes[other.scene][0]}”"
    )
    subject = {"eyes": "eyes", "hair": "hair", "age": "age", "year of birth": "year of birth"}
    about = f"{name}’s {subject.get(kind, kind)}"
    note = f"{about}: here “{fact.words}”, but “{other.words}” {where}. Which one holds?"
    return Finding(fact.start, fact.end, note, 8.0 if kind in {"eyes", "age"} else 6.0)
