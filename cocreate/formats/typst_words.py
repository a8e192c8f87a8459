"""Blocks and runs of words as the data that the typesetting templates read.

A block is a list that begins with its kind:

- `["p", is_right_to_left, words]`, with `"long"` behind that, where it is
- `["h", level, look, words]`: its level in the file, and how deep it stands in the chapter
- `["q", blocks]`, `["l", first or null, is_tight, items]`, `["c", lines]`, `["b"]`
- `["t", sides, head, rows]`, `["i", picture, alt]`
- `["e", kind, words]` (a screenplay's line), `["s", number, name, again, lines]` (what is said)

Words are texts and lists: `["t", styles, text]`, `["a", address, styles, text]`,
`["n", id, blocks]` (a footnote), `["m", id]` (its sign once more), `["i", picture, alt]`,
`["x", words]` (a picture that is not there) and `["r"]` (a kept line end).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)
from cocreate.formats.inlines import plain_words
from cocreate.formats.typst_engine import Tree

Elements = Callable[[Paragraph], Iterable[tuple[str, Inlines]]]
SCENE_HEADING = "SceneHeading"
CHARACTER = "Character"

_STYLES = ((Style.EMPHASIS, "e"), (Style.STRONG, "s"), (Style.CODE, "c"), (Style.STRUCK, "x"))
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+\Z", re.IGNORECASE)
# A word as long as a line would run off the page: it may be broken anywhere.
_LONG = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af-]{36,}")
_EVERY = re.compile(r"(.{12})(?=.)", re.DOTALL)
# Whole paragraphs are weighed for the best places to divide them, up to this length.
_LONG_SIGNS = 20_000
_MAY_BREAK = "\u200b"
_CONTINUED = re.compile(r"\(CONT[.’']?D?\.?\)")
_DEEPEST = 8
_MOST_COLUMNS = 12
_BETWEEN_CELLS = " | "
_DEEPEST_HEADING = 6


@dataclass(slots=True)
class Levels:
    """Gives each heading a level that never skips one, as accessible files must."""

    last: int = 0

    def next(self, wanted: int) -> int:
        """Return the level for a heading that would stand at `wanted`."""
        self.last = max(1, min(wanted, self.last + 1, _DEEPEST_HEADING))
        return self.last


@dataclass(slots=True)
class WordData:
    """Turns blocks into data, and counts what cannot be set.

    Args:
        pictures: names of the pictures that can be drawn, by the source that the text gives.
        elements: divides a paragraph of a screenplay into its lines; None for prose.
        levels: of the headings of the whole file.
    """

    pictures: Mapping[str, str] = field(default_factory=dict)
    elements: Elements | None = None
    levels: Levels = field(default_factory=Levels)
    missing: Counter[str] = field(default_factory=Counter)
    flattened: int = 0
    unseen_notes: int = 0
    wide_tables: int = 0
    speeches: int = 0
    _notes: Mapping[str, Blocks] = field(default_factory=dict)
    _prefix: str = ""
    _made: set[str] = field(default_factory=set)

    def scene(self, blocks: Blocks, notes: Mapping[str, Blocks], prefix: str, base: int) -> Tree:
        """Return the blocks of a scene.

        Args:
            prefix: tells its footnotes from those of other scenes.
            base: the level of its chapter's heading.
        """
        self._notes, self._prefix, self._made = notes, prefix, set()
        made = self._blocks(blocks, _Inside(base))
        self.unseen_notes += len(notes) - len(self._made)
        return made

    def heading(self, inlines: Inlines, notes: Mapping[str, Blocks], prefix: str) -> Tree:
        """Return the words of a chapter's heading; `notes` are the footnotes of its scenes."""
        self._notes, self._prefix, self._made = notes, prefix, set()
        made = self._words(inlines, _Inside(1))
        self.unseen_notes -= len(self._made)
        return made

    def losses(self) -> tuple[str, ...]:
        """Return a sentence for each kind of thing that was lost."""
        found = []
        count = self.missing.total()
        if count:
            names = ", ".join(sorted(self.missing)[:4])
            one, many = "1 picture was", f"{count:,} pictures were"
            were, them = (one, "it") if count == 1 else (many, "them")
            found.append(f"{were} replaced by the words that describe {them}: {names}.")
        if self.flattened:
            found.append(
                f"Lists and quotes inside each other were set {_DEEPEST} levels deep at the most."
            )
        if self.unseen_notes:
            notes = "1 footnote" if self.unseen_notes == 1 else f"{self.unseen_notes:,} footnotes"
            found.append(f"{notes} to which no sign in the text refers had no place.")
        if self.wide_tables:
            tables = "1 table" if self.wide_tables == 1 else f"{self.wide_tables:,} tables"
            found.append(
                f"{tables} of more than {_MOST_COLUMNS} columns became lines: no page is so wide."
            )
        return tuple(found)

    def _blocks(self, blocks: Blocks, inside: _Inside) -> list[Tree]:
        made: list[Tree] = []
        for block in blocks:
            is_nest = isinstance(block, Quote | ListBlock)
            if is_nest and inside.depth >= _DEEPEST:
                self.flattened += 1
                made.extend(self._blocks(_lifted(block), inside))
            elif isinstance(block, Table) and len(block.head) > _MOST_COLUMNS:
                self.wide_tables += 1
                made.extend(self._lines(block, inside))
            elif isinstance(block, Paragraph) and self.elements and inside.is_top:
                made.extend(self._elements_of(list(self.elements(block)), inside))
            else:
                made.append(self._block(block, inside))
        return made

    def _block(self, block: Block, inside: _Inside) -> Tree:
        match block:
            case Heading():
                return self._heading(block, inside)
            case Paragraph():
                return self._paragraph(block, inside)
            case Quote() | ListBlock():
                return self._nest(block, inside.deeper())
            case Table():
                rows: list[Tree] = [self._cells(row, inside) for row in block.rows]
                return ["t", list(block.sides), self._cells(block.head, inside), rows]
            case CodeBlock():
                return ["c", breakable(block.text)]
            case SceneBreak():
                return ["b"]

    def _paragraph(self, block: Paragraph, inside: _Inside) -> Tree:
        match block.inlines:
            case (Picture() as picture,) if picture.source in self.pictures:
                return ["i", self.pictures[picture.source], _alt(picture)]
            case inlines:
                words = self._words(inlines, inside)
                signs = sum(len(inline.text) for inline in inlines if isinstance(inline, Run))
                return ["p", is_right_to_left(inlines), words, *["long"] * (signs > _LONG_SIGNS)]

    def _nest(self, block: Quote | ListBlock, inside: _Inside) -> Tree:
        if isinstance(block, Quote):
            return ["q", self._blocks(block.blocks, inside)]
        items: list[Tree] = [self._blocks(item, inside) for item in block.items]
        return ["l", block.first, block.is_tight, items]

    def _elements_of(self, lines: list[tuple[str, Inlines]], inside: _Inside) -> Iterator[Tree]:
        (kind, name), *said = lines or [("", ())]
        if kind != CHARACTER or not said:
            yield from (self._element(kind, words, inside) for kind, words in lines)
            return
        self.speeches += 1
        speech: list[Tree] = [[kind, self._words(words, inside)] for kind, words in said]
        yield ["s", self.speeches, self._words(name, inside), _again(name), speech]

    def _element(self, kind: str, inlines: Inlines, inside: _Inside) -> Tree:
        words = self._words(inlines, inside)
        if kind == SCENE_HEADING:
            return ["h", self.levels.next(inside.base + 1), 2, words]
        return ["e", kind, words]

    def _lines(self, block: Table, inside: _Inside) -> Iterator[Tree]:
        for row in (block.head, *block.rows):
            words, *others = self._cells(row, inside)
            for cell in others:
                words += [_BETWEEN_CELLS, *cell]
            yield ["p", is_right_to_left(row[0]), words]

    def _heading(self, block: Heading, inside: _Inside) -> Tree:
        words = self._words(block.inlines, inside)
        if inside.is_note or not is_heading(block.inlines):
            return ["p", is_right_to_left(block.inlines), words]
        level = self.levels.next(inside.base + max(1, block.level - 1))
        return ["h", level, block.level, words]

    def _cells(self, cells: tuple[Inlines, ...], inside: _Inside) -> list[list[Tree]]:
        return [self._words(cell, inside) for cell in cells]

    def _words(self, inlines: Inlines, inside: _Inside) -> list[Tree]:
        return [self._inline(inline, inside) for inline in inlines]

    def _inline(self, inline: Inline, inside: _Inside) -> Tree:
        match inline:
            case Run():
                return _run(inline)
            case LineBreak():
                return ["r"]
            case Picture():
                return self._picture(inline)
            case NoteRef():
                return self._note(inline.label, inside)

    def _picture(self, picture: Picture) -> Tree:
        if picture.source in self.pictures:
            return ["i", self.pictures[picture.source], _alt(picture)]
        self.missing[picture.source] += 1
        return ["x", f"[Picture: {_alt(picture)}]"]

    def _note(self, label: str, inside: _Inside) -> Tree:
        if label not in self._notes:
            return f"[^{label}]"
        note = f"{self._prefix}-{list(self._notes).index(label)}"
        if note in self._made:
            return ["m", note]
        self._made.add(note)
        return ["n", note, self._blocks(self._notes[label], inside.note())]


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a block stands in."""

    base: int
    depth: int = 0
    is_note: bool = False

    @property
    def is_top(self) -> bool:
        return not self.depth and not self.is_note

    def deeper(self) -> _Inside:
        return _Inside(self.base, self.depth + 1, self.is_note)

    def note(self) -> _Inside:
        return _Inside(self.base, self.depth, is_note=True)


def is_heading(inlines: Inlines) -> bool:
    """Return whether words say something: no bookmark can be made of a blank."""
    words = (inline.text for inline in inlines if isinstance(inline, Run))
    return any(sign.isprintable() and not sign.isspace() for text in words for sign in text)


def is_right_to_left(inlines: Inlines) -> bool:
    """Return whether the first letter of the words is written from right to left."""
    for inline in inlines:
        for sign in inline.text if isinstance(inline, Run) else "":
            direction = unicodedata.bidirectional(sign)
            if direction in {"L", "R", "AL"}:
                return direction != "L"
    return False


def breakable(text: str) -> str:
    """Return text whose endless words may be divided at the end of a line."""
    return _LONG.sub(lambda found: _EVERY.sub(rf"\1{_MAY_BREAK}", found[0]), text)


def _run(run: Run) -> Tree:
    text = breakable(run.text.replace("\n", " "))
    styles = "".join(sign for style, sign in _STYLES if style in run.style)
    if _ADDRESS.match(run.href):
        return ["a", run.href, styles, text]
    return ["t", styles, text] if styles else text


def _alt(picture: Picture) -> str:
    return picture.alt or picture.title or "a picture without a description"


def _again(name: Inlines) -> str:
    """Return a name as it stands above what somebody goes on to say on the next page."""
    said = plain_words(name).upper()
    return said if _CONTINUED.search(said) else f"{said} (CONT’D)"


def _lifted(block: Block) -> Blocks:
    if isinstance(block, ListBlock):
        return tuple(inner for item in block.items for inner in item)
    return block.blocks if isinstance(block, Quote) else (block,)
