"""Tie the signs of a text as it was read to the places where they stand in its Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cocreate.formats.document import Document, Inline, LineBreak, Run
from cocreate.formats.paragraphs import flatten
from cocreate.formats.tracked import Item, Para, cells_of
from cocreate.text.diff import word_edits

OBJECT = "\ufffc"
"""Stands for what is no word: a footnote's sign, a picture."""

Tie = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign as it is read, and the range of the Markdown that says it; -1 for no own one."""

    sign: str
    start: int
    end: int


def sign_of(inline: Inline) -> str:
    """Return the signs that an inline stands for in a plain row of signs."""
    if isinstance(inline, Run):
        return inline.text
    return "\n" if isinstance(inline, LineBreak) else OBJECT


def signs_of(document: Document) -> list[Sign]:
    """Return the signs of a document that was read, its footnotes behind it.

    Each paragraph and cell ends with a line feed that takes no room.
    """
    found: list[Sign] = []
    for blocks in (document.blocks, *document.notes.values()):
        for para in _paragraphs(flatten(blocks)):
            for piece in para.pieces:
                found += _signs(piece.inline)
            end = found[-1].end if para.parts and found else max(para.end, 0)
            found.append(Sign("\n", end, end))
    return found


def ties(text: str, signs: list[Sign]) -> list[Tie]:
    """Return for each sign of a text where it stands; None for what is not to be found.

    Both are the same but for white space that Markdown does not keep.
    """
    other = "".join(sign.sign for sign in signs)
    places: list[Tie] = [(sign.start, sign.end) if sign.start >= 0 else None for sign in signs]
    if text == other:
        return places
    made: list[Tie] = []
    at = there = 0
    for edit in word_edits(text, other):
        same = edit.start - at
        made += places[there : there + same]
        made += [None] * (edit.end - edit.start)
        there += same + len(edit.new)
        at = edit.end
    return made + places[there:]


def _paragraphs(items: tuple[Item, ...]) -> Iterator[Para]:
    for item in items:
        if isinstance(item, Para):
            yield item
        else:
            yield from cells_of(item)


def _signs(inline: Inline) -> Iterator[Sign]:
    text = sign_of(inline)
    if isinstance(inline, Run) and inline.end - inline.start == len(text):
        yield from (
            Sign(sign, inline.start + at, inline.start + at + 1) for at, sign in enumerate(text)
        )
        return
    for at, sign in enumerate(text):  # said in another way: all of it belongs to the first sign
        yield Sign(sign, -1 if at else inline.start, inline.end)
