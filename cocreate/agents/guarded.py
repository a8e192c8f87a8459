"""A small model asked for one sentence at a time, and the guard that lets few answers pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from cocreate.agents.clean import clean_line
from cocreate.agents.dialogue import is_inside, spoken_ranges
from cocreate.agents.nearness import slips_between
from cocreate.agents.propose import Proposal
from cocreate.agents.wordlists import COMMON, FILLERS
from cocreate.providers.provider import Message, Request
from cocreate.text.diff import WordEdit, word_edits
from cocreate.text.markup import headings, markup_ranges
from cocreate.text.sentences import sentence_ranges

_MOST_SENTENCE = 400
_MOST_ANSWER_TOKENS = 120
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMERAL = re.compile(r"\d[\d.,:]*")
_SIGNS = re.compile(r"[“”‘«»„\"*_`\[\]<>#|~\\]")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nor|neither|without)\b|n['’]t\b", re.I
)


class Task(StrEnum):
    """What the model is asked to do with a sentence."""

    COPYEDIT = "copyedit"
    TIGHTEN = "tighten"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a sentence is asked about: instruction and worked examples."""

    instruction: str
    examples: tuple[tuple[str, str], ...]


RECIPES: dict[Task, Recipe] = {
    Task.COPYEDIT: Recipe(
        "Correct the spelling and grammar of the sentence. Change as little as possible. If it is "
        "correct, repeat it unchanged. Answer with the sentence only.",
        (
            ("He have a old boat in the harbour.", "He has an old boat in the harbour."),
            (
                "The rain fell all night on the slate roofs of the town.",
                "The rain fell all night on the slate roofs of the town.",
            ),
            (
                "Their was nobody in the kichen when she came home.",
                "There was nobody in the kitchen when she came home.",
            ),
            ("I should of told you before you left.", "I should have told you before you left."),
            (
                "Silence, and then the slow tick of the clock in the hall.",
                "Silence, and then the slow tick of the clock in the hall.",
            ),
            (
                "The childs was playing quiet in the yard.",
                "The children were playing quietly in the yard.",
            ),
        ),
    ),
    Task.TIGHTEN: Recipe(
        "Say the same in fewer words. Keep every fact, name and number. If no word can go, repeat "
        "the sentence unchanged. Answer with the sentence only.",
        (
            (
                "She was of the opinion that the house was completely and totally empty.",
                "She thought the house was completely empty.",
            ),
            ("He nodded his head and shrugged his shoulders.", "He nodded and shrugged."),
            (
                "The reason why the train was late was because of the snow.",
                "The train was late because of the snow.",
            ),
            (
                "The old dog slept by the fire and did not wake.",
                "The old dog slept by the fire and did not wake.",
            ),
            (
                "At that moment in time there were seven men who were standing on the pier.",
                "Seven men were standing on the pier.",
            ),
            (
                "In spite of the fact that it was cold, Anna began to walk to the village.",
                "Although it was cold, Anna walked to the village.",
            ),
        ),
    ),
}

_LEAST_SIMILARITY = {Task.COPYEDIT: 0.85, Task.TIGHTEN: 0.5}
_MOST_CHANGED_WORDS = 3
_MOST_SLIPS = 4
_LEAST_WORDS = {Task.COPYEDIT: 4, Task.TIGHTEN: 10}
_MOST_NEW = 2
_FEWEST_LEFT = 0.35


def ask_sentence(task: Task, sentence: str, model: str) -> Request:
    """Return the request for one sentence: worked examples as turns, nothing left to chance."""
    recipe = RECIPES[task]
    turns = [Message("system", recipe.instruction)]
    for given, wanted in recipe.examples:
        turns += [Message("user", given), Message("assistant", wanted)]
    turns.append(Message("user", sentence))
    return Request(
        model=model,
        messages=tuple(turns),
        max_tokens=_MOST_ANSWER_TOKENS,
        temperature=0.0,
        stop=("\n",),
    )


def choose_sentences(
    task: Task, text: str, scope: tuple[int, int], taken: Sequence[tuple[int, int]], most: int
) -> list[tuple[int, int]]:
    """Return the sentences worth asking about, in order.

    Speech, headings, sentences with markup and those in `taken` are left alone. Where there are
    more than `most`, tightening takes the wordiest and copy-editing the first.
    """
    barred = sorted([*taken, *markup_ranges(text), *spoken_ranges(text)])
    barred += [(heading.start, heading.end) for heading in headings(text)]
    closed = _merged(barred)
    found: list[tuple[int, int]] = []
    start, end = scope
    for first, last in sentence_ranges(text[start:end]):
        sentence = text[start + first : start + last]
        begin = start + first + len(sentence) - len(sentence.lstrip())
        finish = start + first + len(sentence.rstrip())
        if is_inside(closed, begin, finish) or not _is_fit(task, text[begin:finish]):
            continue
        found.append((begin, finish))
    if task is Task.TIGHTEN and len(found) > most:
        wordiest = sorted(found, key=lambda one: -_wordiness(text[one[0] : one[1]]))
        return sorted(wordiest[:most])
    return found[:most]


def guard(task: Task, sentence: str, answer: str) -> str | None:
    """Return the answer if it may be offered in place of the sentence, else None."""
    new = clean_line(answer.split("\n", maxsplit=1)[0], _MOST_SENTENCE * 2)
    if len(new) > 1 and new[0] == new[-1] == '"' and '"' not in sentence:
        new = new[1:-1].strip()
    if not new or new == sentence or not _keeps_what_counts(sentence, new):
        return None
    if SequenceMatcher(None, sentence, new, autojunk=False).ratio() < _LEAST_SIMILARITY[task]:
        return None
    passes = _is_small_mend(sentence, new) if task is Task.COPYEDIT else _is_tighter(sentence, new)
    return new if passes else None


def narrow(text: str, start: int, end: int, new: str, reason: str = "") -> Proposal | None:
    """Return the proposal for a sentence, cut down to the words that change."""
    old = text[start:end]
    edits = word_edits(old, new)
    if not edits:
        return None
    head, tail = edits[0].start, len(old) - edits[-1].end
    while head > 0 and not old[head - 1].isspace():
        head -= 1
    while tail > 0 and not old[len(old) - tail].isspace():
        tail -= 1
    if head >= len(old) - tail or not old[head : len(old) - tail].strip():
        head = old.rfind(" ", 0, max(0, head - 1)) + 1
    first, last = start + head, end - tail
    said = reason or _reason(old, edits)
    line = text.count("\n", 0, first) + 1
    return Proposal(first, last, text[first:last], new[head : len(new) - tail], said, line)


def _is_fit(task: Task, sentence: str) -> bool:
    words = len(_WORD.findall(sentence))
    is_prose = "\n" not in sentence and _SIGNS.search(sentence) is None
    return is_prose and words >= _LEAST_WORDS[task] and len(sentence) <= _MOST_SENTENCE


def _wordiness(sentence: str) -> float:
    words = _words(sentence)
    return len(words) * (0.3 + sum(word in FILLERS for word in words) / len(words))


def _keeps_what_counts(old: str, new: str) -> bool:
    """Whether marks, markup, numbers, names and negations are the same on both sides."""
    return (
        _SIGNS.findall(old) == _SIGNS.findall(new)
        and Counter(_NUMERAL.findall(old)) == Counter(_NUMERAL.findall(new))
        and _names(old) == _names(new)
        and len(_NEGATION.findall(old)) == len(_NEGATION.findall(new))
        and old[-1:] == new[-1:]
    )


def _names(sentence: str) -> set[str]:
    words = list(_WORD.finditer(sentence))[1:]
    return {word.group() for word in words if word.group()[0].isupper() and word.group() != "I"}


def _is_small_mend(old: str, new: str) -> bool:
    changed = 0
    for edit in word_edits(old, new):
        gone = _words(old[edit.start : edit.end])
        came = _words(edit.new)
        if not _is_same_word_mended(gone, came):
            return False
        changed += max(len(gone), len(came), 1)
    return changed <= _MOST_CHANGED_WORDS


def _is_same_word_mended(gone: Sequence[str], came: Sequence[str]) -> bool:
    """Whether an edit only mends: no word goes, none of substance comes or becomes another.

    A word too many is rarely a slip in good prose, and the small model takes out "but" and "and"
    wherever it can; a word that stands twice is the checker's to find.
    """
    small = COMMON | FILLERS
    if len(gone) != len(came):
        is_respaced = "".join(gone) == "".join(came)
        return is_respaced or (len(came) > len(gone) and all(w in small for w in (*gone, *came)))
    return all(
        (one in small and other in small)
        or (one[0] == other[0] and slips_between(one, other, _MOST_SLIPS) <= _MOST_SLIPS)
        for one, other in zip(gone, came, strict=True)
    )


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _is_tighter(old: str, new: str) -> bool:
    before, behind = _words(old), _words(new)
    if not _FEWEST_LEFT * len(before) <= len(behind) < len(before) or len(new) >= len(old):
        return False
    kept, had = {_root(word) for word in behind}, {_root(word) for word in before}
    lost = [word for word in before if _root(word) not in kept and word not in FILLERS]
    added = [word for word in behind if _root(word) not in had]
    return not lost and len(added) <= _MOST_NEW


def _root(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")


def _reason(old: str, edits: Sequence[WordEdit]) -> str:
    """Say what changes; the model is never asked why."""
    parts = []
    for edit in edits:
        gone, came = old[edit.start : edit.end].strip(), edit.new.strip()
        if gone and came:
            parts.append(f"“{gone}” becomes “{came}”")
        elif came:
            parts.append(f"adds “{came}”")
        elif gone:
            parts.append(f"takes out “{gone}”")
    said = "; ".join(parts) or "mends the spacing"
    return clean_line(said[0].upper() + said[1:] + ".")


def _merged(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(merged)
