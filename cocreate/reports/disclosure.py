"""A policy's questions answered from the record, as far as the record goes.

Never more is said than was observed: what claims that something did not happen is suggested only
of a text whose making was seen whole, and every statement says what part was not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cocreate.base.errors import InputError
from cocreate.reports.measures import Measure
from cocreate.reports.policy import (
    Basis,
    Condition,
    Option,
    Policy,
    Question,
    Sentence,
    places_of,
)
from cocreate.reports.report import FIXED_SENTENCE
from cocreate.reports.to_markdown import plain

Measures = Mapping[str, Measure]

_GAPS = ("unknown_characters", "declared_characters", "open_matches")


@dataclass(frozen=True, slots=True)
class Answer:
    """One question, what the record suggests, and what the writer chose.

    Args:
        suggested: id of the option that the record suggests; "" where it cannot tell.
        chosen: id of the writer's option, else `suggested`; "" while nobody has decided.
        refusal: why nothing is suggested, or "".
        measures: keys of the measures that the suggestion rests on.
    """

    question: Question
    suggested: str
    chosen: str
    refusal: str
    measures: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the writer must still decide."""
        return not self.chosen

    @property
    def is_recorded(self) -> bool:
        """Whether the answer is what the record says; else it rests on the writer's word."""
        return bool(self.suggested) and self.chosen == self.suggested

    @property
    def label(self) -> str:
        """The chosen answer in words, or ""."""
        option = self.question.option(self.chosen)
        return option.label if option else ""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a statement with what it rests on and the measures behind it."""

    text: str
    basis: Basis
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A text that can be copied or attached."""

    title: str
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A policy answered for one project."""

    policy: Policy
    answers: tuple[Answer, ...]
    statements: tuple[Statement, ...]

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What the writer must still decide."""
        return tuple(answer.question for answer in self.answers if answer.is_open)


def disclose(policy: Policy, measures: Measures, chosen: Mapping[str, str]) -> Disclosure:
    """Answer a policy.

    Args:
        chosen: the writer's own answers, question to option; others are ignored.

    Raises:
        InputError: the policy names a measure that there is not.
    """
    if missing := _named(policy) - measures.keys():
        raise InputError(
            f"The policy {policy.title} asks for “{min(missing)}”, which Cocreate does not measure;"
            " correct its file."
        )
    answers = tuple(
        _answer(question, measures, chosen.get(question.id, "")) for question in policy.questions
    )
    statements = []
    for template in policy.templates:
        # A statement that waits for the writer's decisions is none yet.
        if own := tuple(_sentences(template.sentences, measures, answers)):
            names = {name for sentence in template.sentences for name, _ in sentence.answers}
            other = _otherwise(answer for answer in answers if answer.question.id in names)
            fixed = Said(FIXED_SENTENCE, Basis.RECORDED, ("head",))
            said = (*own, *other, *_unseen(measures), fixed)
            statements.append(Statement(template.title, said))
    return Disclosure(policy, answers, tuple(statements))


def _named(policy: Policy) -> set[str]:
    options = (option for question in policy.questions for option in question.options)
    sentences = [entry for template in policy.templates for entry in template.sentences]
    tests = [test for option in options for test in option.when or ()]
    tests += [test for sentence in sentences for test in sentence.when]
    return {test.measure for test in tests} | {
        name for sentence in sentences for name in sentence.places
    }


def as_text(disclosure: Disclosure) -> str:
    """Return everything as plain text: questions with answers, then the statements."""
    lines = [disclosure.policy.title, ""]
    for answer in disclosure.answers:
        said = answer.label or "not decided yet"
        rests = "recorded" if answer.is_recorded else "declared by the author"
        lines += [answer.question.text, f"  {said}{f' ({rests})' if answer.label else ''}"]
    for statement in disclosure.statements:
        lines += ["", statement.title, "", *_paragraphs(statement)]
    return "\n".join(lines) + "\n"


def as_markdown(disclosure: Disclosure) -> str:
    """Return the same as Markdown, for programs that show headings and emphasis."""
    lines = [f"# {plain(disclosure.policy.title)}"]
    for answer in disclosure.answers:
        said = answer.label or "not decided yet"
        rests = "recorded" if answer.is_recorded else "declared by the author"
        how = f" *({rests})*" if answer.label else ""
        lines.append(f"**{plain(answer.question.text)}**  \n{plain(said)}{how}")
    for statement in disclosure.statements:
        lines += [f"## {plain(statement.title)}", *map(plain, _paragraphs(statement))]
    return "\n\n".join(lines) + "\n"


def statement_text(statement: Statement) -> str:
    """Return one statement as it is copied: what is recorded apart from what is declared."""
    return "\n".join(_paragraphs(statement)) + "\n"


def _paragraphs(statement: Statement) -> Iterable[str]:
    for basis, lead in (
        (Basis.DECLARED, "Declared by the author:"),
        (Basis.RECORDED, "Recorded by Cocreate:"),
    ):
        said = [sentence.text for sentence in statement.sentences if sentence.basis is basis]
        if said:
            yield f"{lead} {' '.join(said)}"


def _answer(question: Question, measures: Measures, chosen: str) -> Answer:
    suggestion, refusal = _suggestion(question, measures)
    conditions = [test for option in question.options for test in option.when or ()]
    names = tuple(dict.fromkeys(test.measure for test in conditions))
    if refusal:
        names = tuple(dict.fromkeys((*names, *_GAPS)))
    suggested = suggestion.id if suggestion else ""
    known = question.option(chosen)
    return Answer(question, suggested, known.id if known else suggested, refusal, names)


def _suggestion(question: Question, measures: Measures) -> tuple[Option | None, str]:
    """Return the first option that holds, or None with the reason why none is suggested."""
    for option in question.options:
        if option.when is None or not _all_hold(option.when, measures):
            continue
        if option.claims_absence and (gap := _gap(measures)):
            return None, f"Cocreate cannot suggest “{option.label}”: {gap}. Decide yourself."
        return option, ""
    if question.is_recorded:
        return None, "The record does not answer this. Decide yourself."
    return None, "Only you know this."


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as sentences take it: `{ai_runs}` says "2", `{ai_runs:time}` says "2 times"."""

    measure: Measure

    def __format__(self, thing: str) -> str:
        words = self.measure.words
        return f"{words} {thing if self.measure.value == 1 else thing + 's'}" if thing else words


def _gap(measures: Measures) -> str:
    """Return what keeps the record from saying that something did not happen, or ""."""
    gaps = []
    unseen, matches = measures["unknown_characters"], measures["open_matches"]
    if unseen.value:
        gaps.append(f"{_Figure(unseen):character} came in unseen")
    if (declared := measures["declared_characters"]).value:
        rests = "rests" if declared.value == 1 else "rest"
        gaps.append(f"{_Figure(declared):character} {rests} on your word")
    if matches.value:
        waits = "is" if matches.value == 1 else "are"
        gaps.append(f"{_Figure(matches):passage} like an agent's words {waits} not answered")
    if not measures["characters"].value:
        gaps.append("there is no text yet")
    return " and ".join(gaps)


def _all_hold(conditions: Iterable[Condition], measures: Measures) -> bool:
    return all(test.holds(measures[test.measure].value) for test in conditions)


def _sentences(
    sentences: Iterable[Sentence], measures: Measures, answers: tuple[Answer, ...]
) -> Iterable[Said]:
    given = {answer.question.id: answer for answer in answers}
    for sentence in sentences:
        if not _all_hold(sentence.when, measures):
            continue
        if any(given[name].chosen != wanted for name, wanted in sentence.answers):
            continue
        behind = [given[name] for name, _ in sentence.answers]
        is_recorded = sentence.basis is Basis.RECORDED and all(
            answer.is_recorded for answer in behind
        )
        basis = Basis.RECORDED if is_recorded else Basis.DECLARED
        text = sentence.words(basis)
        places = places_of(text)
        words = {name: _Figure(measures[name]) for name in places}
        names = (
            *places,
            *(test.measure for test in sentence.when),
            *(name for answer in behind for name in answer.measures),
        )
        yield Said(text.format_map(words), basis, tuple(dict.fromkeys(names)))


def _otherwise(answers: Iterable[Answer]) -> Iterable[Said]:
    """Say where the writer answers otherwise than the record does; this cannot be left out."""
    for answer in answers:
        suggested = answer.question.option(answer.suggested)
        if suggested is not None and not answer.is_recorded:
            yield Said(
                f"To “{answer.question.text}” the record says “{suggested.label}”; the author"
                " answers otherwise.",
                Basis.RECORDED,
                answer.measures,
            )


def _unseen(measures: Measures) -> Iterable[Said]:
    """Say what was not observed; this sentence cannot be left out."""
    unseen = measures["unknown_characters"]
    if unseen.value:
        yield Said(
            f"Cocreate did not observe how {unseen.words} of {measures['characters'].words} "
            f"characters came to be (coverage {measures['coverage'].words}); nothing is claimed "
            "about these.",
            Basis.RECORDED,
            ("unknown_characters", "coverage"),
        )
    declared = measures["declared_characters"]
    if declared.value:
        yield Said(
            f"Where {declared.words} of {measures['characters'].words} characters came from rests "
            "on the author's word; nobody saw it.",
            Basis.DECLARED,
            ("declared_characters",),
        )
    matches = measures["open_matches"]
    if matches.value:
        said = "resembles words an agent offered and is"
        if matches.value != 1:
            said = "resemble words an agent offered and are"
        yield Said(
            f"{_Figure(matches):passage} {said} not answered yet.",
            Basis.RECORDED,
            ("open_matches",),
        )
