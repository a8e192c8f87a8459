"""A book as a PDF: a trade paperback, a manuscript or a screenplay, tagged for screen readers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from cocreate.formats.book import Book, Progress, Rendered
from cocreate.formats.document import Blocks, Inlines, Paragraph
from cocreate.formats.docx_dress import paper_of
from cocreate.formats.docx_screenplay import screenplay_lines
from cocreate.formats.front_words import front_words
from cocreate.formats.languages import language_and_country
from cocreate.formats.laying_out import lay_out
from cocreate.formats.layout import LaidChapter, LaidScene
from cocreate.formats.manuscript_front import running_head, words_about
from cocreate.formats.paragraphs import flatten
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.formats.tracked import Para
from cocreate.formats.typst_engine import Sheet, Tree, set_pdf
from cocreate.formats.typst_pictures import drawable_pictures
from cocreate.formats.typst_words import WordData, is_heading

_TWIPS = 20
_TRADE = (396.0, 612.0)
_A5 = (419.53, 595.28)
_LETTER = 612
_LONGEST_RUNNING = 44
_UNTITLED = "Untitled"
_FONTS = {Preset.MODERN: "Liberation Serif", Preset.CLASSIC: "Courier Prime"}
# Of all the work, setting the pages is the larger part; it cannot tell how far it is.
_STEPS_TO_SET = 3


def render_file(book: Book, options: ExportOptions, progress: Progress) -> Rendered:
    """Return the book as a PDF dressed as `options.preset` says; a paperback unless it says more.

    Raises:
        ExportError: there is no PDF engine, or it refused the book.
    """
    chapters = lay_out(book)
    total = len(chapters) + _STEPS_TO_SET
    progress(1, total)
    sheet, losses = _Maker(book, options, chapters).sheet(progress)
    progress(len(chapters) + 1, total)
    made = set_pdf(sheet, options.made_ms)
    progress(total, total)
    return Rendered(made.data, losses=(*losses, *made.losses))


class _Maker:
    """Turns a laid out book into the data that a sheet reads."""

    def __init__(
        self, book: Book, options: ExportOptions, chapters: tuple[LaidChapter, ...]
    ) -> None:
        self._book = book
        self._options = options
        self._chapters = tuple(map(_with_words, chapters))
        self._preset = options.preset or Preset.PAPERBACK
        self._has_parts = any(chapter.is_part for chapter in chapters)
        self._pictures = drawable_pictures(book.pictures, chapters)
        elements = _elements if self._preset is Preset.SCREENPLAY else None
        self._words = WordData(self._pictures.names, elements)

    def sheet(self, progress: Progress) -> tuple[Sheet, tuple[str, ...]]:
        """Return the sheet, and a sentence for each kind of thing that it could not take."""
        chapters = list(self._chapter_data(progress))
        appendix = self._book.appendix
        report: Tree = json.loads(appendix.typst) if appendix and appendix.typst else None
        template, dress = self._dress()
        data = {
            **self._common(),
            **dress,
            "chapters": chapters,
            "report": report,
            "report_level": self._words.levels.next(1),
        }
        losses = (*self._words.losses(), *self._pictures.losses)
        return Sheet(template, data, self._pictures.files), losses

    def _dress(self) -> tuple[str, dict[str, Tree]]:
        """Return the template, and what it alone wants to know."""
        if self._preset in _FONTS:
            return "manuscript", self._manuscript()
        if self._preset is Preset.SCREENPLAY:
            return "screenplay", self._screenplay()
        return "book", self._paperback()

    def _common(self) -> dict[str, Tree]:
        width, height = paper_of(self._options)
        words = front_words(self._options.language)
        return {
            "by": words.by,
            "contents": words.contents,
            "end": words.end,
            "title": self._book.title or _UNTITLED,
            "writer": self._book.writer,
            "mark": self._options.mark or [],
            "language": list(language_and_country(self._options.language)),
            "paper": [width / _TWIPS, height / _TWIPS],
            "has_parts": self._has_parts,
        }

    def _paperback(self) -> dict[str, Tree]:
        options = self._options
        is_letter = paper_of(options)[0] == _LETTER * _TWIPS
        return {
            "paper": list(_TRADE if is_letter else _A5),
            "title_lines": list(_title_lines(self._book.title or _UNTITLED)),
            "has_title_page": options.has_title_page is not False,
            "has_contents": self._has_contents(options.has_contents is not False),
            "hyphenates": options.hyphenates is not False,
            "running": [_running(self._book.writer), _running(self._book.title)],
        }

    def _manuscript(self) -> dict[str, Tree]:
        options = self._options
        titled = sum(1 for chapter in self._chapters if chapter.heading)
        has_title_page = options.has_title_page
        return {
            "is_novel": titled > 1,
            "font": _FONTS[self._preset],
            "underlines": self._preset is Preset.CLASSIC,
            "has_title_page": titled > 1 if has_title_page is None else has_title_page,
            "has_contents": self._has_contents(options.has_contents is True),
            "hyphenates": options.hyphenates is True,
            "contact": self._contact(),
            "words": words_about(self._chapters, options.language),
            "head": list(running_head(self._book, options)),
        }

    def _screenplay(self) -> dict[str, Tree]:
        return {
            "has_title_page": self._options.has_title_page is not False,
            "contact": list(self._options.contact),
        }

    def _contact(self) -> Tree:
        own = (self._book.writer,) if self._book.writer else ()
        return list(self._options.contact or own)

    def _has_contents(self, wanted: bool) -> bool:  # noqa: FBT001 - one answer in, one out
        return wanted and sum(1 for chapter in self._chapters if chapter.heading) > 1

    def _chapter_data(self, progress: Progress) -> Iterator[Tree]:
        total = len(self._chapters) + _STEPS_TO_SET
        notes: dict[str, Blocks] = {}
        for chapter in reversed(self._chapters):
            notes |= _notes(chapter)
        is_in_part = False
        for place, chapter in enumerate(self._chapters):
            is_in_part = is_in_part or chapter.is_part
            wanted = 2 if is_in_part and not chapter.is_part else 1
            level = self._words.levels.next(wanted) if chapter.heading else wanted - 1
            scenes: list[Tree] = [
                [
                    scene.has_break,
                    self._words.scene(scene.blocks, scene.notes, f"{place}-{number}", wanted),
                ]
                for number, scene in enumerate(chapter.scenes)
            ]
            yield {
                "is_part": chapter.is_part,
                "level": level,
                "heading": self._words.heading(
                    chapter.heading, notes | _notes(chapter), f"{place}-h"
                ),
                "title": chapter.title,
                "running": _running(chapter.title),
                "scenes": scenes,
            }
            progress(place + 1, total)


def _notes(chapter: LaidChapter) -> dict[str, Blocks]:
    return {label: note for scene in chapter.scenes for label, note in scene.notes.items()}


def _with_words(chapter: LaidChapter) -> LaidChapter:
    """Return a chapter whose heading says something; a picture alone stands in its text instead."""
    if not chapter.heading or is_heading(chapter.heading):
        return chapter
    alone = LaidScene(-1, (Paragraph(chapter.heading),))
    return replace(chapter, heading=(), title="", scenes=(alone, *chapter.scenes))


def _elements(paragraph: Paragraph) -> Iterator[tuple[str, Inlines]]:
    """Yield the lines of a screenplay's paragraph, and what each of them is."""
    shaped = (item for item in flatten((paragraph,)) if isinstance(item, Para))
    for kind, line in chain.from_iterable(map(screenplay_lines, shaped)):
        yield kind, tuple(piece.inline for piece in line.pieces)


def _title_lines(title: str) -> tuple[str, ...]:
    """Return a title and its subtitle."""
    main, colon, more = title.partition(": ")
    return (main, more) if colon and main.strip() and more.strip() else (title,)


def _running(title: str) -> str:
    """Return a title for a running head: on one line, cut where it is too long."""
    shown = " ".join(title.split())
    if len(shown) <= _LONGEST_RUNNING:
        return shown
    return shown[: _LONGEST_RUNNING - 1].rsplit(" ", 1)[0].rstrip(",;:.–—- ") + "…"
