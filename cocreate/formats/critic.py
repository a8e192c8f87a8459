"""CriticMarkup: suggestions and remarks inside a Markdown text, out and in.

    {++new++}  {--old--}  {~~old~>new~~}  {==words==}{>>remark<<}  {>>remark<<}

A remark right behind a change says who proposed it and why: `{>>Line Editor (AI: model): why<<}`.
An author whose name would not be known as one stands in quotation marks. What looks like a mark but
is the writer's words goes out as a change that changes nothing, `{~~{~>{~~}++`, so that every
program that knows CriticMarkup shows it rightly. Inside a mark a backslash stands between the signs
that would end it. A text without well-formed marks is not touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cocreate.formats.book import (
    BookScene,
    ImportedNote,
    ImportedSuggestion,
    MarginNote,
    OpenSuggestion,
)

_OPENING = re.compile(r"\{(\+\+|--|~~|==|>>)")
_LOOKS_LIKE_ONE = re.compile(r"\{(?=\+\+|--|~~|==|>>|=?\Z)")  # a mark may follow the last sign
_ENDS_WORDS = re.compile(r"(?<===)\}")
_INNER_END = re.compile(r"(?<=[-+~=<])(\\*)(?=[}>])")
_ESCAPED_END = re.compile(r"(?<=[-+~=<])\\(\\*)(?=[}>])")
_AUTHOR = re.compile(r"([^\W\d_][^\n.:!?;()\"]{0,60}(?: \([^()\n]{1,80}\))?): ")
_QUOTED = re.compile(r'("(?:[^"\\\n]|\\.)*"): ')
_ITSELF = "{~~%s~>%s~~}"
_CLOSING = "==}{>>"
_NOBODY = '{>>"": <<}'


@dataclass(slots=True)
class CriticText:
    """A text without its marks, and what they said."""

    text: str
    suggestions: list[ImportedSuggestion] = field(default_factory=list)
    notes: list[ImportedNote] = field(default_factory=list)
    has_marks: bool = False


def read_critic(text: str) -> CriticText:
    """Take the marks out of a text."""
    if not _OPENING.search(text):
        return CriticText(text)
    reader = _Reader(text)
    if not reader.read():
        reader = _Reader(text, marks_words=False)
        reader.read()
    if not reader.found.has_marks:
        return CriticText(text)
    reader.found.text = "".join(reader.parts)
    reader.found.notes.sort(key=lambda note: (note.start, note.end))
    return reader.found


class _Reader:
    """Goes through a text with marks once."""

    def __init__(self, text: str, *, marks_words: bool = True) -> None:
        self.found = CriticText("")
        self._marks_words = marks_words
        self.parts: list[str] = []
        self._text = text
        self._at = 0
        self._length = 0
        self._open: list[int] = []
        self._ends = _Ends(text)

    def read(self) -> bool:
        """Read all of it; False where words open for a remark and nothing closes them."""
        while (opening := self._next()) is not None:
            at, sign = opening
            self._keep(self._text[self._at : at])
            self._at = at
            if sign == "==}":
                self._close_words()
            elif sign == "==" and self._marks_words and self._ends.find(_CLOSING, at) >= 0:
                self._open.append(self._length)
                self._at += 3
            elif sign == "==" or not self._take(sign):
                self._keep(self._text[at])
                self._at += 1
        self._keep(self._text[self._at :])
        return not self._open

    def _next(self) -> tuple[int, str] | None:
        """Return where the next mark begins, or the words end that a remark is about."""
        opening = _OPENING.search(self._text, self._at)
        if self._open:
            end = self._ends.find(_CLOSING, self._at)
            if end >= 0 and (opening is None or end < opening.start()):
                return end, "==}"
        return (opening.start(), opening[1]) if opening else None

    def _keep(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)

    def _close_words(self) -> None:
        start = self._open.pop()
        self._at += 3
        author, words = self._remark()
        self.found.notes.append(ImportedNote(start, self._length, words, author))
        self.found.has_marks = True

    def _take(self, sign: str) -> bool:
        """Take a change or a remark; False where it is not well-formed."""
        closing = "<<}" if sign == ">>" else f"{sign}}}"
        end = self._ends.find(closing, self._at + 3)
        inner = self._text[self._at + 3 : end] if end >= 0 else ""
        old, arrow, new = inner.partition("~>")
        if not inner or (sign == "~~" and not arrow):
            return False
        self.found.has_marks = True
        if sign == ">>":
            author, words = self._remark()
            self.found.notes.append(ImportedNote(self._length, self._length, words, author))
            return True
        self._at = end + 3
        if sign == "++":
            self._change("", _plain(inner))
        elif sign == "--":
            self._change(_plain(inner), "")
        else:
            self._change(_plain(old), _plain(new))
        return True

    def _change(self, old: str, new: str) -> None:
        start = self._length
        self._keep(old)
        if old == new:
            return
        author, reason = self._remark()
        change = ImportedSuggestion(start, self._length, new, author, reason=reason)
        self.found.suggestions.append(change)

    def _remark(self) -> tuple[str, str]:
        """Take the remark at the reading position: its author and words, ("", "") for none."""
        if not self._text.startswith("{>>", self._at):
            return "", ""
        end = self._ends.find("<<}", self._at + 3)
        if end < 0:
            return "", ""
        words = _plain(self._text[self._at + 3 : end])
        self._at = end + 3
        return _authored(words)


class _Ends:
    """Finds what ends a mark, in a time that does not grow with the square of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._none_from: dict[str, int] = {}

    def find(self, closing: str, start: int) -> int:
        """Return where a closing sign stands from an offset on; -1 for nowhere."""
        if start >= self._none_from.get(closing, len(self._text) + 1):
            return -1
        found = self._text.find(closing, start)
        if found < 0:
            self._none_from[closing] = start
        return found


def _plain(inner: str) -> str:
    return _ESCAPED_END.sub(r"\1", inner)


def _authored(words: str) -> tuple[str, str]:
    if quoted := _QUOTED.match(words):
        return str(json.loads(quoted[1])), words[quoted.end() :]
    if named := _AUTHOR.match(words):
        return named[1], words[named.end() :]
    return "", words


def write_critic(scene: BookScene) -> str:
    """Return a scene's text with its suggestions and margin notes as marks.

    A note that begins or ends inside a suggestion, or crosses another note, stands behind the words
    it is about.
    """
    return _Writer(scene).text()


class _Writer:
    """Puts marks into one text."""

    def __init__(self, scene: BookScene) -> None:
        self._text = scene.text
        self._changes = [change for change in scene.suggestions if self._differs(change)]
        self._spanning, points = _nested(scene.notes, self._changes)
        self._points = sorted(points, key=lambda note: note.end)
        self._parts: list[str] = []
        self._at = 0
        self._depth = 0
        self._is_bare = False  # what was written last is a change without a remark

    def _differs(self, change: OpenSuggestion) -> bool:
        return self._text[change.start : change.end] != change.new

    def text(self) -> str:
        """Return the text with its marks."""
        edges: list[tuple[tuple[int, int, int], MarginNote | OpenSuggestion, str]] = []
        for note in self._spanning:
            edges.append(((note.end, 0, -note.start), note, "close"))
            edges.append(((note.start, 2, -note.end), note, "open"))
        edges += [((note.end, 1, 0), note, "point") for note in self._points]
        edges += [((change.start, 3, change.end), change, "change") for change in self._changes]
        for (offset, _, _), mark, kind in sorted(edges, key=lambda edge: edge[0]):
            self._words_up_to(offset)
            if isinstance(mark, OpenSuggestion):
                self._change(mark)
            elif kind == "open":
                self._parts.append("{==")
                self._depth += 1
            elif kind == "close":
                self._depth -= 1
                self._parts += ["==}", _remark(mark.author, mark.text)]
            else:
                self._parts += [_NOBODY] * self._is_bare + [_remark(mark.author, mark.text)]
            self._is_bare = isinstance(mark, OpenSuggestion) and not (mark.author or mark.reason)
        self._words_up_to(len(self._text))
        return "".join(self._parts)

    def _words_up_to(self, offset: int) -> None:
        words = self._text[self._at : max(offset, self._at)]
        self._at = max(offset, self._at)
        if words:
            self._is_bare = False
            shown = _LOOKS_LIKE_ONE.sub(_ITSELF % ("{", "{"), words)
            if self._depth:
                shown = _ENDS_WORDS.sub(_ITSELF % ("}", "}"), shown)
            self._parts.append(shown)

    def _change(self, change: OpenSuggestion) -> None:
        old, new = _inner(self._text[change.start : change.end]), _inner(change.new)
        if not old:
            self._parts.append(f"{{++{new}++}}")
        elif not new:
            self._parts.append(f"{{--{old}--}}")
        else:
            self._parts.append(f"{{~~{old}~>{new}~~}}")
        if change.author or change.reason:
            self._parts.append(_remark(change.author, change.reason))
        self._at = change.end


def _nested(
    notes: Iterable[MarginNote], changes: Sequence[OpenSuggestion]
) -> tuple[list[MarginNote], list[MarginNote]]:
    """Return the notes whose words can be marked, and those that stand at a point."""
    spanning: list[MarginNote] = []
    points: list[MarginNote] = []
    for note in sorted(notes, key=lambda note: (note.start, -note.end)):
        ranges = [(other.start, other.end) for other in spanning]
        ranges += [(change.start, change.end) for change in changes]
        is_crossing = any(
            start < note.start < end or (note.start < end and start < note.end < end)
            for start, end in ranges[len(spanning) :]
        ) or any(start < note.start < end < note.end for start, end in ranges[: len(spanning)])
        if note.start < note.end and not is_crossing:
            spanning.append(note)
        else:
            inside = [end for start, end in ranges[len(spanning) :] if start < note.end < end]
            at = inside[0] if inside else note.end
            points.append(MarginNote(at, at, note.text, note.author, note.at_ms))
    return spanning, points


def _inner(words: str) -> str:
    return _INNER_END.sub(r"\\\1", words)


def _remark(author: str, words: str) -> str:
    said = f"{author}: {words}"
    if _authored(said) != (author, words):
        said = (
            words
            if not author and _authored(words) == ("", words) and words
            else (f"{json.dumps(author, ensure_ascii=False)}: {words}")
        )
    return f"{{>>{_inner(said)}<<}}"
