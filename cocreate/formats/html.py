"""A manuscript as one web page that needs nothing from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from itertools import count

from cocreate.formats.book import Book, Progress, Rendered, unwatched
from cocreate.formats.document import Heading, Inlines, Run
from cocreate.formats.front_words import front_words
from cocreate.formats.inlines import Cutter, inlines_of, plain_words
from cocreate.formats.laying_out import lay_out
from cocreate.formats.layout import LaidChapter, LaidScene
from cocreate.formats.left_out import losses_of
from cocreate.formats.page_style import HYPHENS, PAGE_STYLE
from cocreate.formats.picture_kinds import picture_kind
from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions
from cocreate.formats.xhtml import BREAK, Markup, attribute, footnotes, plain_run, words

_ENTRIES_WORTH_A_LIST = 3
_DEEPEST_ENTRY = 2
# Words are escaped, so whatever looks like a tag is one of ours.
_BLOCK_TAG = re.compile(r"<(p|li|blockquote|pre|h[1-6]|td|th|aside)(?=[ >])")
_OF_BOOKS = re.compile(r' epub:type="[^"]*"')

Entry = tuple[int, str, str]
"""Level, anchor and title of a heading."""


def page(title: str, body: str, style: str, language: str = "") -> str:
    """Return one whole page; `body` and `style` are taken as they are, `title` is escaped."""
    mark = f" lang={attribute(language)}" if language else ""
    return (
        "<!DOCTYPE html>\n"
        f"<html{mark}>\n<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Cocreate">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        f"<title>{words(title)}</title>\n"
        f"<style>{style}</style>\n"
        f"</head>\n<body>\n{body}</body>\n</html>\n"
    )


def render_file(book: Book, options: ExportOptions, progress: Progress) -> Rendered:
    """Return the manuscript as an HTML file."""
    maker = _Maker(book, options)
    text = maker.make(progress)
    return Rendered(text.encode("utf-8"), losses=maker.losses())


def to_html(
    book: Book, options: ExportOptions = PLAIN_OPTIONS, progress: Progress = unwatched
) -> str:
    """Return the manuscript as one page, the appendix at its end."""
    return _Maker(book, options).make(progress)


class _Maker:
    """One book on its way into a page."""

    def __init__(self, book: Book, options: ExportOptions) -> None:
        self._book = book
        self._options = options
        self._words = front_words(options.language)
        self._pictures: dict[str, str] = {}
        for name, data in book.pictures.items():
            if kind := picture_kind(data):
                content = b64encode(data).decode("ascii")
                self._pictures[name] = f"data:image/{kind.ending};base64,{content}"
        self._missing: set[str] = set()
        self._cutters: dict[int, Cutter] = {}
        self._elsewhere: dict[int, int] = {}
        self._markup = Markup(
            self._picture, self._with_origins if options.shows_origins else plain_run
        )

    def make(self, progress: Progress) -> str:
        """Return the page."""
        book, options = self._book, self._options
        chapters = lay_out(book)
        entries: list[Entry] = []
        parts: list[str] = []
        for number, chapter in enumerate(chapters, 1):
            parts.append(self._chapter(number, chapter, entries))
            progress(number, len(chapters))
        header = "" if options.has_title_page is False else self._header()
        body = f'<main class="book">\n{header}{self._contents(entries)}{"".join(parts)}</main>\n'
        style = PAGE_STYLE + ("" if options.hyphenates is False else HYPHENS)
        if book.appendix is not None:
            body += book.appendix.html
            style += book.appendix.style
        return page(book.title or "Untitled", body, style, options.language)

    def losses(self) -> tuple[str, ...]:
        """Return what the page could not take."""
        return tuple(losses_of({"picture": len(self._missing)}))

    def _header(self) -> str:
        title = f"<h1>{words(self._book.title or 'Untitled')}</h1>\n"
        writer = f"<p>{words(self._book.writer)}</p>\n" if self._book.writer else ""
        return _in_its_direction(f"<header>\n{title}{writer}</header>\n")

    def _chapter(self, number: int, chapter: LaidChapter, entries: list[Entry]) -> str:
        names = count(1)

        def anchor(level: int, inlines: Inlines) -> str:
            name = f"s{number}-{next(names)}"
            entries.append((level, name, plain_words(inlines)))
            return name

        markup = self._markup
        markup.heading_id = lambda heading: anchor(heading.level, heading.inlines)
        parts = []
        if chapter.heading:
            markup.scene = chapter.place
            parts.append(markup.blocks((Heading(1, chapter.heading),)))
        for scene in chapter.scenes:
            parts.append(self._scene(scene))
        parts.append(self._notes(chapter.scenes))
        kind = "part" if chapter.is_part else "chapter"
        label = f" aria-label={attribute(chapter.title)}" if chapter.title else ""
        inner = _in_its_direction(_OF_BOOKS.sub("", "".join(parts)))
        return f'<section class="{kind}"{label}>\n{inner}</section>\n'

    def _scene(self, scene: LaidScene) -> str:
        self._markup.scene = scene.place
        return (BREAK if scene.has_break else "") + self._markup.blocks(scene.blocks)

    def _notes(self, scenes: Sequence[LaidScene]) -> str:
        for scene in scenes:
            self._look_elsewhere(scene)
        made = footnotes(self._markup, [(scene.place, scene.notes) for scene in scenes], "Note")
        return f'<section class="notes" role="doc-endnotes">\n{made}</section>\n' if made else ""

    def _look_elsewhere(self, scene: LaidScene) -> None:
        """Remember which words of footnotes stand in the text of another scene."""
        if self._options.shows_origins:
            for label, place in scene.note_places.items():
                for run in _runs(inlines_of(scene.notes[label])):
                    self._elsewhere[id(run)] = place

    def _with_origins(self, run: Run) -> str:
        """Return words in elements that name their origins."""
        place = self._elsewhere.get(id(run), self._markup.scene)
        if place not in self._cutters:
            self._cutters[place] = Cutter(self._book.scenes[place])
        made = []
        for piece in self._cutters[place].pieces(run):
            shown = words(piece.run.text)
            if piece.origin is not None:
                origin = f"{piece.origin.contributor} {piece.origin.method}"
                shown = f'<span data-origin="{origin}">{shown}</span>'
            made.append(shown)
        return "".join(made)

    def _picture(self, source: str) -> str | None:
        found = self._pictures.get(source)
        if found is None:
            self._missing.add(source)
        return found

    def _contents(self, entries: Iterable[Entry]) -> str:
        shown = [entry for entry in entries if entry[0] <= _DEEPEST_ENTRY and entry[2]]
        if self._options.has_contents is False:
            return ""
        if self._options.has_contents is None and len(shown) < _ENTRIES_WORTH_A_LIST:
            return ""
        has_parts = any(level == 1 for level, _, _ in shown)
        lines = []
        for level, anchor, title in shown:
            kind = "part" if level == 1 else "scene" if has_parts else "only"
            link = f'<a href="#{anchor}">{words(title)}</a>'
            lines.append(f'<li class="{kind}" dir="auto">{link}</li>\n')
        name = words(self._words.contents)
        return (
            f"<nav aria-label={attribute(self._words.contents)}>\n<h2>{name}</h2>\n"
            f"<ol>\n{''.join(lines)}</ol>\n</nav>\n"
        )


def _runs(found: Iterable[Inlines]) -> Iterable[Run]:
    return (inline for inlines in found for inline in inlines if isinstance(inline, Run))


def _in_its_direction(markup: str) -> str:
    """Let each block of words find its own direction."""
    return _BLOCK_TAG.sub(r'<\1 dir="auto"', markup)
