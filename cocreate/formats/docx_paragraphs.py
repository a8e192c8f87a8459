"""What a paragraph of a DOCX file is by what stands in it: a break, code, a line that is said."""

from __future__ import annotations

import re
from dataclasses import replace

from cocreate.formats.document import Run, Style
from cocreate.formats.docx_looks import Look
from cocreate.formats.docx_opened import Element, child, child_value
from cocreate.formats.tracked import BODY, Anchor, Item, Kind, Para, Piece, Shape

_BREAK = re.compile(r"(?:[*#~•⁂❧◆–—-]\s*){1,5}")
_LONE_BREAKS = {"#", "***", "* * *", "⁂", "* * * * *", "# # #"}
SPOKEN = Shape(level=-1)
"""A line that belongs to the paragraph before it, in a screenplay."""


def dressed(para: Para, properties: Element | None, look: Look) -> Para:
    """Return a paragraph as what it looks like: a break, a heading, code, a line that is said."""
    text = "".join(
        piece.inline.text if isinstance(piece.inline, Run) else "\ufffc" for piece in para.pieces
    ).strip()
    shape = para.shape
    if look.is_spoken:
        return replace(para, shape=SPOKEN)
    if shape.kind is Kind.BREAK or (shape == BODY and _is_break(text, properties)):
        is_sign = not text or _BREAK.fullmatch(text)
        return replace(para, shape=Shape(Kind.BREAK), parts=()) if is_sign else replace(
            para, shape=BODY
        )  # fmt: skip
    if shape.kind is Kind.CODE:
        return _without(para, Style.CODE)
    if shape.kind is Kind.HEADING and all(_is_strong(piece) for piece in para.pieces):
        return _without(para, Style.STRONG)
    return para


def break_apart(para: Para) -> list[Para]:
    """Return a break as itself, and what stands with it: it may have come or gone alone."""
    changes = {piece.change for piece in para.pieces if _sign(piece) in _LONE_BREAKS}
    rest = tuple(
        part for part in para.parts if isinstance(part, Anchor) or _sign(part) not in _LONE_BREAKS
    )
    change = changes.pop() if len(changes) == 1 else None
    if change is None:
        return [para]
    return [Para(para.shape, (), change), replace(para, shape=BODY, parts=rest)]


def _sign(piece: Piece) -> str:
    return piece.inline.text.strip() if isinstance(piece.inline, Run) else ""


def _is_break(text: str, properties: Element | None) -> bool:
    if not text:
        borders = child(properties, "pBdr")
        return child(borders, "bottom") is not None or child(borders, "top") is not None
    is_centred = child_value(properties, "jc") == "center"
    return text in _LONE_BREAKS or (is_centred and _BREAK.fullmatch(text) is not None)


def _is_strong(piece: Piece) -> bool:
    return not isinstance(piece.inline, Run) or Style.STRONG in piece.inline.style


def _without(para: Para, style: Style) -> Para:
    return replace(
        para,
        parts=tuple(
            replace(part, inline=replace(part.inline, style=part.inline.style & ~style))
            if isinstance(part, Piece) and isinstance(part.inline, Run)
            else part
            for part in para.parts
        ),
    )


def with_lines(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Join what is said in a screenplay with the name above it: lines of one paragraph."""
    made: list[Item] = []
    for item in items:
        last = made[-1] if made else None
        if isinstance(item, Para) and item.shape is SPOKEN:
            if isinstance(last, Para) and last.shape == BODY:
                parts = (*last.parts, Piece(Run("\n"), last.change), *item.parts)
                made[-1] = replace(last, parts=parts, change=item.change)
                continue
            made.append(replace(item, shape=BODY))
        else:
            made.append(item)
    return tuple(made)
