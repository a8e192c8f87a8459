"""Tell the elements of a screenplay apart in paragraphs, by the rules of Fountain 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cocreate.formats.document import LineBreak, Run
from cocreate.formats.tracked import Anchor, Kind, Para, Part, Piece

_PLACE = re.compile(r"(?:INT|EXT|EST|INT\./EXT|INT/EXT|I/E)[. ]", re.IGNORECASE)
SCENE_HEADING = "SceneHeading"


def screenplay_lines(para: Para) -> Iterator[tuple[str, Para]]:
    """Yield the style and the words of each line of a paragraph.

    A line of capitals that others follow is a character's name; what follows is what they say.
    """
    if para.shape.kind is Kind.HEADING:
        yield (SCENE_HEADING if para.shape.level > 1 else "Heading1"), para
        return
    lines = [*_lines(para)]
    names = _styles([_words(line.parts) for line in lines])
    yield from zip(names, lines, strict=True)


def _styles(lines: list[str]) -> Iterator[str]:
    if len(lines) == 1:
        yield _lone_style(lines[0])
        return
    if not _is_loud(lines[0]) or _PLACE.match(lines[0]):
        yield from map(_lone_style, lines)
        return
    yield "Character"
    for line in lines[1:]:
        is_aside = line.startswith("(") and line.endswith(")")
        yield "Parenthetical" if is_aside else "Dialogue"


def _lone_style(line: str) -> str:
    if _PLACE.match(line):
        return SCENE_HEADING
    if _is_loud(line) and line.endswith("TO:"):
        return "Transition"
    return "Action"


def _is_loud(line: str) -> bool:
    """Whether a line is of capitals; what a parenthesis adds to a name does not count."""
    name = re.sub(r"\([^)]*\)", "", line)
    return name == name.upper() and any(sign.isalpha() for sign in name)


def _words(line: Iterable[Part]) -> str:
    runs = (part.inline for part in line if isinstance(part, Piece))
    return "".join(found.text for found in runs if isinstance(found, Run)).strip()


def _lines(para: Para) -> Iterator[Para]:
    """Yield a paragraph for each line; its end has come or gone as the line's end has."""
    parts: list[Part] = []
    for part in para.parts:
        inline = None if isinstance(part, Anchor) else part.inline
        if isinstance(part, Piece) and isinstance(inline, LineBreak):
            yield replace(para, parts=tuple(parts), change=part.change)
            parts = []
        elif isinstance(part, Piece) and isinstance(inline, Run) and "\n" in inline.text:
            first, *others = inline.text.split("\n")
            parts.append(replace(part, inline=replace(inline, text=first)))
            for text in others:
                yield replace(para, parts=tuple(parts), change=part.change)
                parts = [replace(part, inline=replace(inline, text=text))]
        else:
            parts.append(part)
    yield replace(para, parts=tuple(parts))
