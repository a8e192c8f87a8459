"""The form in which models answer, read object by object while it streams."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from cocreate.agents.clean import clean_line, clean_text, same_words

ANSWER_SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "hunks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "old": {"type": "string"},
                    "new": {"type": "string"},
                    "reason": {"type": "string"},
                    "line": {"type": ["integer", "null"]},
                },
                "required": ["old", "new", "reason", "line"],
                "additionalProperties": False,
            },
        },
        "notes": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "quote": {"type": "string"},
                    "note": {"type": "string"},
                    "line": {"type": ["integer", "null"]},
                },
                "required": ["quote", "note", "line"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["hunks", "notes"],
    "additionalProperties": False,
}

MOST_ITEMS = 10_000
_MOST_NOTE = 2_000
_MOST_ITEM = 400_000
_MOST_PROSE = 400_000
_MARK = re.compile(r'["{}\[\]]')
_BACKSLASHES = re.compile(r"\\*\Z")
_SOLID = re.compile(r"\S")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_HELD_OBJECT = re.compile(r'\{\s*"(?:hunks|notes)"\s*:\s*\[')
_FENCE_LINE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_LISTS = frozenset({"hunks", "notes"})


@dataclass(frozen=True, slots=True)
class ParsedHunk:
    """A hunk as the model wrote it; `line` from 1, None where it named none."""

    old: str
    new: str
    reason: str
    line: int | None


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A margin note as the model wrote it."""

    quote: str
    note: str
    line: int | None


Item = ParsedHunk | ParsedNote


class AnswerParser:
    """Read an answer piece by piece; give each hunk and note as soon as it is complete."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0  # everything before it has been looked at
        self._open: list[str] = []
        self._in_string = False
        self._string_start = 0
        self._key = ""
        self._element_start = 0
        self._raw: list[str] = []
        self._raw_length = 0
        self._seen: set[Item] = set()
        self.has_object = False
        self.is_full = False

    def feed(self, piece: str) -> list[Item]:
        """Return what `piece` completes."""
        if self.is_full:
            return []
        if self._raw_length < _MOST_PROSE:
            self._raw.append(piece)
            self._raw_length += len(piece)
        self._text += piece
        return self._scan()

    def close(self) -> list[Item]:
        """Return what can still be found in an answer that was muddled on the way."""
        if self.has_object or self.is_full:
            return []
        whole = "".join(self._raw)
        for found in _HELD_OBJECT.finditer(whole):
            again = AnswerParser()
            items = again.feed(whole[found.start() :])
            if again.has_object:
                self.has_object = True
                return items
        return []

    @property
    def prose(self) -> str:
        """The answer as plain words: what there is to show if it held no object."""
        text = _FENCE_LINE.sub("", "".join(self._raw)).strip()
        return clean_text(text)

    def _scan(self) -> list[Item]:
        items: list[Item] = []
        while not self.is_full:
            found = _MARK.search(self._text, self._at)
            if found is None:
                self._at = len(self._text)
                break
            if not self._may_step(found.start()):
                break
            self._at = found.end()
            item = self._step(found.group(), found.start())
            if item is not None and item not in self._seen:
                self._seen.add(item)
                items.append(item)
                self.is_full = len(self._seen) >= MOST_ITEMS
        self._forget()
        return items

    def _may_step(self, at: int) -> bool:
        """Whether enough has come to tell what the mark at `at` is."""
        if self._open or self._text[at] != "{":
            return True
        return _SOLID.search(self._text, at + 1) is not None

    def _step(self, mark: str, at: int) -> Item | None:
        if self._in_string:
            if mark == '"' and not self._is_escaped(at):
                self._in_string = False
                if len(self._open) == 1:
                    self._key = self._text[self._string_start : at]
            return None
        if not self._open:
            behind = _SOLID.search(self._text, at + 1)
            if mark == "{" and behind is not None and behind.group() == '"':
                self._open = ["{"]
                self._key = ""
            return None
        if mark == '"':
            self._in_string = True
            self._string_start = at + 1
            return None
        return self._nest(mark, at)

    def _nest(self, mark: str, at: int) -> Item | None:
        if mark in "{[":
            self._open.append(mark)
            if len(self._open) == 2 and mark == "[" and self._key in _LISTS:
                self.has_object = True
            elif len(self._open) == 3:
                self._element_start = at
            return None
        self._open.pop()
        is_element = len(self._open) == 2 and self._open[1] == "[" and self._key in _LISTS
        if mark == "}" and is_element:
            return _item(self._key, self._text[self._element_start : at + 1])
        return None

    def _is_escaped(self, at: int) -> bool:
        before = _BACKSLASHES.search(self._text, max(self._string_start, at - 64), at)
        return before is not None and len(before.group()) % 2 == 1

    def _forget(self) -> None:
        """Drop the text that nothing will look at again."""
        keep = self._at
        if self._in_string:
            keep = min(keep, self._string_start)
        if len(self._open) >= 3:
            keep = min(keep, self._element_start)
        if self._at - keep > _MOST_ITEM:
            self._give_up()
            keep = self._at
        self._text = self._text[keep:]
        self._at -= keep
        self._string_start -= keep
        self._element_start -= keep

    def _give_up(self) -> None:
        self._open = []
        self._in_string = False


def _item(kind: str, text: str) -> Item | None:
    value = _loads(text)
    if not isinstance(value, dict):
        return None
    if kind == "hunks":
        return _hunk(value)
    return _note(value)


def _loads(text: str) -> object:
    for attempt in (text, _BAD_ESCAPE.sub(r"\\\\", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _hunk(value: dict[str, object]) -> ParsedHunk | None:
    old, new, reason = value.get("old"), value.get("new"), value.get("reason")
    if not isinstance(old, str) or not isinstance(new, str):
        return None
    said = clean_line(reason) if isinstance(reason, str) else ""
    return ParsedHunk(same_words(old), clean_text(new), said, _line(value.get("line")))


def _note(value: dict[str, object]) -> ParsedNote | None:
    quote, note = value.get("quote"), value.get("note")
    said = clean_line(note, _MOST_NOTE) if isinstance(note, str) else ""
    if not said:
        return None
    quoted = same_words(quote) if isinstance(quote, str) else ""
    return ParsedNote(quoted, said, _line(value.get("line")))


def _line(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return _line(int(value))
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return _line(int(value.strip()[:12]))
    return value if isinstance(value, int) and 0 <= value < 10**12 else None
