"""Markdown styled in place, block by block and only where it is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from cocreate.base.settings import Face, Settings
from cocreate.text.markup import LineStyle, StyleKind, line_styles
from cocreate.ui.editor.offsets import units
from cocreate.ui.theme import Theme, text_font

_INLINE_SIGNS = re.compile(r"[*_`\[\]<&\\]")
_OTHER_SIGNS = re.compile(r"[\[\]<&\\]")
_EMPHASIS_SIGNS = re.compile(r"([*_`]+)")
_SHORT = 3
_BLOCK_SIGNS = re.compile(r"\s*(?:[>#*+=_~`-]|\d{1,9}[.)])")
_INDENTED_OR_BLOCK = re.compile(rf"\s|{_BLOCK_SIGNS.pattern}")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_SCALES = {1: 1.55, 2: 1.32, 3: 1.16}
_UNKNOWN = -1
_WAKES_AFTER_MS = 40
_LONG = 3000
_PIECE = 1000
_SENTENCE_END = re.compile(r"[.!?…]\S? ")

StyledLine = tuple[tuple[LineStyle, ...], int]


class Highlighter(QObject):
    """Give the styles of a block; the blocks carry along whether they stand in a code fence.

    The parser is loaded after the window is there, not before: until then, marks inside of lines
    stay plain.
    """

    outdated = Signal()

    def __init__(self, document: QTextDocument, theme: Theme, settings: Settings) -> None:
        super().__init__(document)
        self._document = document
        self._has_fences = False
        self._is_awake = False
        self._waker = QTimer(self)
        self._waker.setSingleShot(True)
        self._waker.setInterval(_WAKES_AFTER_MS)
        self._waker.timeout.connect(self.wake)
        self._formats: dict[tuple[StyleKind, int], QTextCharFormat] = {}
        self.set_look(theme, settings)

    def set_look(self, theme: Theme, settings: Settings) -> None:
        """Take colours and letters."""
        size = settings.font_points
        for level in range(1, 7):
            heading = QTextCharFormat()
            heading.setFontPointSize(size * _SCALES.get(level, 1.05))
            heading.setFontWeight(QFont.Weight.DemiBold)
            self._formats[StyleKind.HEADING, level] = heading
        emphasis, strong, code, link, mark = (QTextCharFormat() for _ in range(5))
        emphasis.setFontItalic(True)
        strong.setFontWeight(QFont.Weight.Bold)
        mono = text_font(Settings(face=Face.MONO))
        code.setFontFamilies(mono.families())
        code.setFontPointSize(size * 0.92)
        code.setForeground(QColor(theme.ink))
        link.setForeground(QColor(theme.accent))
        mark.setForeground(QColor(theme.dim))
        self._formats[StyleKind.EMPHASIS, 0] = emphasis
        self._formats[StyleKind.STRONG, 0] = strong
        self._formats[StyleKind.CODE, 0] = code
        self._formats[StyleKind.LINK, 0] = link
        self._formats[StyleKind.MARK, 0] = mark

    def wake(self) -> None:
        """Load the parser; what was styled without it is to be styled anew."""
        if not self._is_awake:
            self._is_awake = True
            styled("*a*", 0)
            self.outdated.emit()

    def load(self, text: str) -> None:
        """Begin anew with a document that holds this text."""
        self._has_fences = "```" in text or "~~~" in text

    def read(self, block: QTextBlock) -> tuple[LineStyle, ...]:
        """Return how the line of a block is to be read, in its own offsets."""
        before = self._state_before(block) if self._has_fences else 0
        return styled(block.text(), before)[0]

    def styles(self, block: QTextBlock) -> Sequence[QTextLayout.FormatRange]:
        """Return the styles of a block."""
        text = block.text()
        before = self._state_before(block) if self._has_fences else 0
        found, after = self._styled(text, before)
        if (self._has_fences and block.userState() != after) or after:
            self._carry(block, after)
        if not found:
            return ()
        is_plain = len(text) == block.length() - 1
        return [self._range(style, text, is_plain=is_plain) for style in found]

    def blocks_changed(self, position: int) -> None:
        """Take in that blocks came or went at a position: what is known of fences may be wrong."""
        if self._has_fences:
            self._forget(self._document.findBlock(position))
            self.outdated.emit()

    def _styled(self, text: str, before: int) -> StyledLine:
        if self._is_awake or before or not _INLINE_SIGNS.search(text) or _FENCE.match(text):
            return styled(text, before)
        self._waker.start()
        return styled(_INLINE_SIGNS.sub("x", text), 0)

    def _range(self, style: LineStyle, text: str, *, is_plain: bool) -> QTextLayout.FormatRange:
        start, end = style.start, style.end
        if not is_plain:
            start, end = units(text[:start]), units(text[:end])
        result = QTextLayout.FormatRange()
        result.start = start
        result.length = end - start
        result.format = self._formats[style.kind, style.level]
        return result

    def _carry(self, block: QTextBlock, after: int) -> None:
        known = block.userState()
        self._has_fences = True
        block.setUserState(after)
        if known not in (_UNKNOWN, after) or (known == _UNKNOWN and after):
            self._forget(block.next())
            self.outdated.emit()

    def _forget(self, block: QTextBlock) -> None:
        while block.isValid():
            block.setUserState(_UNKNOWN)
            block = block.next()

    def _state_before(self, block: QTextBlock) -> int:
        first = block.previous()
        while first.isValid() and first.userState() == _UNKNOWN:
            first = first.previous()
        state = max(0, first.userState()) if first.isValid() else 0
        at = first.next() if first.isValid() else self._document.begin()
        while at.isValid() and at.blockNumber() < block.blockNumber():
            text = at.text()
            if state or _FENCE.match(text):
                state = line_styles(text, state)[1]
            at.setUserState(state)
            at = at.next()
        return state


@lru_cache(maxsize=512)
def styled(line: str, state: int) -> StyledLine:
    """Return the styles of a line and the state behind it; plain prose costs next to nothing."""
    if not state and not _INLINE_SIGNS.search(line) and not _BLOCK_SIGNS.match(line):
        return (), 0
    if not state and len(line) > _LONG and not _FENCE.match(line):
        return tuple(_styled_in_pieces(line)), 0
    if not state and not _OTHER_SIGNS.search(line) and not _INDENTED_OR_BLOCK.match(line):
        # Spaces at the end mark nothing; they are there after each word that is written on.
        return _styled_by_shape(line.rstrip()), 0
    return line_styles(line, state)


def _styled_by_shape(line: str) -> tuple[LineStyle, ...]:
    """Read a line by where its signs stand: what the words between them are makes no difference.

    Of each stretch between signs the first and the last character count, for what a sign stands
    beside matters. So keys that write words cost no reading: the shape is known.
    """
    parts = _EMPHASIS_SIGNS.split(line)
    shape: list[str] = []
    # For each place in the shape the one in the line.
    places: list[int] = [0]
    for part in parts:
        start = places[-1]
        if len(part) <= _SHORT or _EMPHASIS_SIGNS.match(part):
            shape.append(part)
            places += range(start + 1, start + len(part) + 1)
        else:
            middle = " " if part[1:-1].isspace() else "x"
            shape.append(f"{part[0]}{middle}{part[-1]}")
            places += (start + 1, start + len(part) - 1, start + len(part))
    return tuple(
        LineStyle(places[style.start], places[style.end], style.kind, style.level)
        for style in _shape_styles("".join(shape))
    )


@lru_cache(maxsize=512)
def _shape_styles(shape: str) -> tuple[LineStyle, ...]:
    return line_styles(shape, 0)[0]


def _styled_in_pieces(line: str) -> Iterator[LineStyle]:
    """Read a very long line sentence group by sentence group, so that a key costs one of them."""
    start = 0
    while start < len(line):
        stop = _SENTENCE_END.search(line, start + _PIECE)
        end = stop.end() if stop and stop.end() - start < 2 * _PIECE else start + _PIECE
        for style in _piece_styles(line[start:end], is_first=not start):
            yield replace(style, start=style.start + start, end=style.end + start)
        start = end


@lru_cache(maxsize=512)
def _piece_styles(piece: str, *, is_first: bool) -> tuple[LineStyle, ...]:
    if not _INLINE_SIGNS.search(piece) and not is_first:
        return ()
    if is_first:
        return line_styles(piece, 0)[0]
    # A letter before it, so that no sign at its beginning is taken for that of a heading or a list.
    styles = line_styles(f"x{piece}", 0)[0]
    return tuple(
        replace(style, start=max(0, style.start - 1), end=style.end - 1)
        for style in styles
        if style.end > 1
    )
