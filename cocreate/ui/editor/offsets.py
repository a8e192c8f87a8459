"""Offsets of the manuscript (code points) to positions of Qt (UTF-16 units) and back.

The two part where a sign takes two units, and where a very long paragraph is broken in the
document only (a soft break: Qt lays out a paragraph as a whole, so a long one would make each key
slow). Both are counted block by block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextDocument

BLOCK_LIMIT = 20_000
_NOT_SHOWN = re.compile("[\r\u2029\ufdd0\ufdd1\ud800-\udfff]")
_STAND_INS = {"\r": "\u240d", "\u2029": "\u2028"}
_SURPLUS_LIMIT = BLOCK_LIMIT + BLOCK_LIMIT // 2


@dataclass(frozen=True, slots=True)
class Rendering:
    """Text as it goes into the document.

    Args:
        text: with soft breaks put in.
        softs: for each line break of `text`, whether it is a soft one.
    """

    text: str
    softs: tuple[bool, ...]


def shown(text: str) -> str:
    """Return `text` with each sign that Qt cannot hold replaced by one that it can."""
    if _NOT_SHOWN.search(text) is None:
        return text
    return _NOT_SHOWN.sub(lambda sign: _STAND_INS.get(sign[0], "\ufffd"), text)


def rendered(text: str) -> Rendering:
    """Return `text` as it goes into the document."""
    visible = shown(text)
    lines = visible.split("\n")
    if len(visible) <= BLOCK_LIMIT or max(map(len, lines)) <= BLOCK_LIMIT:
        return Rendering(visible, (False,) * (len(lines) - 1))
    pieces: list[str] = []
    softs: list[bool] = []
    for line in lines:
        parts = _broken(line)
        pieces.extend(parts)
        softs.extend([True] * (len(parts) - 1))
        softs.append(False)
    return Rendering("\n".join(pieces), tuple(softs[:-1]))


def is_overlong(block: QTextBlock) -> bool:
    """Return whether a block has grown so long that it should be broken softly."""
    return block.length() > _SURPLUS_LIMIT


def _broken(line: str) -> list[str]:
    parts: list[str] = []
    start = 0
    while len(line) - start > BLOCK_LIMIT:
        end = soft_break(line, start)
        parts.append(line[start:end])
        start = end
    parts.append(line[start:])
    return parts


def soft_break(line: str, start: int = 0) -> int:
    """Return where a line is broken softly: behind a space, never inside a grapheme."""
    limit = start + BLOCK_LIMIT
    space = line.rfind(" ", limit - BLOCK_LIMIT // 4, limit)
    if space >= 0:
        return space + 1
    end = limit
    while end > limit - 64 and (unicodedata.combining(line[end]) or line[end] in "\u200d\ufe0f"):
        end -= 1
    return end


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def head(text: str, length: int) -> int:
    """Return how many code points the first `length` UTF-16 units of `text` hold."""
    if text.isascii():
        return min(length, len(text))
    return len(text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore"))


class BlockIndex:
    """For each block of a document: its signs of two units, and whether its end is a soft break.

    Whoever changes the document tells the index with `splice`.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._astral: list[int] = [0]
        self._soft: list[int] = [0]
        self._astrals = 0
        self._softs = 0

    @property
    def count(self) -> int:
        """How many blocks are known."""
        return len(self._astral)

    @property
    def is_plain(self) -> bool:
        """Whether offsets and positions are the same numbers."""
        return not self._astrals and not self._softs

    def load(self, rendering: Rendering) -> None:
        """Begin anew with a document that holds this text."""
        blocks = len(rendering.softs) + 1
        self._astral = [0] * blocks
        self._soft = [0] * blocks
        has_softs = any(rendering.softs)
        if has_softs or units(rendering.text) != len(rendering.text):
            for number, line in enumerate(rendering.text.split("\n")):
                self._astral[number] = units(line) - len(line)
                if number < blocks - 1 and rendering.softs[number]:
                    self._soft[number] = len(line) + 1
        self._count()

    def soft_length(self, number: int) -> int:
        """Return the code points, plus 1, of a block that ends in a soft break; else 0."""
        return self._soft[number]

    def is_soft(self, number: int) -> bool:
        """Return whether a block ends in a soft break."""
        return bool(self._softs) and bool(self._soft[number])

    def softs(self, first: int, last: int) -> list[int]:
        """Return the soft lengths of the blocks of a range."""
        return self._soft[first:last]

    def splice(self, first: int, removed: int, lines: Sequence[str], softs: Sequence[bool]) -> None:
        """Put new blocks, given by their text, in place of `removed` ones.

        Args:
            softs: for each of the new blocks, whether its end is a soft break.
        """
        astral = [units(line) - len(line) for line in lines]
        soft = [len(line) + 1 if flag else 0 for line, flag in zip(lines, softs, strict=True)]
        last = first + removed
        if self._astrals or any(astral):
            self._astrals += sum(astral) - sum(self._astral[first:last])
        if self._softs or any(soft):
            before = sum(map(bool, self._soft[first:last]))
            self._softs += sum(map(bool, soft)) - before
        self._astral[first:last] = astral
        self._soft[first:last] = soft

    def behind(self, number: int) -> int:
        """Return by how much positions exceed offsets from this block on."""
        surplus = sum(self._astral[number:]) if self._astrals else 0
        if self._softs:
            surplus += sum(map(bool, self._soft[number:]))
        return surplus

    def surplus(self, number: int) -> int:
        """Return by how much positions exceed offsets before this block."""
        result = sum(self._astral[:number]) if self._astrals else 0
        if self._softs:
            result += sum(map(bool, self._soft[:number]))
        return result

    def start(self, block: QTextBlock) -> int:
        """Return the offset at which a block begins."""
        position = block.position()
        return position if self.is_plain else position - self.surplus(block.blockNumber())

    def offset(self, position: int) -> int:
        """Return the offset of a position; inside a pair, the one before it."""
        if self.is_plain:
            return position
        block = self._document.findBlock(position)
        if not block.isValid():
            block = self._document.lastBlock()
        local = min(position - block.position(), block.length() - 1)
        return self.start(block) + self.local_offset(block, local)

    def position(self, offset: int) -> int:
        """Return the position of an offset; at a soft break, the one behind it."""
        if self.is_plain:
            return offset
        low, high = 0, self.count - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.start(self._document.findBlockByNumber(middle)) <= offset:
                low = middle
            else:
                high = middle - 1
        block = self._document.findBlockByNumber(low)
        return block.position() + self.local_units(block, offset - self.start(block))

    def local_offset(self, block: QTextBlock, local: int) -> int:
        """Return how many code points the first `local` units of a block hold."""
        if not self._astrals or not self._astral[block.blockNumber()]:
            return local
        return head(block.text(), local)

    def local_units(self, block: QTextBlock, local: int) -> int:
        """Return how many units the first `local` code points of a block take."""
        if not self._astrals or not self._astral[block.blockNumber()]:
            return local
        return units(block.text()[:local])

    def _count(self) -> None:
        self._astrals = sum(self._astral)
        self._softs = sum(map(bool, self._soft))
