"""Disclosure policies as dated data: what is asked, which measures answer it, in what words.

A policy is a JSON file, because policies change faster than programs. Its keys:

- `id`, `title`, `who` (whom the disclosure is for), `checked_on` (ISO date), `source` (what was
  read), `basis` (how well it is known), `summary`, `check` (what to check before it is sent);
- `definitions`: objects of `term` and `meaning`;
- `questions`: objects of `id`, `text`, `help` and `options`; an option has an `id`, a `label`, a
  `when` (a list of conditions; all must hold for it to be suggested) and perhaps
  `claims_absence`: true, which is never suggested of a text that was not wholly observed. A
  question whose options have no `when` is the writer's to decide;
- `statements`: objects of `title` and `sentences`; a sentence has a `text` with measures in braces,
  a `when` and `answers` (question to option) under which it stands, and `basis`: "recorded" or
  "declared".

A condition is `[measure, operator, number]` with one of = != < <= > >=.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from cocreate.base.errors import InputError

_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_PLACES = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")
_LARGEST = 1_000_000


class Basis(StrEnum):
    """What a sentence rests on: the ledger, or the writer's word."""

    RECORDED = "recorded"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Condition:
    """A measure compared with a number."""

    measure: str
    sign: str
    number: float

    def holds(self, value: float) -> bool:
        """Whether the measure's value fulfils it."""
        return _OPERATORS[self.sign](value, self.number)


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be given.

    Args:
        when: what must hold for it to be suggested; None when only the writer can say.
        claims_absence: whether it says that something did not happen.
    """

    id: str
    label: str
    when: tuple[Condition, ...] | None
    claims_absence: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Something a policy asks."""

    id: str
    text: str
    help: str
    options: tuple[Option, ...]

    @property
    def is_recorded(self) -> bool:
        """Whether the ledger can suggest an answer."""
        return any(option.when is not None for option in self.options)

    def option(self, name: str) -> Option | None:
        """Return the option of that id."""
        return next((option for option in self.options if option.id == name), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a statement, with what it depends on.

    Args:
        declared: what it says where it rests on the writer's word; "" for the same words.
    """

    text: str
    when: tuple[Condition, ...]
    answers: tuple[tuple[str, str], ...]
    basis: Basis
    declared: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The measures that its words name."""
        return places_of(self.text + self.declared)

    def words(self, basis: Basis) -> str:
        """Return what it says where it rests on this, with the places of measures in it."""
        return self.declared if self.declared and basis is Basis.DECLARED else self.text


def places_of(words: str) -> tuple[str, ...]:
    """Return the measures that words name."""
    return tuple(dict.fromkeys(_PLACES.findall(words)))


@dataclass(frozen=True, slots=True)
class Template:
    """A statement to be made of sentences."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as its file says it."""

    id: str
    title: str
    who: str
    checked_on: date
    source: str
    basis: str
    summary: str
    check: str
    definitions: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    templates: tuple[Template, ...]


def read_policy(path: Path) -> Policy:
    """Read a policy file.

    Raises:
        InputError: it is no policy; the sentence says what is wrong with it.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path.name} is too large to be a policy; look what it is.")
        parsed: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            f"The policy {path.name} cannot be read; it is not a JSON file as Cocreate writes them."
        ) from error
    try:
        return _policy(_object(parsed))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"The policy {path.name} is not complete or not right: {error}."
        ) from error


def _policy(raw: Mapping[str, object]) -> Policy:
    questions = tuple(_question(_object(entry)) for entry in _list(raw["questions"]))
    policy = Policy(
        _text(raw["id"]),
        _text(raw["title"]),
        _text(raw["who"]),
        date.fromisoformat(_text(raw["checked_on"])),
        _text(raw["source"]),
        _text(raw["basis"]),
        _text(raw["summary"]),
        _text(raw["check"]),
        tuple(
            (_text(entry["term"]), _text(entry["meaning"]))
            for entry in map(_object, _list(raw["definitions"]))
        ),
        questions,
        tuple(_template(_object(entry)) for entry in _list(raw["statements"])),
    )
    known = {question.id: question for question in questions}
    for template in policy.templates:
        for sentence in template.sentences:
            for name, answer in sentence.answers:
                if name not in known or known[name].option(answer) is None:
                    raise ValueError(f"a sentence names the answer {name} = {answer}")
    return policy


def _question(raw: Mapping[str, object]) -> Question:
    options = tuple(
        Option(
            _text(entry["id"]),
            _text(entry["label"]),
            _conditions(entry["when"]) if "when" in entry else None,
            entry.get("claims_absence") is True,
        )
        for entry in map(_object, _list(raw["options"]))
    )
    return Question(_text(raw["id"]), _text(raw["text"]), _text(raw.get("help", "")), options)


def _template(raw: Mapping[str, object]) -> Template:
    sentences = tuple(
        Sentence(
            _with_places(entry["text"]),
            _conditions(entry.get("when", [])),
            tuple(
                (name, _text(value)) for name, value in _object(entry.get("answers", {})).items()
            ),
            Basis(_text(entry["basis"])),
            _with_places(entry.get("declared", "")),
        )
        for entry in map(_object, _list(raw["sentences"]))
    )
    return Template(_text(raw["title"]), sentences)


def _conditions(raw: object) -> tuple[Condition, ...]:
    made = []
    for entry in _list(raw):
        measure, sign, number = _list(entry)
        if _text(sign) not in _OPERATORS or not isinstance(number, int | float):
            raise ValueError(f"{measure} {sign} {number} is no condition")
        made.append(Condition(_text(measure), _text(sign), float(number)))
    return tuple(made)


def _object(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise TypeError("something that should be an object is none")
    return raw


def _list(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise TypeError("something that should be a list is none")
    return raw


def _with_places(raw: object) -> str:
    text = _text(raw)
    if set("{}") & set(_PLACES.sub("", text)):
        raise ValueError(f"“{text}” has braces around what is no measure")
    return text


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError("something that should be words is none")
    return raw
