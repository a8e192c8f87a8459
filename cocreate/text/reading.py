"""A Markdown text as a row of blocks and inline pieces that know where they stand in it.

CommonMark as `commonmark` reads it, and besides it what manuscripts use: footnotes, pipe tables and
~~struck words~~. What counts as words or syntax for the shares is not touched by any of this.
HTML is shown as the words it is. What the parser leaves out because it lies too deep, or would
take too long over, comes as plain words. Offsets are code points in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from cocreate.text.commonmark import Blocks, Place, Range, placed_lines
from cocreate.text.lines import LineIndex
from cocreate.text.reading_parser import PARSER, read_tokens

EMPHASIS, STRONG, CODE, STRUCK = 1, 2, 4, 8
"""Styles of words; they add up."""

_STYLES = {"em": EMPHASIS, "strong": STRONG, "s": STRUCK}
_SIGNS = re.compile(r"[*_`\[<&\\~]| \n")
_SPACES = " \t"
_MANY = 5_000  # signs in one paragraph, of which the parser's time grows with the square
_CONTAINER_MARKS = re.compile(
    r"(?:[ \t]*(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|\[\^[^\]\s]+\]:))*[ \t]*"
)


class Kind(StrEnum):
    """What an inline piece is."""

    WORDS = "words"
    BREAK = "break"
    NOTE = "note"
    PICTURE = "picture"


class Piece(NamedTuple):
    """A piece of an inline content.

    Args:
        text: words as they are read, a footnote's label, or what a picture shows.
        style: sum of styles.
        target: address of the link, or the picture's.
        title: the picture's.
    """

    kind: Kind
    text: str
    start: int
    end: int
    style: int = 0
    target: str = ""
    title: str = ""


Pieces = tuple[Piece, ...]


class Part(NamedTuple):
    """A block, or the edge of one that holds others.

    Args:
        kind: paragraph, heading, code, table, rule, quote, list, item or note.
        step: 1 where it opens, -1 where it closes, 0 where it is whole.
        start: where its first line begins.
        end: where its last line with words ends.
        number: level of a heading; first number of a list, -1 for bullets.
        text: words of code; label of a note.
        info: what stands behind a fence.
        pieces: contents of a paragraph or heading.
        rows: cells of a table.
        sides: of a table: "", "left", "center" or "right" for each column.
        is_tight: whether the items of a list stand without space between them.
    """

    kind: str
    step: int
    start: int
    end: int
    number: int = 0
    text: str = ""
    info: str = ""
    pieces: Pieces = ()
    rows: tuple[tuple[Pieces, ...], ...] = ()
    sides: tuple[str, ...] = ()
    is_tight: bool = False


class Reading(Blocks):
    """A text whose blocks are read; its inline contents are read when it is known what they name.

    Args:
        skip: how many signs at the beginning are not read (they are blanked out).
    """

    def __init__(self, text: str, skip: int = 0) -> None:
        source = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
        self.text = text
        super().__init__("".join(_blanked(source[:skip])) + source[skip:], PARSER)
        self._index = LineIndex(self.source)
        self._loose = self._loose_lists()

    def take(self, name: str, state: StateBlock, first: int, new: list[Token]) -> None:
        """Note where the words of a leaf block stand that begins in line `first`."""
        self.lines.update(range(first, state.line))
        if name in ("paragraph", "heading", "lheading"):
            after = state.bMarks[first] + state.tShift[first]
            after += len(new[0].markup) if name == "heading" else 0
            places = placed_lines(state, first, after, new[1].content)
            new[1].meta["places"] = places
            if places:
                new[1].meta["edges"] = self._edges(after, places)
        elif name == "html_block":
            new[0].meta["lines"] = [
                (state.bMarks[line] + state.tShift[line], state.eMarks[line])
                for line in range(first, state.line)
            ]

    def _edges(self, after: int, places: list[Place]) -> tuple[Range, Range]:
        """Return the spaces that the parser strips though they are none in Markdown (U+00A0…)."""
        start, end = places[0][2], places[-1][2] + places[-1][1] - places[-1][0]
        low, high = start, end
        while low > after and self.source[low - 1].isspace() and self.source[low - 1] != "\n":
            low -= 1
        low += len(self.source[low:start]) - len(self.source[low:start].lstrip(_SPACES))
        while self.source[high : high + 1].isspace() and self.source[high] != "\n":
            high += 1
        return (low, start), (end, end + len(self.source[end:high].rstrip(_SPACES)))

    @property
    def references(self) -> Mapping[str, object]:
        """Return the addresses that the text defines for links, by their names."""
        found = self.env.get("references")
        return found if isinstance(found, dict) else {}

    @property
    def labels(self) -> Collection[str]:
        """Return the labels of the footnotes that the text defines."""
        found = self.env.get("labels")
        return found if isinstance(found, dict) else {}

    def parts(
        self, references: Mapping[str, object] | None = None, labels: Collection[str] = ()
    ) -> Iterator[Part]:
        """Yield the text's blocks in order; what it defines itself comes before the arguments."""
        env: dict[str, object] = {
            "references": {**(references or {}), **self.references},
            "labels": {*labels, *self.labels},
        }
        for at, token in enumerate(self.tokens):
            if token.nesting >= 0 and token.type != "inline":
                yield from self._opened(token, at, env)
            elif (kind := _CONTAINERS.get(token.tag)) and token.nesting < 0:
                yield Part(kind, -1, 0, 0)

    def _loose_lists(self) -> set[int]:
        """Return which tokens open lists whose items stand apart."""
        loose: set[int] = set()
        open_at: list[int] = []
        for at, token in enumerate(self.tokens):
            if token.type == "paragraph_open" and not token.hidden and len(open_at) > 1:
                is_item = self.tokens[open_at[-1]].tag == "li"
                loose |= {open_at[-2]} if is_item else set()
            if token.nesting > 0 and token.tag in _CONTAINERS:
                open_at.append(at)
            elif token.nesting < 0 and token.tag in _CONTAINERS:
                open_at.pop()
        return loose

    def _opened(self, token: Token, at: int, env: dict[str, object]) -> Iterator[Part]:
        first, last = token.map or (0, 0)
        start, end = self._index.start_of(first), self._end_of(first, last)
        match token.type:
            case "paragraph_open":
                pieces = self._inline(self.tokens[at + 1], env)
                if pieces:
                    yield Part("paragraph", 0, start, end, pieces=pieces)
            case "heading_open":
                pieces = self._inline(self.tokens[at + 1], env)
                yield Part("heading", 0, start, end, int(token.tag[1]), pieces=pieces)
            case "fence" | "code_block":
                words = token.content.removesuffix("\n")
                yield Part("code", 0, start, end, text=words, info=token.info.strip())
            case "html_block":
                yield Part("paragraph", 0, start, end, pieces=self._literal(token.meta["lines"]))
            case "hr":
                yield Part("rule", 0, start, end)
            case "table":
                yield self._table(token, start, end, env)
            case _:
                yield self._container(token, start, end)._replace(is_tight=at not in self._loose)
                if self.tokens[at + 1].nesting < 0 and token.tag != "ul":
                    yield from self._too_deep(first, last)

    def _container(self, token: Token, start: int, end: int) -> Part:
        number = int(token.attrGet("start") or 1) if token.tag == "ol" else -1
        if token.attrGet("start") == 0:
            number = 0
        return Part(_CONTAINERS[token.tag], 1, start, end, number, token.content)

    def _end_of(self, first: int, last: int) -> int:
        """Return where the last line with words ends before line `last`."""
        low, high = self._index.start_of(first), self._index.start_of(last)
        return low + len(self.source[low:high].rstrip())

    def _too_deep(self, first: int, last: int) -> Iterator[Part]:
        """Yield the words of lines that no leaf took."""
        lines = []
        for line in range(first, last):
            start, end = self._index.start_of(line), self._index.end_of(line)
            if line not in self.lines and start < end:
                marks = _CONTAINER_MARKS.match(self.source, start, end)
                lines.append((marks.end() if marks else start, end))
        self.lines.update(range(first, last))
        if pieces := self._literal(lines):
            yield Part("paragraph", 0, pieces[0].start, pieces[-1].end, pieces=pieces)

    def _literal(self, lines: list[tuple[int, int]]) -> Pieces:
        """Return lines of the source as the words they are."""
        words = _Words(self.source)
        for start, end in lines:
            line = self.source[start:end]
            if not line.strip():
                continue
            low = start + len(line) - len(line.lstrip())
            if words.pieces:
                words.add(start - 1, start)
            words.add(low, start + len(line.rstrip()))
        return tuple(words.pieces)

    def _inline(self, token: Token, env: dict[str, object]) -> Pieces:
        pieces = _read(token.content, self.source, token.meta["places"], env)
        for low, high in token.meta.get("edges", ()):
            if low < high:
                edge = Piece(Kind.WORDS, self.source[low:high], low, high)
                pieces = (edge, *pieces) if low < pieces[0].start else (*pieces, edge)
        return pieces

    def _table(self, token: Token, start: int, end: int, env: dict[str, object]) -> Part:
        rows = tuple(
            tuple(_read(content, self.source, places, env) for content, places in row)
            for row in token.meta["rows"]
        )
        return Part("table", 0, start, end, rows=rows, sides=token.meta["sides"])


_CONTAINERS = {"blockquote": "quote", "ul": "list", "ol": "list", "li": "item", "note": "note"}


def _blanked(head: str) -> Iterator[str]:
    return ("\n" if sign == "\n" else " " for sign in head)


class _Words:
    """Pieces that grow together where they stand side by side in one style."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[Piece] = []
        self.style = 0
        self.target = ""

    def add(self, start: int, end: int) -> None:
        """Take a stretch of the source as words."""
        if start >= end:
            return
        text = self.source[start:end]
        if self.pieces:
            last = self.pieces[-1]
            if (
                last.kind is Kind.WORDS
                and last.end == start
                and len(last.text) == last.end - last.start
                and (last.style, last.target) == (self.style, self.target)
            ):
                self.pieces[-1] = last._replace(text=last.text + text, end=end)
                return
        self.add_as(text, start, end)

    def add_as(self, text: str, start: int, end: int) -> None:
        """Take a stretch of the source that says `text` in another way."""
        self.pieces.append(Piece(Kind.WORDS, text, start, end, self.style, self.target))


class _Contents:
    """An inline content that is made into pieces of the source."""

    def __init__(self, source: str, places: list[Place]) -> None:
        self.words = _Words(source)
        self._places = places
        self._lows = [low for low, _, _ in places]
        self._open: list[tuple[str, str]] = []

    def placed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a stretch of the content as stretches of the source."""
        at = max(bisect_right(self._lows, start) - 1, 0)
        while at < len(self._places) and self._lows[at] < end:
            low, high, place = self._places[at]
            first, last = max(start, low), min(end, high)
            if first < last:
                yield first - low + place, last - low + place
            at += 1

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the content begins and ends in the source."""
        found = list(self.placed(start, end))
        return found[0][0], found[-1][1]

    def take(self, token: Token) -> None:
        """Take one token that the parser made."""
        if token.nesting:
            self._turn(token)
        elif token.type in ("text", "html_inline", "softbreak"):
            if token.content or token.type == "softbreak":
                self._add(*token.meta["at"])
        elif token.type == "text_special":
            self._add_special(token)
        elif token.type == "code_inline":
            self.words.style += CODE
            self._add(*token.meta["at"])
            self.words.style -= CODE
        else:
            self._add_single(token)

    def _add(self, start: int, end: int) -> None:
        for low, high in self.placed(start, end):
            self.words.add(low, high)

    def _add_special(self, token: Token) -> None:
        start, end = token.meta["at"]
        if token.info == "escape":
            self._add(start, end)
        else:
            self.words.add_as(token.content, *self.source_range(start, end))

    def _add_single(self, token: Token) -> None:
        start, end = self.source_range(*token.meta["at"])
        target, title, text = self.words.target, "", token.content
        kind = {"hardbreak": Kind.BREAK, "image": Kind.PICTURE}.get(token.type, Kind.NOTE)
        if kind is Kind.PICTURE:
            text = "".join(map(_alt, token.children or ()))
            target = str(token.attrGet("src") or "")
            title = str(token.attrGet("title") or "")
        piece = Piece(kind, text, start, end, self.words.style, target, title)
        self.words.pieces.append(piece)

    def _turn(self, token: Token) -> None:
        words = self.words
        if token.nesting > 0:
            self._open.append((token.tag, words.target))
            if token.tag == "a":
                words.target = str(token.attrGet("href") or "")
        else:
            tag, target = self._open.pop()
            if tag == "a":
                words.target = target
        words.style = 0
        for tag, _ in self._open:
            words.style |= _STYLES.get(tag, 0)


def _alt(token: Token) -> str:
    """Return what a token inside a picture's label says."""
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return "".join(map(_alt, token.children or ()))
        case "note_ref":
            return f"[^{token.content}]"
        case _:
            return token.content


def _read(content: str, source: str, places: list[Place], env: dict[str, object]) -> Pieces:
    contents = _Contents(source, places)
    if not _SIGNS.search(content) or len(_SIGNS.findall(content)) > _MANY:
        for low, high, place in places:
            contents.words.add(place, place + high - low)
        return tuple(contents.words.pieces)
    for token in read_tokens(content, env):
        contents.take(token)
    return tuple(contents.words.pieces)
