"""A manuscript as plain text: words without Markdown signs, one line a paragraph.

Chapters stand apart by two blank lines, scenes by a line with "#"; footnotes stand at the end of
their chapter behind their numbers. Nothing is wrapped. UTF-8 with line feeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from cocreate.formats.book import Book, Progress, Rendered
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
    Table,
)
from cocreate.formats.laying_out import lay_out
from cocreate.formats.layout import LaidChapter, LaidScene
from cocreate.formats.presets import ExportOptions

_BREAK = "#"
_INDENT = "    "


def render_file(book: Book, options: ExportOptions, progress: Progress) -> Rendered:
    """Return the manuscript as a text file."""
    numbers: dict[tuple[int, str], int] = {}
    chapters = lay_out(book)
    parts = [] if options.has_title_page is False else _front(book)
    for done, chapter in enumerate(chapters, 1):
        parts.append(_chapter(chapter, numbers))
        progress(done, len(chapters))
    if book.appendix is not None:
        parts.append(book.appendix.markdown.rstrip("\n"))
    return Rendered("".join(f"{part}\n" for part in _apart(parts)).encode("utf-8", "replace"))


def _apart(parts: Sequence[str]) -> Iterator[str]:
    """Yield parts with two blank lines between them."""
    for number, part in enumerate(part for part in parts if part):
        yield from ["", ""] if number else []
        yield part


def _front(book: Book) -> list[str]:
    lines = [line for line in (book.title, book.writer) if line]
    return ["\n".join(lines)] if lines else []


def _chapter(chapter: LaidChapter, numbers: dict[tuple[int, str], int]) -> str:
    parts = []
    if chapter.heading:
        parts.append(_Writer(chapter.place, numbers).line(chapter.heading))
    for scene in chapter.scenes:
        parts += [_BREAK] if scene.has_break else []
        parts += _Writer(scene.place, numbers).blocks(scene.blocks)
    for scene in chapter.scenes:
        parts += _notes(scene, numbers)
    return "\n\n".join(parts)


def _notes(scene: LaidScene, numbers: dict[tuple[int, str], int]) -> Iterator[str]:
    writer = _Writer(scene.place, numbers)
    for label, blocks in scene.notes.items():
        sign = f"[{writer.number(label)}]"
        first, *more = "\n\n".join(writer.blocks(blocks)).split("\n")
        yield "\n".join((f"{sign} {first}".rstrip(), *(_indented(line) for line in more)))


def _indented(line: str) -> str:
    return f"{_INDENT}{line}" if line else ""


class _Writer:
    """Writes the blocks of one scene."""

    def __init__(self, place: int, numbers: dict[tuple[int, str], int]) -> None:
        self._place = place
        self._numbers = numbers

    def number(self, label: str) -> int:
        """Return a footnote's number in the book."""
        return self._numbers.setdefault((self._place, label), len(self._numbers) + 1)

    def blocks(self, blocks: Blocks) -> list[str]:
        """Return the lines of each block."""
        return [self._block(block) for block in blocks]

    def line(self, inlines: Inlines) -> str:
        """Return words on one line, but for line ends that are kept."""
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Run():
                return inline.text.replace("\n", " ")
            case NoteRef():
                return f"[{self.number(inline.label)}]"
            case Picture():
                return f"[{inline.alt or inline.source}]"
            case LineBreak():
                return "\n"
            case _:
                assert_never(inline)

    def _block(self, block: Block) -> str:
        match block:
            case Heading() | Paragraph():
                return self.line(block.inlines)
            case Quote():
                inner = "\n\n".join(self.blocks(block.blocks))
                return "\n".join(_indented(line) for line in inner.split("\n"))
            case ListBlock():
                return self._list(block)
            case CodeBlock():
                return block.text
            case Table():
                rows = (block.head, *block.rows)
                return "\n".join("\t".join(map(self.line, row)) for row in rows)
            case SceneBreak():
                return _BREAK
        assert_never(block)

    def _list(self, block: ListBlock) -> str:
        items = []
        for number, item in enumerate(block.items, block.first or 0):
            sign = "-" if block.first is None else f"{number}."
            gap = "\n" if block.is_tight else "\n\n"
            first, *more = gap.join(self.blocks(item)).split("\n")
            items.append("\n".join((f"{sign} {first}".rstrip(), *map(_indented, more))))
        return ("\n" if block.is_tight else "\n\n").join(items)
