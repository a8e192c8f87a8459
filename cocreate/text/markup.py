"""What of a Markdown text is syntax and what is words, as the CommonMark parser reads it.

Counted as words are: text, code in spans, fences and
indented blocks, the label of a link or image, the address of an autolink, what stands between the
tags of an HTML block (but for scripts, styles and comments), one sign for an entity. All else is
syntax, link reference definitions whole. Line feeds are never syntax at the level of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cocreate.text.count import visible

# The parser comes with the first text that may have marks: it costs as much as a window.

Range = tuple[int, int]


_CONTAINER_MARKS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)))*")
_HEADING_MARKS = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING_MARKS = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_RULE_OR_UNDERLINE = re.compile(
    r" {0,3}(?:=+|-+|(?:[*][ \t]*){3,}|(?:[-][ \t]*){3,}|(?:_[ \t]*){3,})[ \t]*$"
)
_INLINE_SIGNS = re.compile(r"[*_`\[\]<&\\]")
_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands at the top level of a text.

    Args:
        level: 1 to 6.
        title: its words, without marks.
        start: offset of its first line.
        line: number of that line, from 0.
        end: offset behind its last line.
    """

    level: int
    title: str
    start: int
    line: int
    end: int


def markup_ranges(text: str) -> tuple[Range, ...]:
    """Return the code-point ranges that are syntax: ascending, disjoint, never touching."""
    source = _same_length_lines(text)
    return tuple(_complement(_merged(_word_ranges(source)), source))


def shown_text(text: str) -> str:
    """Return the words of a text without its syntax."""
    return visible(text, markup_ranges(text))


def headings(text: str) -> tuple[Heading, ...]:
    """Return the headings that open parts of a text: not those in fences, quotes or lists."""
    from cocreate.text.commonmark import Blocks  # noqa: PLC0415 - not at the start

    source = _same_length_lines(text)
    blocks = Blocks(source)
    starts = _line_starts(source)
    found: list[Heading] = []
    for opening, inline in pairwise(blocks.tokens):
        if opening.type != "heading_open" or opening.level or opening.map is None:
            continue
        first, last = opening.map
        title = _title(inline.content, blocks.env)
        found.append(Heading(int(opening.tag[1]), title, starts[first], first, starts[last]))
    return tuple(found)


def _title(content: str, env: dict[str, object]) -> str:
    """Return the words of a heading on one line."""
    from cocreate.text.commonmark import read_inline  # noqa: PLC0415 - not at the start

    kept = _merged(read_inline(content, env).words)
    return " ".join("".join(content[low:high] for low, high in kept).split())


def _same_length_lines(text: str) -> str:
    """Return a text with line feeds alone, each character where it was."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


def _line_starts(source: str) -> list[int]:
    starts = [0]
    starts += (at.end() for at in re.finditer("\n", source))
    return [*starts, len(source)]


def _merged(ranges: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _complement(kept: list[Range], source: str) -> Iterator[Range]:
    """Yield the stretches between kept ranges that hold more than white space."""
    at = 0
    for start, end in (*kept, (len(source), len(source))):
        between = source[at:start]
        if between and not between.isspace():
            yield at, start
        at = end


def _word_ranges(source: str) -> list[Range]:
    """Return the ranges that are words; line feeds between blocks may be in them."""
    from cocreate.text.commonmark import Blocks, read_inline  # noqa: PLC0415 - not at the start

    blocks = Blocks(source)
    kept: list[Range] = [*blocks.literal]
    for content, segments in blocks.inline:
        for start, end in _merged(read_inline(content, blocks.env).words):
            kept += _placed(start, end, segments)
    kept += _unread(source, blocks.lines)
    return kept


def _placed(start: int, end: int, segments: Sequence[tuple[int, int, int]]) -> Iterator[Range]:
    """Yield a range of an inline content as ranges of the source, line by line."""
    for low, high, place in segments:
        if low >= end:
            break
        first, last = max(start, low), min(end, high)
        if first < last:
            yield first - low + place, last - low + place


def _unread(source: str, read: set[int]) -> Iterator[Range]:
    """Yield the words on lines that no block took: what lies too deep, behind its marks."""
    starts = _line_starts(source)
    for line in range(len(starts) - 1):
        start, end = starts[line], starts[line + 1]
        if line in read or start == end:
            continue
        marks = _CONTAINER_MARKS.match(source, start, end)
        yield (marks.end() if marks else start), end


class StyleKind(StrEnum):
    """How a stretch of a line is shown in the editor."""

    HEADING = "heading"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A stretch of a line and its style; `level` is that of a heading. Stretches may overlap."""

    start: int
    end: int
    kind: StyleKind
    level: int = 0


def line_styles(line: str, state: int) -> tuple[tuple[LineStyle, ...], int]:
    """Return how one line looks, and the state for the next line.

    A cheap reading of the line alone: 0 (or less) is the state of plain text, anything above that
    of an open code fence. Marks come last, so that they win over what they stand in.
    """
    whole = (0, len(line))
    if state > 0:
        if _closes_fence(line, state):
            return (LineStyle(*whole, StyleKind.MARK),), 0
        return (LineStyle(*whole, StyleKind.CODE),), state
    if fence := _FENCE.match(line):
        mark = fence.group(1) or fence.group(2)
        return (LineStyle(*whole, StyleKind.MARK),), len(mark) * 2 + (mark[0] == "~")
    return _plain_line_styles(line), 0


def _plain_line_styles(line: str) -> tuple[LineStyle, ...]:
    """Return the styles of a line that is neither in a fence nor one's edge."""
    whole = (0, len(line))
    if not line or line.isspace():
        return ()
    if _RULE_OR_UNDERLINE.match(line):
        return (LineStyle(*whole, StyleKind.MARK),)
    if heading := _HEADING_MARKS.match(line):
        closing = _CLOSING_MARKS.search(line, heading.end())
        end = closing.start() if closing else len(line)
        shown = LineStyle(*whole, StyleKind.HEADING, len(heading.group(1)))
        return (shown, *_inline_styles(line, heading.end(), end))
    marks = _CONTAINER_MARKS.match(line)
    return tuple(_inline_styles(line, marks.end() if marks else 0, len(line)))


def _closes_fence(line: str, state: int) -> bool:
    sign = "~" if state % 2 else "`"
    body = line.strip(" \t")
    return len(body) >= state // 2 and not body.strip(sign) and not line.startswith("    ")


def _inline_styles(line: str, start: int, end: int) -> Iterator[LineStyle]:
    """Yield the styles between two offsets; what lies outside them is marks."""
    if not _INLINE_SIGNS.search(line, start, end):
        for low, high in _complement([(start, end)], line):
            yield LineStyle(low, high, StyleKind.MARK)
        return
    from cocreate.text.commonmark import read_inline  # noqa: PLC0415 - not at the start

    inline = read_inline(line[start:end], {})
    for kind, ranges in (
        (StyleKind.LINK, inline.links),
        (StyleKind.EMPHASIS, inline.emphasis),
        (StyleKind.STRONG, inline.strong),
        (StyleKind.CODE, inline.code),
    ):
        for low, high in ranges:
            yield LineStyle(low + start, high + start, kind)
    words = [(low + start, high + start) for low, high in inline.words]
    for low, high in _complement(_merged(words), line):
        yield LineStyle(low, high, StyleKind.MARK)
