"""Marks within a document's words: where a change or a remark begins and ends.

A reader of tracked changes puts marks into the words of a document and writes it as Markdown; here
they are taken out of the text again and become places in it. They are signs that Unicode keeps for
such inner use (U+FDD0 to U+FDEF); those in a file itself are replaced before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cocreate.formats.book import ImportedNote, ImportedScene, ImportedSuggestion
from cocreate.formats.document import Inline, Inlines, Run, Style

_DIGITS = "\ufde0\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6\ufde7\ufde8\ufde9"
_TO_DIGIT = str.maketrans("0123456789", _DIGITS)
_FROM_DIGIT = str.maketrans(_DIGITS, "0123456789")
_MARK = re.compile(f"([\ufdd0-\ufdd5])([{_DIGITS}]+)")
_INNER = re.compile("[\ufdd0-\ufdef]")


class Kind(StrEnum):
    """What a mark tells of; the value is the sign that opens it, the next sign closes it."""

    PUT_IN = "\ufdd0"
    STRUCK = "\ufdd2"
    REMARK = "\ufdd4"


@dataclass(frozen=True, slots=True)
class Told:
    """Who made a change or a remark, and when, as the file claims.

    Args:
        at_ms: milliseconds since 1970; 0 where the file does not say.
        text: the remark itself; a reason for a change.
    """

    author: str = ""
    at_ms: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Change:
    """A stretch of the text as it stands, and what would stand there."""

    start: int
    end: int
    new: str
    told: Told


def clean(text: str) -> str:
    """Return text of a file without signs that stand for marks here."""
    return _INNER.sub("\ufffd", text)


def mark(kind: Kind, number: int, *, opens: bool) -> Run:
    """Return a mark as words to be put between others.

    Args:
        number: which of the told things it belongs to.
    """
    sign = kind.value if opens else chr(ord(kind.value) + 1)
    return Run(sign + str(number).translate(_TO_DIGIT))


def is_mark(inline: Inline) -> bool:
    """Whether an inline is nothing but a mark."""
    return isinstance(inline, Run) and _MARK.fullmatch(inline.text) is not None


def settled(inlines: Inlines) -> Inlines:
    """Return the inlines; each mark has the style that the words on both sides share."""
    styles = [
        inline.style if isinstance(inline, Run) and not is_mark(inline) else None
        for inline in inlines
    ]
    done: list[Inline] = []
    for at, inline in enumerate(inlines):
        if isinstance(inline, Run) and is_mark(inline):
            before = next((style for style in styles[:at][::-1] if style is not None), None)
            behind = next((style for style in styles[at:] if style is not None), None)
            shared = before & behind if before is not None and behind is not None else Style.PLAIN
            done.append(replace(inline, style=shared))
        else:
            done.append(inline)
    return tuple(done)


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text without its marks, and what they told."""

    text: str
    suggestions: tuple[ImportedSuggestion, ...]
    notes: tuple[ImportedNote, ...]


def unmarked(text: str, told: Mapping[int, Told]) -> Unmarked:
    """Return the text as it stands: what was put in is out of it, what was struck is in it."""
    if _MARK.search(text) is None:
        return Unmarked(text, (), ())
    parts: list[str] = []
    changes: list[_Change] = []
    notes: list[ImportedNote] = []
    opened: dict[tuple[str, int], int] = {}
    length = at = 0
    inside: list[int] = []  # what was put in, and not closed
    for found in _MARK.finditer(text):
        words = text[at : found.start()]
        at = found.end()
        if inside:
            _grow(changes, length, words, told[inside[-1]])
        else:
            parts.append(words)
            length += len(words)
        sign, number = found[1], int(found[2].translate(_FROM_DIGIT))
        _take(sign, number, length, _Open(opened, inside, changes, notes), told)
    parts.append(text[at:])
    return Unmarked(
        "".join(parts),
        tuple(
            ImportedSuggestion(
                change.start,
                change.end,
                change.new,
                change.told.author,
                change.told.at_ms,
                change.told.text,
            )
            for change in changes
        ),
        tuple(sorted(notes, key=lambda note: (note.start, note.end))),
    )


@dataclass(frozen=True, slots=True)
class _Open:
    opened: dict[tuple[str, int], int]
    inside: list[int]
    changes: list[_Change]
    notes: list[ImportedNote]


def _take(sign: str, number: int, length: int, state: _Open, told: Mapping[int, Told]) -> None:
    kind = Kind(chr(ord(sign) & ~1))
    opens = sign == kind.value
    key = (kind.value, number)
    if kind is Kind.PUT_IN:
        if opens:
            state.inside.append(number)
        elif number in state.inside:
            state.inside.remove(number)
        return
    if opens:
        state.opened[key] = length
        return
    start = state.opened.pop(key, length)
    if kind is Kind.STRUCK:
        _strike(state.changes, start, length, told[number])
    else:
        by = told[number]
        state.notes.append(ImportedNote(start, length, by.text, by.author, by.at_ms))


def _grow(changes: list[_Change], at: int, words: str, told: Told) -> None:
    """Put words in at a place; right behind what the same person struck it replaces that."""
    if not words:
        return
    last = changes[-1] if changes else None
    if last is not None and last.end == at and last.told.author == told.author:
        changes[-1] = replace(last, new=last.new + words)
    else:
        changes.append(_Change(at, at, words, told))


def _strike(changes: list[_Change], start: int, end: int, told: Told) -> None:
    last = changes[-1] if changes else None
    start = max(start, last.end) if last is not None else start
    if start >= end:
        return
    if last is not None and last.end == start and last.told.author == told.author:
        changes[-1] = replace(last, end=end)
    else:
        changes.append(_Change(start, end, "", told))


def shared_out(scenes: Sequence[ImportedScene], whole: Unmarked) -> Iterator[ImportedScene]:
    """Give each scene what stands in it; the scenes' texts make the whole text.

    What reaches over the end of a scene is cut there.
    """
    start = 0
    last = len(scenes) - 1
    for number, scene in enumerate(scenes):
        end = start + len(scene.text)
        stop = end + (number == last)
        yield replace(
            scene,
            suggestions=tuple(
                replace(item, start=item.start - start, end=min(item.end, end) - start)
                for item in whole.suggestions
                if start <= item.start < stop
            ),
            notes=tuple(
                replace(note, start=note.start - start, end=min(note.end, end) - start)
                for note in whole.notes
                if start <= note.start < stop
            ),
        )
        start = end
