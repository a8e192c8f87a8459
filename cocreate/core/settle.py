"""An accepted hunk as edits of whole words, each with the origin it deserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreate.core.fragments import merged
from cocreate.core.origin import TYPED, Fragment, Method, Span, origin, plain
from cocreate.core.suggestion import Hunk
from cocreate.text.diff import WordEdit, apply_word_edits, pieces, word_edits


@dataclass(frozen=True, slots=True)
class SettledEdit:
    """The range of the scene, as it is before anything is settled, that gives way to `new`."""

    start: int
    end: int
    new: Fragment


def settle(hunk: Hunk, current_old: str, final: str) -> tuple[SettledEdit, ...]:
    """Return the edits that turn the words a hunk stands on into the words decided on.

    Words that stay are not touched, so they keep their origin. Words that come in as the hunk
    offered them are its contributor's; all others the writer put there on the way.

    Args:
        hunk: the hunk, with its place as of now.
        current_old: the words that stand there.
        final: the words that shall stand there.
    """
    offered = _offered_at(hunk.new, final)
    by = origin(hunk.contributor, Method.ACCEPTED, hunk.id)
    settled: list[SettledEdit] = []
    behind = 0  # where the text after an edit stands in `final`, less where it stands in the old
    for edit in word_edits(current_old, final):
        at = edit.start + behind
        behind += len(edit.new) - (edit.end - edit.start)
        spans = merged(
            Span(1, by if is_offered else TYPED) for is_offered in offered[at : at + len(edit.new)]
        )
        new = Fragment(edit.new, tuple(spans)) if edit.new else plain("", by)
        settled.append(SettledEdit(hunk.start + edit.start, hunk.start + edit.end, new))
    return tuple(settled)


def _offered_at(new: str, final: str) -> bytes:
    """Return for each character of `final` 1 if it stands there as offered, else 0."""
    if new == final:
        return b"\x01" * len(final)
    return b"".join(_flags(new, final))


def _flags(new: str, final: str) -> Iterator[bytes]:
    for piece in pieces(new, final):
        if piece.kind == "same":
            yield b"\x01" * len(piece.text)
        elif piece.kind == "in":
            yield b"\x00" * len(piece.text)


def stretch(hunk: Hunk, edits: Sequence[SettledEdit]) -> tuple[int, int]:
    """Return where the words put in stand once the edits are made, from the first to the last.

    Where nothing was put in it is an empty range at the first change, or at the hunk's start.
    """
    growth = 0
    inside: list[int] = []
    for edit in edits:
        if edit.new.text:
            start = edit.start + growth
            inside += (start, start + len(edit.new.text))
        growth += len(edit.new.text) - (edit.end - edit.start)
    if inside:
        return inside[0], inside[-1]
    start = edits[0].start if edits else hunk.start
    return start, start


def parts(hunk: Hunk) -> tuple[WordEdit, ...]:
    """Return the word edits that a hunk proposes; their offsets are those of its old words."""
    return word_edits(hunk.old, hunk.new)


def choose(hunk: Hunk, kept: frozenset[int]) -> str:
    """Return the words that stand when only some of a hunk's word edits are taken.

    Args:
        hunk: the hunk.
        kept: indexes into `parts(hunk)`.
    """
    return apply_word_edits(
        hunk.old, [edit for index, edit in enumerate(parts(hunk)) if index in kept]
    )
