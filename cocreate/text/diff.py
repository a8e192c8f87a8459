"""The difference of two texts: as edits of whole words, as pieces to show, as hunks of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal

from cocreate.text.align import Pair, align
from cocreate.text.edit import common_prefix, common_suffix

# A word with its inner apostrophes; a letter of a script written without spaces, with its marks;
# a stretch of white space; any other single grapheme.
_SIGNS = (
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*"
    r"|(?:[\p{L}\p{N}\p{M}_\u2060]|(?<=[\p{L}\p{N}])['’](?=\p{L}))+"
    r"|\s+|\X"
)


@dataclass(frozen=True, slots=True)
class WordEdit:
    """The range of the old text that gives way to `new`; ranges never touch each other."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a difference as one shows it: what stays, what goes out, what comes in."""

    kind: Literal["same", "out", "in"]
    text: str


@dataclass(frozen=True, slots=True)
class LineHunk:
    """Lines `old_start` up to `old_end` (from 0) give way to `new_lines`, line feeds included."""

    old_start: int
    old_end: int
    new_lines: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """Return the words, stretches of white space and single other signs of which a text is made."""
    return _finder()(text)


@cache
def _finder() -> Callable[[str], list[str]]:
    # With the first difference: the start of the window does not wait for the library.
    import regex  # noqa: PLC0415 - not at the start

    find: Callable[[str], list[str]] = regex.compile(_SIGNS).findall
    return find


def word_edits(old: str, new: str) -> tuple[WordEdit, ...]:
    """Return the whole-word edits that turn `old` into `new`, ascending, as few as can be.

    Words weigh more than the white space between them; of a space that could stay on either
    side of a word that came or went, the one in front stays.
    """
    if old == new:
        return ()
    offset, here, there = _changed_middle(old, new)
    old_tokens, new_tokens = tokens(here), tokens(there)
    pairs = _pair_tokens(old_tokens, new_tokens)
    old_ends = [0, *accumulate(map(len, old_tokens))]
    return tuple(
        WordEdit(offset + old_ends[i], offset + old_ends[i_end], "".join(new_tokens[j:j_end]))
        for i, i_end, j, j_end in _gaps(pairs, len(old_tokens), len(new_tokens))
    )


def apply_word_edits(old: str, edits: Iterable[WordEdit]) -> str:
    """Return the text after ascending word edits whose offsets are those of `old`."""
    parts: list[str] = []
    offset = 0
    for edit in edits:
        parts += (old[offset : edit.start], edit.new)
        offset = edit.end
    return "".join((*parts, old[offset:]))


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return what stays, goes and comes between two texts, in reading order."""
    found: list[Piece] = []
    offset = 0
    for edit in word_edits(old, new):
        found += (
            Piece("same", old[offset : edit.start]),
            Piece("out", old[edit.start : edit.end]),
            Piece("in", edit.new),
        )
        offset = edit.end
    found.append(Piece("same", old[offset:]))
    return tuple(piece for piece in found if piece.text)


def line_hunks(old: str, new: str) -> tuple[LineHunk, ...]:
    """Return the hunks of lines that turn `old` into `new`, ascending, lines from 0."""
    old_lines, new_lines = _lines(old), _lines(new)
    pairs = align(old_lines, new_lines)
    return tuple(
        LineHunk(i, i_end, tuple(new_lines[j:j_end]))
        for i, i_end, j, j_end in _gaps(pairs, len(old_lines), len(new_lines))
    )


def similarity(one: str, other: str) -> float:
    """Return how much two texts have in common, from 0.0 (no word) to 1.0 (equal)."""
    if one == other:
        return 1.0
    gone = sum(edit.end - edit.start for edit in word_edits(one, other))
    return 2 * (len(one) - gone) / (len(one) + len(other))


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _changed_middle(old: str, new: str) -> tuple[int, str, str]:
    """Cut the common ends off at white space, so that no token is cut in two."""
    head = common_prefix(old, new)
    while head and not old[head - 1].isspace():
        head -= 1
    # A stretch of white space is one token: it is cut off whole or not at all.
    while head and old[head - 1].isspace() and _has_space_at(old, new, head):
        head -= 1
    tail = common_suffix(old[head:], new[head:])
    while tail and not old[len(old) - tail].isspace():
        tail -= 1
    while tail and old[len(old) - tail].isspace():
        tail -= 1
    return head, old[head : len(old) - tail], new[head : len(new) - tail]


def _has_space_at(old: str, new: str, at: int) -> bool:
    return old[at : at + 1].isspace() or new[at : at + 1].isspace()


def _pair_tokens(old: list[str], new: list[str]) -> list[Pair]:
    """Pair words first, then the white space in the gaps between paired words."""
    old_words = [i for i, token in enumerate(old) if not token.isspace()]
    new_words = [j for j, token in enumerate(new) if not token.isspace()]
    found = align([old[i] for i in old_words], [new[j] for j in new_words])
    pairs: list[Pair] = []
    i = j = 0
    for next_i, next_j in [
        *((old_words[a], new_words[b]) for a, b in found),
        (len(old), len(new)),
    ]:
        pairs += ((i + a, j + b) for a, b in _pair_gap(old[i:next_i], new[j:next_j]))
        pairs.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return pairs[:-1]


def _pair_gap(old: list[str], new: list[str]) -> list[Pair]:
    """Pair what white space a gap has in common: at its front, at its back, then in between."""
    if not old or not new:
        return []
    pairs: list[Pair] = []
    low, old_high, new_high = 0, len(old), len(new)
    if old[0] == new[0]:
        pairs.append((0, 0))
        low = 1
    if low < min(old_high, new_high) and old[-1] == new[-1]:
        old_high, new_high = old_high - 1, new_high - 1
        pairs.append((old_high, new_high))
    old_spaces = [i for i in range(low, old_high) if old[i].isspace()]
    new_spaces = [j for j in range(low, new_high) if new[j].isspace()]
    pairs += [(i, j) for i, j in zip(old_spaces, new_spaces, strict=False) if old[i] == new[j]]
    return sorted(pairs)


def _gaps(pairs: list[Pair], old_size: int, new_size: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the index ranges of both sides that lie between pairs."""
    i = j = 0
    for next_i, next_j in (*pairs, (old_size, new_size)):
        if next_i > i or next_j > j:
            yield i, next_i, j, next_j
        i, j = next_i + 1, next_j + 1
