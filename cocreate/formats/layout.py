"""A book as chapters and scenes of blocks: the walk that every laid-out format shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cocreate.formats.document import Blocks, Inlines


@dataclass(frozen=True, slots=True)
class LaidScene:
    """A scene of a chapter.

    Args:
        place: its place in `Book.scenes`, from 0: offsets in its blocks are offsets in that text.
        blocks: without the heading that opens the chapter; its own heading of level 2 is here.
        notes: the blocks of its footnotes, by label, in the order of their signs; notes of its own
            that nothing refers to come last.
        note_places: for notes that stand in the text of another scene, its place: offsets in their
            blocks are offsets in that text.
        has_break: whether a break ("#", or three stars) stands before it: it follows another scene
            of the chapter and has no heading of its own.
    """

    place: int
    blocks: Blocks
    notes: Mapping[str, Blocks] = field(default_factory=dict)
    note_places: Mapping[str, int] = field(default_factory=dict)
    has_break: bool = False


@dataclass(frozen=True, slots=True)
class LaidChapter:
    """A chapter, or a part's page.

    Args:
        heading: its heading's words; () for text that stands before the first chapter.
        title: the same as plain words.
        is_part: whether it opens a part of the book: "Part One", without a text of its own.
        place: of the scene in whose text the heading stands; -1 where it stands in none.
    """

    heading: Inlines
    title: str
    scenes: tuple[LaidScene, ...]
    is_part: bool = False
    place: int = -1
