"""A book as scenes of paragraphs, with the headings and breaks that are not in their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cocreate.formats.book import Book
from cocreate.formats.document import Blocks, Document, Heading, NoteRef
from cocreate.formats.laying_out import lay_out_read
from cocreate.formats.layout import LaidChapter
from cocreate.formats.markdown_reader import read_together
from cocreate.formats.paragraphs import flatten
from cocreate.formats.revising import Remark, Reviser
from cocreate.formats.steady_ends import with_steady_end
from cocreate.formats.suggested_text import with_suggestions
from cocreate.formats.tracked import BODY, Anchor, Item, Kind, Para, Shape, cells_of, plain_parts

_BREAK = Para(Shape(Kind.BREAK), ())
_OPENING_SHAPES = {Shape(Kind.HEADING, 1), Shape(Kind.HEADING, 2)}


@dataclass(slots=True)
class SceneItems:
    """A scene as it goes into the file.

    Args:
        before: what stands before it and is not in its text: a chapter's heading, a break.
        notes: its footnotes by label.
        roles: which of its headings open a part ("part") or a chapter of a part ("chapter"), by
            their places in its text.
    """

    before: list[Para] = field(default_factory=list)
    items: tuple[Item, ...] = ()
    notes: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookItems:
    """A book as paragraphs.

    Args:
        after: headings of chapters that hold nothing and stand last.
        chapters: the book as laid out.
        unused_notes: how many footnotes nothing refers to.
    """

    scenes: tuple[SceneItems, ...]
    after: tuple[Para, ...]
    chapters: tuple[LaidChapter, ...]
    unused_notes: int
    remarks: tuple[Remark, ...] = ()


def scene_marker(scene_id: str) -> str:
    """Return how a scene is called in a file; a bookmark's name has 40 signs at most."""
    name = re.sub(r"\W", "_", scene_id.removeprefix("scene-"))
    return f"scene_{name[:30]}" if name else ""


def items_of(book: Book, *, for_review: bool) -> BookItems:
    """Return the paragraphs of a book; for review with its suggestions and remarks."""
    documents = read_together([scene.text for scene in book.scenes])
    scenes = tuple(
        SceneItems(items=_paragraphs(document.blocks), notes=_notes(document))
        for document in documents
    )
    chapters = lay_out_read(book, documents)
    after = _take_made(chapters, scenes, documents)
    unused = _share_notes(chapters, scenes)
    remarks = _revise(book, scenes) if for_review else ()
    return BookItems(scenes, after, chapters, unused, remarks)


def _paragraphs(blocks: Blocks) -> tuple[Item, ...]:
    return tuple(map(_break_for_no_words, flatten(blocks)))


def _break_for_no_words(item: Item) -> Item:
    """A heading without words opens nothing: it is a break, as in every format."""
    if isinstance(item, Para) and item.shape in _OPENING_SHAPES and not item.parts:
        return replace(item, shape=Shape(Kind.BREAK))
    return item


def _notes(document: Document) -> dict[str, tuple[Item, ...]]:
    return {label: flatten(blocks) for label, blocks in document.notes.items()}


def _take_made(
    chapters: Iterable[LaidChapter], scenes: Sequence[SceneItems], documents: Sequence[Document]
) -> tuple[Para, ...]:
    """Give the scenes what stands before them; return what no scene follows."""
    # A heading of a text is told from one that was made by being the very same value.
    own = {
        id(block.inlines): (place, block.start)
        for place, document in enumerate(documents)
        for block in document.blocks
        if isinstance(block, Heading) and block.inlines
    }
    waiting: list[Para] = []
    is_in_part = False
    for chapter in chapters:
        is_in_part = is_in_part or chapter.is_part
        if id(chapter.heading) in own:
            place, start = own[id(chapter.heading)]
            if chapter.is_part or is_in_part:
                scenes[place].roles[start] = "part" if chapter.is_part else "chapter"
        elif chapter.heading:
            waiting.append(Para(Shape(Kind.HEADING, 1), plain_parts(chapter.heading)))
        for laid in chapter.scenes:
            scenes[laid.place].before += waiting
            waiting = []
            if laid.has_break:
                scenes[laid.place].before.append(_BREAK)
    return tuple(waiting)


def _share_notes(chapters: Iterable[LaidChapter], scenes: Sequence[SceneItems]) -> int:
    """Give each scene the notes of others that it refers to; return how many nobody does."""
    unused = {(place, label) for place, scene in enumerate(scenes) for label in scene.notes}
    for chapter in chapters:
        for laid in chapter.scenes:
            for label, place in laid.note_places.items():
                scenes[laid.place].notes[label] = scenes[place].notes[label]
                unused.discard((place, label))
    for place, scene in enumerate(scenes):
        for label in _labels((*scene.items, *(i for note in scene.notes.values() for i in note))):
            unused.discard((place, label))
    return len(unused)


def _labels(items: Iterable[Item]) -> set[str]:
    return {
        piece.inline.label
        for item in items
        for para in ((item,) if isinstance(item, Para) else cells_of(item))
        for piece in para.pieces
        if isinstance(piece.inline, NoteRef)
    }


def _revise(book: Book, scenes: Sequence[SceneItems]) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    changed = _read_changed(book)
    for place, (scene, items) in enumerate(zip(book.scenes, scenes, strict=True)):
        if not scene.suggestions and not scene.notes:
            continue
        reviser = Reviser(scene, len(remarks))
        document = changed.get(place)
        new = items.items if document is None else _paragraphs(document.blocks)
        items.items = reviser.revised(items.items, new)
        notes = {} if document is None else _notes(document)
        items.notes |= {label: note for label, note in notes.items() if label not in items.notes}
        for label in notes:
            items.notes[label] = with_steady_end(reviser.revised(items.notes[label], notes[label]))
        lost = tuple(
            anchor
            for number in reviser.unanchored
            for anchor in (Anchor(number, opens=True), Anchor(number, opens=False))
        )
        items.items = _with_anchors(items.items, lost)
        remarks += reviser.remarks
    return tuple(remarks)


def _read_changed(book: Book) -> dict[int, Document]:
    """Read the scenes anew as they are with their suggestions, and what they may refer to."""
    changed = [place for place, scene in enumerate(book.scenes) if scene.suggestions]
    others = [scene.text for scene in book.scenes if not scene.suggestions and "]:" in scene.text]
    texts = [with_suggestions(book.scenes[place]) for place in changed]
    return dict(zip(changed, read_together([*texts, *others]), strict=False))


def _with_anchors(items: tuple[Item, ...], anchors: tuple[Anchor, ...]) -> tuple[Item, ...]:
    """Put remarks that are about no word of the scene to its first paragraph."""
    if not anchors:
        return items
    for place, item in enumerate(items):
        if isinstance(item, Para):
            put = replace(item, parts=(*anchors, *item.parts))
            return (*items[:place], put, *items[place + 1 :])
    return (Para(BODY, anchors), *items)
