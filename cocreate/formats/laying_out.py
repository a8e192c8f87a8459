"""Lay a book out as parts, chapters and scenes, the same for every format.

A heading of level 1 opens a chapter; where the chapter of a scene changes and its text has no such
heading, the chapter's title is its heading. A heading that names a part ("Part One") and has
nothing but further headings right below it is a part's page; where these are of level 2, they open
the chapters of that part. A heading of level 1 or 2 without words is a break. A chapter that is
named like the book gets no heading but one in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cocreate.formats.book import Book
from cocreate.formats.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Inlines,
    Run,
    SceneBreak,
)
from cocreate.formats.inlines import note_refs, plain_words
from cocreate.formats.layout import LaidChapter, LaidScene
from cocreate.formats.markdown_reader import read_together

_CHAPTER, _SCENE = 1, 2
_PART_WORDS = frozenset(
    (
        *("part", "book", "volume", "teil", "buch", "band", "partie", "livre", "tome", "parte"),
        *("libro", "tomo", "deel", "boek", "del", "bok", "osa", "kirja", "część", "księga", "tom"),
        *("část", "kniha", "часть", "книга", "том", "μέρος"),
    )
)
_PART_NUMBER = re.compile(r"第.{1,4}[部巻卷編编篇]")
_MOST_WORDS = 3  # of a part's name before its own title: "The Second Part"


def lay_out(book: Book) -> tuple[LaidChapter, ...]:
    """Return a book's chapters in order; every block of every scene stands in one of them."""
    return lay_out_read(book, read_together([scene.text for scene in book.scenes]))


def lay_out_read(book: Book, documents: Sequence[Document]) -> tuple[LaidChapter, ...]:
    """Do the same with the scenes' texts read already; headings stay the values that they are."""
    drafts = [_Draft(())]
    chapter = ""
    for place, (scene, document) in enumerate(zip(book.scenes, documents, strict=True)):
        first, *others = _divided(map(_break_for_no_words, document.blocks), _CHAPTER)
        if scene.chapter != chapter and scene.chapter and not others:
            is_like_book = scene.chapter.casefold() == book.title.casefold()
            drafts.append(_Draft(() if is_like_book else (Run(scene.chapter),)))
        chapter = scene.chapter
        drafts[-1].take(place, first.blocks)
        for opened in others:
            drafts.append(_Draft(opened.heading, place))
            drafts[-1].take(place, opened.blocks)
    notes = _Notes(documents)
    kept = [draft for draft in drafts if draft.heading or draft.scenes]
    chapters = [chapter for draft in kept for chapter in _parted(draft)]
    laid = tuple(notes.laid(draft, is_part=is_part) for draft, is_part in chapters)
    return notes.with_rest(laid)


def is_part_name(title: str) -> bool:
    """Whether a heading's words name a part: "Part One", "Book II: The Sea", "Première partie"."""
    name = re.split(r"[:.–—]|\s-\s", title, maxsplit=1)[0].casefold().split()
    if len(name) <= _MOST_WORDS and _PART_WORDS.intersection(name):
        return True
    return _PART_NUMBER.match(title) is not None


@dataclass(frozen=True, slots=True)
class _Section:
    heading: Inlines
    blocks: Blocks


@dataclass(slots=True)
class _Draft:
    """A chapter whose footnotes are not placed yet."""

    heading: Inlines
    place: int = -1
    scenes: list[tuple[int, Blocks]] = field(default_factory=list)

    def take(self, place: int, blocks: Blocks) -> None:
        if blocks:
            self.scenes.append((place, blocks))


def _break_for_no_words(block: Block) -> Block:
    if isinstance(block, Heading) and block.level <= _SCENE and not block.inlines:
        return SceneBreak(block.start, block.end)
    return block


def _divided(blocks: Iterable[Block], level: int) -> list[_Section]:
    """Return what stands before the first heading of a level, and what each of them opens."""
    sections: list[tuple[Inlines, list[Block]]] = [((), [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            sections.append((block.inlines, []))
        else:
            sections[-1][1].append(block)
    return [_Section(heading, tuple(found)) for heading, found in sections]


def _parted(draft: _Draft) -> Iterator[tuple[_Draft, bool]]:
    """Yield a chapter, or a part's page and the chapters below it; True for the page."""
    if not is_part_name(plain_words(draft.heading)):
        yield draft, False
        return
    if not draft.scenes:
        yield draft, True
        return
    opening = draft.scenes[0][1][0]
    if not isinstance(opening, Heading) or opening.level != _SCENE:
        yield draft, False
        return
    yield _Draft(draft.heading, draft.place), True
    chapters: list[_Draft] = []
    for place, blocks in draft.scenes:
        before, *opened = _divided(blocks, _SCENE)
        if before.blocks:
            chapters[-1].take(place, before.blocks)
        for section in opened:
            chapters.append(_Draft(section.heading, place))
            chapters[-1].take(place, section.blocks)
    yield from ((chapter, False) for chapter in chapters)


class _Notes:
    """The footnotes of a book's scenes."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._used: set[tuple[int, str]] = set()
        self._first: dict[str, int] = {}
        for place, document in enumerate(documents):
            for label in document.notes:
                self._first.setdefault(label, place)

    def laid(self, draft: _Draft, *, is_part: bool) -> LaidChapter:
        """Return a chapter whose scenes have the footnotes that they refer to."""
        scenes: list[LaidScene] = []
        for place, blocks in draft.scenes:
            has_break = bool(scenes) and not _is_apart(scenes[-1].blocks[-1], blocks[0])
            scenes.append(self._scene(place, blocks, has_break=has_break))
        title = plain_words(draft.heading)
        return LaidChapter(draft.heading, title, tuple(scenes), is_part, draft.place)

    def _scene(self, place: int, blocks: Blocks, *, has_break: bool) -> LaidScene:
        notes: dict[str, Blocks] = {}
        places: dict[str, int] = {}
        waiting = [(place, blocks)]
        for at, found in waiting:
            for ref in note_refs(found):
                own = ref.label in self._documents[at].notes
                home = at if own else self._first[ref.label]
                if ref.label not in notes:
                    notes[ref.label] = self._documents[home].notes[ref.label]
                    self._used.add((home, ref.label))
                    waiting.append((home, notes[ref.label]))
                    if home != place:
                        places[ref.label] = home
        return LaidScene(place, blocks, notes, places, has_break)

    def with_rest(self, chapters: tuple[LaidChapter, ...]) -> tuple[LaidChapter, ...]:
        """Return the chapters with the footnotes that nothing refers to in their scenes."""
        rest = {
            place: {
                label: blocks
                for label, blocks in document.notes.items()
                if (place, label) not in self._used
            }
            for place, document in enumerate(self._documents)
        }
        made = []
        for chapter in reversed(chapters):
            scenes = []
            for scene in reversed(chapter.scenes):
                left = rest.pop(scene.place, {})
                scenes.append(replace(scene, notes={**scene.notes, **left}) if left else scene)
            made.append(replace(chapter, scenes=tuple(reversed(scenes))))
        # A scene may be nothing but footnotes that nothing refers to; they stand at the very end.
        alone = tuple(LaidScene(place, (), notes) for place, notes in rest.items() if notes)
        if not alone:
            return tuple(reversed(made))
        last = made.pop(0) if made else LaidChapter((), "", ())
        return (*reversed(made), replace(last, scenes=(*last.scenes, *alone)))


def _is_apart(last: Block, first: Block) -> bool:
    """Whether two scenes are set apart without a break of ours."""
    return isinstance(first, Heading | SceneBreak) or isinstance(last, SceneBreak)
