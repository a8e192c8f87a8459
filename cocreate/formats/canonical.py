"""The form of a document that Markdown can say: nothing is lost by it but what nobody would see.

Runs of one style become one, and emphasis ends where its words end, not behind a space; empty runs
go, and so do empty paragraphs, lists and tables. A heading
and a cell are one line. Code has no line ends in a sentence. An address that a reader's program
should not follow (a script, say) is no link, and a picture from there is the words that describe
it. Lists are tight where that can be said. A footnote's sign without a footnote gets an empty one.
Control signs become spaces. Offsets are forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Document,
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
from cocreate.formats.inlines import note_refs, ordered_notes

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile(
    r"\s*(?:vbscript|javascript|file|data(?!:image/(?:gif|png|jpeg|webp);)):", re.I
)
_NOT_IN_LABELS = re.compile(r"[\s\[\]\x00-\x1f]+")
_LAST_NUMBER = 999_999_999
_DEEPEST_LEVEL = 6


def canonical(document: Document) -> Document:
    """Return the same document in the form that Markdown can say; twice is as good as once."""
    labels = _labels(document)
    blocks = _blocks(document.blocks, labels)
    notes = {free: _blocks(document.notes.get(label, ()), labels) for label, free in labels.items()}
    return Document(blocks, ordered_notes(blocks, notes))


def is_safe_address(address: str) -> bool:
    """Whether an address may be a link or a picture: no script, no file of the reader's."""
    return not _UNSAFE.match(address)


def _labels(document: Document) -> dict[str, str]:
    """Return for each footnote's label one that Markdown can say."""
    known = list(document.notes)
    for blocks in (document.blocks, *document.notes.values()):
        known += [ref.label for ref in note_refs(blocks)]
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for label in dict.fromkeys(known):
        plain = free = _NOT_IN_LABELS.sub("-", label).strip("-") or "note"
        number = 1
        while free in taken:
            number += 1
            free = f"{plain}-{number}"
        taken.add(free)
        labels[label] = free
    return labels


def _blocks(blocks: Blocks, labels: Mapping[str, str]) -> Blocks:
    made = (_block(block, labels) for block in blocks)
    return tuple(block for block in made if block is not None)


def _block(block: Block, labels: Mapping[str, str]) -> Block | None:
    match block:
        case Heading():
            level = min(max(block.level, 1), _DEEPEST_LEVEL)
            return Heading(level, _one_line(block.inlines, labels))
        case Paragraph():
            inlines = _inlines(block.inlines, labels)
            return Paragraph(inlines) if inlines else None
        case Quote():
            return Quote(_blocks(block.blocks, labels))
        case ListBlock():
            return _list(block, labels)
        case Table():
            return _table(block, labels)
        case CodeBlock() | SceneBreak():
            return _without_inlines(block)
        case _:
            assert_never(block)


def _without_inlines(block: CodeBlock | SceneBreak) -> Block:
    if isinstance(block, SceneBreak):
        return SceneBreak()
    return CodeBlock(_clean(block.text), " ".join(_clean(block.info).split()))


def _list(block: ListBlock, labels: Mapping[str, str]) -> ListBlock | None:
    items = tuple(_blocks(item, labels) for item in block.items)
    if not items:
        return None
    first = block.first
    if first is not None:
        first = min(max(first, 0), _LAST_NUMBER - len(items))
    made = ListBlock(first, items, block.is_tight)
    return replace(
        made, is_tight=can_be_tight(made) and (block.is_tight or not _can_be_loose(made))
    )


def can_be_tight(block: ListBlock) -> bool:
    """Whether Markdown can say that the items of a list stand close together."""
    return not any(
        needs_space(first, second) for item in block.items for first, second in pairwise(item)
    )


def _can_be_loose(block: ListBlock) -> bool:
    """Whether it can say that they stand apart: there is something to stand between."""
    has_paragraph = any(isinstance(inner, Paragraph) for item in block.items for inner in item)
    return has_paragraph and (len(block.items) > 1 or len(block.items[0]) > 1)


def needs_space(first: Block, second: Block) -> bool:
    """Whether two blocks would become one without a blank line between them."""
    match first, second:
        case Paragraph(), ListBlock():
            return second.first not in (None, 1) or not second.items[0]
        case Paragraph(), Paragraph() | Table():
            return True
        case ((Quote() | ListBlock() | Table()), _):
            return True
        case _:
            return False


def _table(block: Table, labels: Mapping[str, str]) -> Table | None:
    rows = [[_one_line(cell, labels) for cell in row] for row in (block.head, *block.rows)]
    width = max(map(len, rows))
    if not width:
        return None
    full = [(*row, *((),) * (width - len(row))) for row in rows]
    sides = (*block.sides, *("",) * width)[:width]
    return Table(full[0], tuple(full[1:]), sides)


def _one_line(inlines: Inlines, labels: Mapping[str, str]) -> Inlines:
    """Return inlines without line ends."""
    line: list[Inline] = []
    for inline in inlines:
        match inline:
            case LineBreak():
                line.append(Run(" "))
            case Run():
                line.append(replace(inline, text=_clean(inline.text).replace("\n", " ")))
            case _:
                line.append(inline)
    return _inlines(tuple(line), labels)


def _inlines(inlines: Inlines, labels: Mapping[str, str]) -> Inlines:
    made = list(_joined(_inline(inline, labels) for inline in inlines))
    while made and isinstance(made[-1], LineBreak):
        made.pop()
    return _with_plain_edges(made)


def _with_plain_edges(inlines: list[Inline]) -> Inlines:
    """Return inlines in which emphasis begins and ends with words, not with spaces."""
    cut = [piece for inline in inlines for piece in _apart_from_spaces(inline)]
    for style in (Style.EMPHASIS, Style.STRONG):
        behind = _stands_in(cut, style)
        ahead = _stands_in(cut[::-1], style)[::-1]
        cut = [
            replace(inline, style=inline.style & ~style)
            if isinstance(inline, Run) and _is_space(inline) and not (before and after)
            else inline
            for inline, before, after in zip(cut, behind, ahead, strict=True)
        ]
    return _joined(cut)


def _apart_from_spaces(inline: Inline) -> Iterator[Inline]:
    """Yield the spaces at the edges of emphasised words, and the words."""
    is_plain = not isinstance(inline, Run) or not inline.style & (Style.EMPHASIS | Style.STRONG)
    if not isinstance(inline, Run) or is_plain or Style.CODE in inline.style:
        yield inline
        return
    text = inline.text
    low, high = len(text) - len(text.lstrip()), len(text.rstrip())
    for words in (text[:low], text[low:high], text[max(low, high) :]):
        if words:
            yield replace(inline, text=words)


def _is_space(run: Run) -> bool:
    return run.text.isspace() and Style.CODE not in run.style


def _stands_in(inlines: list[Inline], style: Style) -> list[bool]:
    """Return for each inline whether the words before it have a style."""
    found: list[bool] = []
    has_style = False
    for inline in inlines:
        found.append(has_style)
        if isinstance(inline, Run) and not _is_space(inline):
            has_style = style in inline.style
    return found


def _joined(inlines: Iterable[Inline]) -> Inlines:
    """Return inlines with neighbours of one style as one run."""
    made: list[Inline] = []
    for inline in inlines:
        last = made[-1] if made else None
        if isinstance(inline, Run) and isinstance(last, Run) and _are_alike(inline, last):
            made[-1] = replace(last, text=last.text + inline.text)
        elif not isinstance(inline, Run) or inline.text:
            made.append(inline)
    return tuple(made)


def _are_alike(first: Run, second: Run) -> bool:
    return (first.style, first.href) == (second.style, second.href)


def _inline(inline: Inline, labels: Mapping[str, str]) -> Inline:
    match inline:
        case Run():
            text = _clean(inline.text)
            if Style.CODE in inline.style:
                text = text.replace("\n", " ")
            href = _clean(inline.href).replace("\n", "%0A")
            return Run(text, style=inline.style, href=href if is_safe_address(href) else "")
        case NoteRef():
            return NoteRef(labels[inline.label])
        case Picture():
            return _picture(inline)
        case LineBreak():
            return LineBreak()
        case _:
            assert_never(inline)


def _picture(picture: Picture) -> Picture | Run:
    source = _clean(picture.source).replace("\n", "%0A")
    alt = _clean(picture.alt).replace("\n", " ")
    if not is_safe_address(source):
        return Run(alt or source)
    return Picture(source, alt, " ".join(_clean(picture.title).split()))


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", text))
