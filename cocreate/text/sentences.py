"""Sentences of a text: those of UAX #29, decided by the library once a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from uniseg import sentencebreak

Range = tuple[int, int]

_PARAGRAPH = re.compile(
    r"[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|[^\n\r\x85\u2028\u2029]+"
)


def sentence_ranges(text: str) -> tuple[Range, ...]:
    """Return the sentences of a text, the white space that follows each included.

    A line feed always ends a sentence. Stretches with no letter or digit are no sentences.
    """
    found: list[Range] = []
    for paragraph in _PARAGRAPH.finditer(text):
        line, offset = paragraph.group(), paragraph.start()
        start = 0
        for end in (*_sentence_ends(line), len(line)):
            if any(map(str.isalnum, line[start:end])):
                found.append((offset + start, offset + end))
            start = end
    return tuple(found)


# One sign for each class of signs that the sentence rules tell apart. The rules look at nothing
# but classes, so the library decides once for each pattern of classes around a full stop.
_SIGNS = {
    sentencebreak.SB.OTHER: "+",
    sentencebreak.SB.CR: "\r",
    sentencebreak.SB.LF: "\n",
    sentencebreak.SB.EXTEND: "\u0301",
    sentencebreak.SB.SEP: "\u2028",
    sentencebreak.SB.FORMAT: "\u00ad",
    sentencebreak.SB.SP: " ",
    sentencebreak.SB.LOWER: "a",
    sentencebreak.SB.UPPER: "A",
    sentencebreak.SB.OLETTER: "\u05d0",
    sentencebreak.SB.NUMERIC: "1",
    sentencebreak.SB.ATERM: ".",
    sentencebreak.SB.SCONTINUE: ",",
    sentencebreak.SB.STERM: "!",
    sentencebreak.SB.CLOSE: '"',
}
_MARKS = "[\u0301\u00ad]*"
_STOP = re.compile(f'[.!]{_MARKS}(?:"{_MARKS})*(?: {_MARKS})*')
_NEXT_LETTER = re.compile("[^aA\u05d0.!\r\n\u2028]*.?", re.DOTALL)


class _Classes(dict[int, str]):
    """A translation of code points into the signs of their sentence classes, filled on demand."""

    def __missing__(self, code: int) -> str:
        sign = _SIGNS[sentencebreak.sentence_break(chr(code))]
        self[code] = sign
        return sign


_CLASSES = _Classes()


def _sentence_ends(line: str) -> Iterator[int]:
    """Yield where sentences end inside a line."""
    classes = line.translate(_CLASSES)
    for stop in _STOP.finditer(classes):
        if stop.end() == len(classes) or classes[stop.end()] in "\r\n\u2028":
            return
        start = stop.start()
        while start and classes[start - 1] in "\u0301\u00ad":
            start -= 1
        start = max(0, start - 1)
        after = _NEXT_LETTER.match(classes, stop.end())
        end = after.end() if after else len(classes)
        if _is_sentence_end(classes[start:end], stop.end() - start):
            yield stop.end()


@lru_cache(maxsize=16_384)
def _is_sentence_end(classes: str, at: int) -> bool:
    return at in sentencebreak.sentence_boundaries(classes)
