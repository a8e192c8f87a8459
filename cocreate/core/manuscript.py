"""The order of a manuscript: scenes in a row, gathered in chapters, read as one text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Chapter:
    """Neighbouring scenes under one title; "" for scenes that belong to no chapter."""

    title: str
    scenes: tuple[str, ...]


def chapters(scenes: Iterable[tuple[str, str]]) -> tuple[Chapter, ...]:
    """Return the chapters of (scene id, chapter title) pairs that stand in order.

    A title that comes again after another chapter opens a chapter of its own.
    """
    return tuple(
        Chapter(title, tuple(scene for scene, _ in group))
        for title, group in groupby(scenes, key=lambda pair: pair[1])
    )


def inserted(order: Sequence[str], scene: str, position: int) -> list[str]:
    """Return the order with a scene put in; a position outside means the nearer end."""
    at = min(max(position, 0), len(order))
    return [*order[:at], scene, *order[at:]]


def removed(order: Sequence[str], scene: str) -> list[str]:
    """Return the order without a scene."""
    return [other for other in order if other != scene]


def moved(order: Sequence[str], scene: str, position: int) -> list[str]:
    """Return the order with a scene taken out and put in at a position of what is left."""
    return inserted(removed(order, scene), scene, position)


def unique_title(title: str, taken: Collection[str]) -> str:
    """Return the title, with the first free " (2)", " (3)" ... behind it if it is taken."""
    if title not in taken:
        return title
    number = 2
    while f"{title} ({number})" in taken:
        number += 1
    return f"{title} ({number})"


def join_scenes(texts: Iterable[str]) -> str:
    """Return the scenes as one text.

    One line feed is added between two scenes of which the first does not end in one.
    """
    parts: list[str] = []
    for text in texts:
        if parts and not parts[-1].endswith("\n"):
            parts.append("\n")
        parts.append(text)
    return "".join(parts)


def scene_offsets(texts: Iterable[str]) -> tuple[int, ...]:
    """Return where each scene begins in the text that `join_scenes` gives."""
    offsets: list[int] = []
    at = 0
    is_closed = True
    for text in texts:
        if not is_closed:
            at += 1
        offsets.append(at)
        at += len(text)
        is_closed = text.endswith("\n")
    return tuple(offsets)
