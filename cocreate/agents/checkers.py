"""The deterministic English checker, kept to what is a slip of the pen in fiction."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import harper

from cocreate.agents.clean import clean_line
from cocreate.agents.dialogue import is_inside, spoken_ranges
from cocreate.agents.nearness import slips_between
from cocreate.agents.propose import Proposal
from cocreate.agents.run_events import Progress
from cocreate.text.markup import markup_ranges

CHECKER_NAME = "harper"

DIALECTS = {
    "american": harper.Dialect.AMERICAN,
    "british": harper.Dialect.BRITISH,
    "australian": harper.Dialect.AUSTRALIAN,
    "canadian": harper.Dialect.CANADIAN,
}

# Kinds that judge taste: how long a sentence is, whether a word is strong, plain or regional.
_KINDS_OF_TASTE = frozenset(
    {"Readability", "Enhancement", "Style", "Regionalism", "Redundancy", "Formatting"}
)

# Rules of other kinds that were wrong far more often than right on a whole novel, by their reason.
_NOISY_RULES = frozenset(
    {
        # taste under another name, or what a writer sets as she likes
        "AvoidCurses", "Dashes", "DiscourseMarkers", "LongSentences", "NoFrenchSpaces",
        "OxfordComma", "NoOxfordComma", "SpelledNumbers", "UnclosedQuotes", "UseTitleCase",
        "UseEllipsisCharacter", "EllipsisLength", "Hedging", "FillerWords", "BoringWords",
        # new, old and joined words: the language of fiction is larger than a dictionary
        "SplitWords", "MassNouns", "CompoundNouns", "WrongNegative", "DisjointPrefixes",
        "PhrasalVerbAsCompoundNoun", "OrthographicConsistency", "UpdatePlaceNames", "Overall",
        "Everyone", "AWhile", "YeaToYeah", "YehToYeah", "Cant", "TransposedSpace", "HopHope",
        "OceansAndSeas", "ExpandTimeShorthands", "Touristic", "ProperNouns",
        # guesses about grammar that inverted, spoken and old sentences break
        "MissingPreposition", "MultipleSequentialPronouns", "PossessiveYour", "QuiteQuiet",
        "ForNoun", "ModalBeAdjective", "NominalWants", "PronounContraction", "DoubleModal",
        "TheProperNounPossessive", "DoToDueTo", "MissingTo", "NounVerbConfusion", "OnFloor",
        "OneOfTheSingular", "QuantifierNumeralConflict", "RedundantThat", "ToSomeDegree",
        "TheyToThem", "LitotesDirectPositive", "SubjunctiveWasToWere", "WouldNeverHave",
    }
)  # fmt: skip

# What a character says may be ungrammatical; what cannot be heard is still a slip of the pen.
_KINDS_OF_SPEECH = frozenset(
    {"Agreement", "Grammar", "WordChoice", "Usage", "Capitalization", "Nonstandard", "Repetition"}
)
_SLIPS_IN_SPEECH = frozenset(
    {"ModalOf", "TheirToTheyre", "ThereToTheir", "ItsPossessive", "ToTwoToo", "ToLoseTooLoose"}
)

_OWN_WORD = 4  # a word written so often is the writer's own
_CHUNK = 4_000
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_FENCE = re.compile(r"^ {0,3}(```|~~~)", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_EMPHASIS = re.compile(r"(?<![*_\w])([*_]{1,3})(?=[^\s*_])([^*_]+?)(?<=\S)\1")
_SENTENCE_END = re.compile(
    r"[.!?…][”’\"')\]*_]*\s+[“‘\"'(\[*_—]*$|\n\s*[“‘\"'(\[*_#>\-]*\s*$|^\W*$"
)
_ABBREVIATION = re.compile(r"(?:^|\W)[^\W\d_]{1,3}\.\s*$|[!?…][”’\"')\]*_]*\s*$|\.\.\s*$")
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Slip:
    """Something the checker would mend; offsets in the text that was checked."""

    rule: str
    kind: str
    start: int
    end: int
    new: str
    message: str


class HarperChecker:
    """One checker of one dialect. Building it takes about a second; checking is fast."""

    def __init__(self, dialect: str) -> None:
        self._linter = harper.Linter(DIALECTS.get(dialect, harper.Dialect.AMERICAN))
        config = self._linter.get_lint_config()
        for rule in _NOISY_RULES & config.keys():
            config[rule] = False
        self._linter.set_lint_config(config)
        self._lock = threading.Lock()

    def check(self, text: str) -> list[Slip]:
        """Return what can be mended in Markdown `text`, in order and apart from each other."""
        with self._lock:
            lints = self._linter.organized_lints(text)
        slips = [
            slip
            for rule, found in lints.items()
            for lint in found
            if (slip := _slip(rule, lint, text)) is not None
        ]
        return _apart(slips)


@lru_cache(maxsize=2)
def checker_for(dialect: str) -> HarperChecker:
    """Return the checker of a dialect, built at its first use."""
    return HarperChecker(dialect)


def find_slips(
    text: str, scope: tuple[int, int], checker: HarperChecker, own_words: Counter[str] | None = None
) -> Iterator[Progress | Proposal]:
    """Give the slips within `scope` of `text`, paragraph by paragraph.

    Args:
        own_words: how often words stand in the whole manuscript; by default in `text`.
    """
    words = count_words_of(text) if own_words is None else own_words
    syntax = markup_ranges(text)
    chunks = [chunk for chunk in _chunks(text) if chunk[0] < scope[1] and chunk[1] > scope[0]]
    for index, (start, end) in enumerate(chunks):
        piece = text[start:end]
        page = _Page(piece, spoken_ranges(piece), _emphasised(piece), words)
        for slip in checker.check(piece):
            first, last = start + slip.start, start + slip.end
            is_here = scope[0] <= first and last <= scope[1]
            if is_here and not is_inside(syntax, first, last) and page.is_slip(slip):
                old = text[first:last]
                new = _in_the_style_of(slip.new, text)
                reason = clean_line(slip.message)
                line = text.count("\n", 0, first) + 1
                yield Proposal(first, last, old, new, reason, line)
        yield Progress(index + 1, len(chunks))


def count_words_of(*texts: str) -> Counter[str]:
    """Return how often each word stands in the texts, as it is written."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(found.group() for found in _WORD.finditer(text))
    return counts


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    spoken: tuple[tuple[int, int], ...]
    emphasised: tuple[tuple[int, int], ...]
    words: Counter[str]

    def is_slip(self, slip: Slip) -> bool:
        if slip.kind in _KINDS_OF_TASTE and slip.rule != "Spaces":
            return False
        if is_inside(self.spoken, slip.start, slip.end) and self._may_be_said(slip):
            return False
        if slip.rule == "SpellCheck":
            return self._is_misspelt(slip)
        if slip.rule == "SentenceCapitalization":
            return not _ABBREVIATION.search(self._before(slip.start))
        if slip.rule == "Spaces":
            return self.text[slip.start : slip.end].isspace() and slip.start > 0
        return True

    def _may_be_said(self, slip: Slip) -> bool:
        if slip.rule == "RepeatedWords":
            return self.text[slip.start : slip.end].split()[0].lower() not in {"the", "a", "an"}
        return slip.kind in _KINDS_OF_SPEECH and slip.rule not in _SLIPS_IN_SPEECH

    def _is_misspelt(self, slip: Slip) -> bool:
        word = self.text[slip.start : slip.end]
        if self.words[word] >= _OWN_WORD or is_inside(self.emphasised, slip.start, slip.end):
            return False
        if (
            self._has_apostrophe_at_edge(slip)
            or not word.replace("'", "").replace("’", "").isalpha()
        ):
            return False
        if word != word.lower() and not self._is_plain_capital(slip, word):
            return False
        most = 2 if len(word) >= 8 else 1
        return slips_between(word.lower(), slip.new.lower(), most) <= most

    def _is_plain_capital(self, slip: Slip, word: str) -> bool:
        """Whether the capital is only that of a sentence's first word, and not that of a name."""
        if word[1:] != word[1:].lower() or self.words[word] > 1:
            return False
        return _SENTENCE_END.search(self._before(slip.start)) is not None

    def _has_apostrophe_at_edge(self, slip: Slip) -> bool:
        around = self.text[slip.end : slip.end + 1]
        before = self.text[slip.start - 1 : slip.start] if slip.start else ""
        return around in {"'", "’"} or before in {"'", "’"}

    def _before(self, start: int) -> str:
        return self.text[max(0, start - _LOOK_BACK) : start]


def _slip(rule: str, lint: harper.Lint, text: str) -> Slip | None:
    suggestions = lint.suggestions
    if not suggestions:
        return None
    start, end = lint.span.start, lint.span.end
    first = suggestions[0]
    old = text[start:end]
    if first.kind == harper.SuggestionKind.REMOVE:
        new = ""
    elif first.kind == harper.SuggestionKind.INSERT_AFTER:
        new = old + first.replacement_text
    else:
        new = first.replacement_text
    if new == old or not old:
        return None
    return Slip(rule, lint.lint_kind, start, end, new, lint.message)


def _apart(slips: list[Slip]) -> list[Slip]:
    kept: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (slip.start, slip.end, slip.rule == "SpellCheck")):
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
    return kept


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Cut at blank lines, but never inside a code fence."""
    start = 0
    is_fenced = False
    seen = 0
    for found in _BLANK_LINES.finditer(text):
        for _ in _FENCE.finditer(text, seen, found.start()):
            is_fenced = not is_fenced
        seen = found.start()
        if not is_fenced and found.end() - start >= _CHUNK:
            yield start, found.end()
            start = found.end()
    if start < len(text):
        yield start, len(text)


def _emphasised(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((found.start(2), found.end(2)) for found in _EMPHASIS.finditer(text))


def _in_the_style_of(new: str, text: str) -> str:
    """Give an apostrophe the shape it has elsewhere in the text."""
    if "'" in new and "’" in text and text.count("’") > text.count("'"):
        return new.replace("'", "’")
    return new
