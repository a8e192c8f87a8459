"""The deterministic English checker, kept to what is a slip of the pen in fiction."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import harper

from cocreate.agents.clean import clean_line
from cocreate.agents.dialogue import is_inside, spoken_ranges
from cocreate.agents.propose import Proposal
from cocreate.agents.run_events import Progress
from cocreate.agents.spelling import is_slip
from cocreate.text.markup import markup_ranges

CHECKER_NAME = "harper"

_QUOTED = re.compile(r"`([^`]+)`")  # the checker quotes words as programmers do

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
        "OneOfTheSingular", "QuantifierNumeralConflict", "RedundantThat", "ThatWhich",
        "ToSomeDegree", "TheyToThem", "LitotesDirectPositive", "SubjunctiveWasToWere",
        "WouldNeverHave",
    }
)  # fmt: skip

# What a character says may be ungrammatical; what cannot be heard is still a slip of the pen.
_KINDS_OF_SPEECH = frozenset(
    {"Agreement", "Grammar", "WordChoice", "Usage", "Capitalization", "Nonstandard", "Repetition"}
)
_SLIPS_IN_SPEECH = frozenset(
    {"ModalOf", "TheirToTheyre", "ThereToTheir", "ItsPossessive", "ToTwoToo", "ToLoseTooLoose"}
)

_TWICE = frozenset({"had", "that"})  # "had had" is English
_NEVER_TWICE = frozenset({"the", "a", "an", "of", "to", "and"})  # nobody says it, not even in fear

_JOINERS = frozenset("'’-")
_FEW_LETTERS = 5  # of a word so short the second guess may be the right one
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
    others: tuple[str, ...] = ()


class HarperChecker:
    """One checker of one dialect. Building it takes about a second; checking is fast."""

    def __init__(self, dialect: str) -> None:
        self._linter = harper.Linter(DIALECTS.get(dialect, harper.Dialect.AMERICAN))
        config = self._linter.get_lint_config()
        for rule in _NOISY_RULES & config.keys():
            config[rule] = False
        self._linter.set_lint_config(config)
        self._lock = threading.Lock()
        self._known: dict[str, bool] = {}

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

    def knows(self, word: str) -> bool:
        """Return whether the dictionary has a word."""
        known = self._known.get(word)
        if known is None:
            with self._lock:
                lints = self._linter.lint(word, language=harper.Language.PLAINTEXT)
            known = all(lint.lint_kind != "Spelling" for lint in lints)
            self._known[word] = known
        return known


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
        page = _Page(piece, spoken_ranges(piece), _emphasised(piece), words, checker.knows)
        for slip in checker.check(piece):
            first, last = start + slip.start, start + slip.end
            is_here = scope[0] <= first and last <= scope[1]
            if not is_here or is_inside(syntax, first, last):
                continue
            mend = page.mend(slip)
            if mend is not None:
                new = _in_the_style_of(mend, text)
                line = text.count("\n", 0, first) + 1
                reason = clean_line(_QUOTED.sub(r"“\1”", slip.message))
                yield Proposal(first, last, text[first:last], new, reason, line)
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
    knows: Callable[[str], bool]

    def mend(self, slip: Slip) -> str | None:
        """Return what to put in the slip's place, None to leave it alone."""
        if slip.kind in _KINDS_OF_TASTE and slip.rule != "Spaces":
            return None
        if is_inside(self.spoken, slip.start, slip.end) and self._may_be_said(slip):
            return None
        if slip.rule == "SpellCheck":
            return self._right_spelling(slip)
        return None if self._is_meant(slip) else slip.new

    def _is_meant(self, slip: Slip) -> bool:
        if slip.rule == "RepeatedWords":
            return self._words_of(slip)[0] in _TWICE
        if slip.rule == "SentenceCapitalization":
            return _ABBREVIATION.search(self._before(slip.start)) is not None
        if slip.rule == "Spaces":
            return slip.start == 0 or not self.text[slip.start : slip.end].isspace()
        return False

    def _may_be_said(self, slip: Slip) -> bool:
        if slip.rule == "RepeatedWords":
            return self._words_of(slip)[0] not in _NEVER_TWICE
        return slip.kind in _KINDS_OF_SPEECH and slip.rule not in _SLIPS_IN_SPEECH

    def _right_spelling(self, slip: Slip) -> str | None:
        word = self.text[slip.start : slip.end]
        if self.words[word] >= _OWN_WORD or is_inside(self.emphasised, slip.start, slip.end):
            return None
        around = self.text[slip.end : slip.end + 1] + self.text[max(0, slip.start - 1) : slip.start]
        is_small = word == word.lower()
        is_name = not is_small and not self._is_plain_capital(slip, word)
        if is_name or any(sign in _JOINERS for sign in around):
            return None
        must_be_sure = not is_small or is_inside(self.spoken, slip.start, slip.end)
        options = (slip.new, *slip.others) if len(word) <= _FEW_LETTERS else (slip.new,)
        for option in options:
            if is_slip(word, option, self.knows, must_be_sure=must_be_sure):
                return option
        return None

    def _is_plain_capital(self, slip: Slip, word: str) -> bool:
        """Whether the capital is only that of a sentence's first word, and not that of a name."""
        if word[1:] != word[1:].lower() or self.words[word] > 1:
            return False
        return _SENTENCE_END.search(self._before(slip.start)) is not None

    def _words_of(self, slip: Slip) -> list[str]:
        return self.text[slip.start : slip.end].lower().split() or [""]

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
    others = tuple(other.replacement_text for other in suggestions[1:4])
    return Slip(rule, lint.lint_kind, start, end, new, lint.message, others)


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
            yield from _pieces(text, start, found.end())
            start = found.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a chunk that is far too long at its sentences, so that a stop is soon obeyed."""
    while end - start > 8 * _CHUNK:
        cut = text.rfind(". ", start, start + 8 * _CHUNK) + 1
        cut = cut if cut > start else start + 8 * _CHUNK
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _emphasised(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((found.start(2), found.end(2)) for found in _EMPHASIS.finditer(text))


def _in_the_style_of(new: str, text: str) -> str:
    """Give an apostrophe the shape it has elsewhere in the text."""
    if "'" in new and "’" in text and text.count("’") > text.count("'"):
        return new.replace("'", "’")
    return new
