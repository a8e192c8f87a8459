"""What becomes of the places that the writer and somebody else changed, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cocreate.base.errors import InputError
from cocreate.text.diff import WordEdit, word_edits
from cocreate.text.merge import Conflict, Merged


class Prefer(StrEnum):
    """Whose words stand where both sides changed the same ones."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Place:
    """A place where two wordings stand, decided in favour of ours though theirs is different.

    Args:
        base: the words before either side changed them.
        stands: what the writer decided to have there.
        theirs: what stands in the file.
        number: which of several such places it is, from 0.
    """

    base: str
    stands: str
    theirs: str
    number: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What taking a file in does.

    Args:
        edits: of our copy, ascending; words that both sides have stay as they are.
        settled: places that need no more asking, though the file says something else.
        left: how many places the writer has still to decide.
    """

    edits: tuple[WordEdit, ...]
    settled: frozenset[Place]
    left: int


def decide(merged: Merged, choices: Prefer | Sequence[Prefer]) -> Decided:
    """Return what answers to the conflicts lead to, together with all that is no conflict.

    Args:
        choices: one answer to all of them, or one for each.

    Raises:
        InputError: there are more or fewer answers than conflicts.
    """
    conflicts = merged.conflicts
    answers = [choices] * len(conflicts) if isinstance(choices, Prefer) else list(choices)
    if len(answers) != len(conflicts):
        raise InputError("Each place that was changed on both sides needs an answer of its own.")
    edits = list(merged.edits)
    standing: list[tuple[Conflict, Prefer]] = []
    for conflict, answer in zip(conflicts, answers, strict=True):
        edits += _edits(conflict, answer)
        if answer is not Prefer.THEIRS:
            standing.append((conflict, answer))
    places = _places((c.base, wording(c, answer), c.theirs) for c, answer in standing)
    return Decided(
        tuple(sorted(edits, key=lambda edit: (edit.start, edit.end))),
        frozenset(
            place
            for place, (_, answer) in zip(places, standing, strict=True)
            if answer is not Prefer.NEITHER
        ),
        answers.count(Prefer.NEITHER),
    )


def undecided(merged: Merged, settled: frozenset[Place]) -> Merged:
    """Return what is still to be done and asked where some places were settled before."""
    if not settled:
        return merged
    places = _places((c.base, c.ours, c.theirs) for c in merged.conflicts)
    return Merged(
        merged.edits,
        tuple(
            conflict
            for conflict, place in zip(merged.conflicts, places, strict=True)
            if place not in settled
        ),
    )


def wording(conflict: Conflict, answer: Prefer) -> str:
    """Return what stands at a place after an answer."""
    match answer:
        case Prefer.THEIRS:
            return conflict.theirs
        case Prefer.BOTH:
            return conflict.ours + _addition(conflict)
        case Prefer.OURS | Prefer.NEITHER:
            return conflict.ours


def _edits(conflict: Conflict, answer: Prefer) -> Iterator[WordEdit]:
    match answer:
        case Prefer.THEIRS:
            for edit in word_edits(conflict.ours, conflict.theirs):
                yield WordEdit(conflict.start + edit.start, conflict.start + edit.end, edit.new)
        case Prefer.BOTH if conflict.theirs:
            yield WordEdit(conflict.end, conflict.end, _addition(conflict))
        case _:
            pass


def _addition(conflict: Conflict) -> str:
    """Return their wording as it follows ours: apart from it as words or lines are."""
    ours, theirs = conflict.ours, conflict.theirs
    if not ours or not theirs or ours[-1].isspace() or theirs[0].isspace():
        return theirs
    return ("\n" if "\n" in ours or "\n" in theirs else " ") + theirs


def _places(wordings: Iterable[tuple[str, str, str]]) -> list[Place]:
    known: Counter[tuple[str, str, str]] = Counter()
    found: list[Place] = []
    for words in wordings:
        found.append(Place(*words, known[words]))
        known[words] += 1
    return found
