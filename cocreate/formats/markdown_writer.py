"""A document as Markdown that is read back as the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from cocreate.formats.canonical import canonical, needs_space
from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Document,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Quote,
    SceneBreak,
    Table,
)
from cocreate.formats.markdown_inlines import write_inlines

_CLOSING_MARKS = re.compile(r"(?:(?<=\s)|^)#+$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_RULES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
_NOTE_INDENT = "    "


def write_markdown(document: Document) -> str:
    """Return Markdown of which `read_markdown` makes `canonical(document)`, but for offsets."""
    plain = canonical(document)
    parts = ["\n".join(_lines(plain.blocks))] if plain.blocks else []
    parts += ["\n".join(_note(label, blocks)) for label, blocks in plain.notes.items()]
    return "".join(f"{part}\n" for part in "\n\n".join(parts).split("\n")) if parts else ""


def _note(label: str, blocks: Blocks) -> Iterator[str]:
    lines = list(_lines(blocks))
    yield f"[^{label}]: {lines[0]}" if lines else f"[^{label}]:"
    yield from (f"{_NOTE_INDENT}{line}" if line else "" for line in lines[1:])


def _lines(blocks: Blocks, *, is_tight: bool = False, in_list: bool = False) -> Iterator[str]:
    """Yield the lines of blocks one below the other."""
    last: Block | None = None
    sign = ""
    for block in blocks:
        if last is not None and (not is_tight or needs_space(last, block)):
            yield ""
        match block:
            case ListBlock():
                is_beside = isinstance(last, ListBlock) and (last.first is None) == (
                    block.first is None
                )
                sign = _list_sign(block, sign if is_beside else "")
                yield from _list(block, sign)
            case SceneBreak():
                yield "___" if in_list else "***"
            case _:
                yield from _block(block)
        last = block


def _list_sign(block: ListBlock, taken: str) -> str:
    """Return the sign of a list's items, another one than that of the list above it."""
    signs = "-*" if block.first is None else ".)"
    return signs[1] if taken == signs[0] else signs[0]


def _list(block: ListBlock, sign: str) -> Iterator[str]:
    for number, item in enumerate(block.items):
        if number and not block.is_tight:
            yield ""
        mark = sign if block.first is None else f"{block.first + number}{sign}"
        indent = " " * (len(mark) + 1)
        lines = list(_lines(item, is_tight=block.is_tight, in_list=True))
        yield f"{mark} {lines[0]}" if lines else mark
        yield from (f"{indent}{line}" if line else "" for line in lines[1:])


def _block(block: Heading | Paragraph | Quote | CodeBlock | Table) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block)
        case Paragraph():
            yield from write_inlines(block.inlines).split("\n")
        case Quote():
            lines = list(_lines(block.blocks))
            yield from (f"> {line}" if line else ">" for line in lines or [""])
        case CodeBlock():
            yield from _code(block)
        case Table():
            yield from _table(block)
        case _:
            assert_never(block)


def _heading(block: Heading) -> str:
    words = write_inlines(block.inlines, is_line=True)
    if _CLOSING_MARKS.search(words):
        words = f"{words[:-1]}\\#"
    return f"{'#' * block.level} {words}".rstrip(" ")


def _code(block: CodeBlock) -> Iterator[str]:
    sign = "~" if "`" in block.info else "`"
    longest = max((len(run) for run in re.findall(f"{sign}+", block.text)), default=0)
    fence = sign * max(3, longest + 1)
    yield f"{fence}{block.info}"
    if block.text:
        yield from block.text.split("\n")
    yield fence


def _table(block: Table) -> Iterator[str]:
    yield _row(block.head)
    yield f"| {' | '.join(_RULES.get(side, '---') for side in block.sides)} |"
    yield from map(_row, block.rows)


def _row(cells: tuple[Inlines, ...]) -> str:
    contents = (write_inlines(cell, is_line=True).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(contents)} |"
