"""The agents at hand, read from Markdown files with front matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cocreate.agents.agent import DEFAULT_MODEL, Agent, Answers, Engine, Needs, Purpose, Reads
from cocreate.base.errors import AgentFileError, NotFoundError
from cocreate.core.usage import Money

_KEYS = frozenset(
    {
        "name", "title", "role", "purpose", "model", "reads", "needs", "answers", "max_calls",
        "max_tokens", "max_cost", "engine",
    }
)  # fmt: skip
_MAX_BYTES = 200_000
_MAX_CALLS = 1_000
_MAX_TOKENS = 1_000_000
_FENCE = "---"

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class AgentProblem:
    """A file that is no agent, with the line (from 1) and the reason."""

    name: str
    file: Path
    line: int
    reason: str

    @property
    def sentence(self) -> str:
        """Say what is wrong where, in one sentence."""
        return f"The agent file {self.file.name} cannot be used: line {self.line}, {self.reason}."


@dataclass(frozen=True, slots=True)
class Roster:
    """All agents that can be asked, and the files that could not be read."""

    agents: tuple[Agent, ...] = ()
    problems: tuple[AgentProblem, ...] = ()

    def get(self, name: str) -> Agent:
        """Return the agent of this name."""
        for agent in self.agents:
            if agent.name == name:
                return agent
        for problem in self.problems:
            if problem.name == name:
                raise AgentFileError(problem.sentence)
        known = ", ".join(agent.name for agent in self.agents) or "none"
        raise NotFoundError(f'There is no agent called "{name}"; the agents at hand are: {known}.')


class _BadLineError(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Value:
    line: int
    text: str


def load_roster(folders: Sequence[Path]) -> Roster:
    """Read the agents of `folders`; the first sound file of a name wins, broken ones are named."""
    agents: dict[str, Agent] = {}
    problems: list[AgentProblem] = []
    for folder in folders:
        for file in _files(folder):
            if file.stem in agents:
                continue
            try:
                agents[file.stem] = read_agent(file)
            except _BadLineError as trouble:
                problems.append(AgentProblem(file.stem, file, trouble.line, trouble.reason))
    return Roster(tuple(agents.values()), tuple(problems))


def read_agent(file: Path) -> Agent:
    """Read one agent file."""
    return parse_agent(_text_of(file), file)


def parse_agent(text: str, file: Path) -> Agent:
    """Turn the text of an agent file into the agent; its name is the file's stem."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    values, body_line = _front_matter(lines)
    instructions = "\n".join(lines[body_line:]).strip()
    if not instructions:
        raise _BadLineError(len(lines), "there are no instructions below the front matter")
    return Agent(
        name=file.stem,
        title=_text(values, "title", file.stem.replace("-", " ").capitalize()),
        role=_text(values, "role", ""),
        purpose=_required(values, "purpose", Purpose),
        instructions=instructions,
        needs=_choice(values, "needs", Needs, Needs.LARGER_MODEL),
        answers=_choice(values, "answers", Answers, Answers.TEXT),
        reads=_reads(values),
        model=_text(values, "model", DEFAULT_MODEL),
        max_calls=_count(values, "max_calls", 1, _MAX_CALLS),
        max_tokens=_count(values, "max_tokens", 2_000, _MAX_TOKENS),
        max_cost=_money(values),
        file=file,
        engine=_choice(values, "engine", Engine, Engine.MODEL),
    )


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".md")
    except OSError:
        return []


def _text_of(file: Path) -> str:
    try:
        if not file.is_file():
            raise _BadLineError(1, "it is not a file")
        if file.stat().st_size > _MAX_BYTES:
            raise _BadLineError(1, f"it is larger than {_MAX_BYTES // 1000} kB")
        data = file.read_bytes()
    except OSError as error:
        raise _BadLineError(1, "it cannot be read; check its permissions") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _BadLineError(line, "it is not UTF-8 text; save it as UTF-8") from error


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, _Value], int]:
    if lines[0].strip() != _FENCE:
        raise _BadLineError(1, 'it must begin with a line "---"')
    closing = next((at for at, line in enumerate(lines) if at and line.strip() == _FENCE), None)
    if closing is None:
        raise _BadLineError(len(lines), 'the front matter has no closing line "---"')
    values: dict[str, _Value] = {}
    for index, raw in enumerate(lines[1:closing], start=1):
        line = raw.strip()
        if line and not line.startswith("#"):
            key, value = _pair(line, index + 1)
            if key in values:
                raise _BadLineError(index + 1, f'"{key}" stands there twice')
            values[key] = value
    return values, closing + 1


def _pair(line: str, number: int) -> tuple[str, _Value]:
    key, colon, value = line.partition(":")
    key = key.strip()
    if not colon:
        raise _BadLineError(number, 'a line of the front matter must be "key: value"')
    if key not in _KEYS:
        raise _BadLineError(number, f'"{key}" is not a key of an agent file')
    return key, _Value(number, _unquoted(value.strip()))


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _text(values: dict[str, _Value], key: str, default: str) -> str:
    value = values.get(key)
    return value.text if value is not None and value.text else default


def _required(values: dict[str, _Value], key: str, kind: type[Choice]) -> Choice:
    if key not in values:
        raise _BadLineError(1, f'the front matter lacks "{key}"')
    return _one_of(values[key], key, kind)


def _choice(values: dict[str, _Value], key: str, kind: type[Choice], default: Choice) -> Choice:
    return _one_of(values[key], key, kind) if key in values else default


def _one_of(value: _Value, key: str, kind: type[Choice]) -> Choice:
    try:
        return kind(value.text)
    except ValueError as error:
        allowed = ", ".join(item.value for item in kind)
        raise _BadLineError(
            value.line, f'"{value.text}" is no {key}; it must be one of {allowed}'
        ) from error


def _reads(values: dict[str, _Value]) -> tuple[Reads, ...]:
    value = values.get("reads")
    if value is None:
        return (Reads.SCENE,)
    text = value.text
    if text.startswith("[") != text.endswith("]"):
        raise _BadLineError(value.line, "a list must be written as [a, b]")
    words = [_unquoted(word.strip()) for word in text.strip("[]").split(",")]
    read = [_one_of(_Value(value.line, word), "reads", Reads) for word in words if word]
    return tuple(dict.fromkeys(read))


def _count(values: dict[str, _Value], key: str, default: int, most: int) -> int:
    value = values.get(key)
    if value is None:
        return default
    return _parsed(value, lambda: _whole_number(value.text, most), f"{key} must be 1 to {most}")


def _whole_number(text: str, most: int) -> int:
    number = int(text.replace("_", ""))
    if not 1 <= number <= most:
        raise ValueError(text)
    return number


def _money(values: dict[str, _Value]) -> Money | None:
    value = values.get("max_cost")
    if value is None or not value.text:
        return None
    reason = 'max_cost must be an amount such as "0.50" or "0.50 EUR"'
    return _parsed(value, lambda: _amount(value.text), reason)


def _amount(text: str) -> Money:
    number, _, currency = text.partition(" ")
    currency = currency.strip() or "USD"
    amount = Decimal(number)
    if not amount.is_finite() or amount < 0 or len(currency) != 3 or not currency.isalpha():
        raise ValueError(text)
    return Money(int(amount * 1_000_000), currency.upper())


Parsed = TypeVar("Parsed")


def _parsed(value: _Value, parse: Callable[[], Parsed], reason: str) -> Parsed:
    try:
        return parse()
    except (ValueError, InvalidOperation) as error:
        raise _BadLineError(value.line, f'{reason}, not "{value.text}"') from error
