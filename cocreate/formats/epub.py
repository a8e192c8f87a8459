"""A book as EPUB 3: title page, contents, one document a chapter, the report at its end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import PurePosixPath

from cocreate.formats.book import Appendix, Book, Progress, Rendered
from cocreate.formats.document import Picture
from cocreate.formats.epub_package import (
    Metadata,
    Page,
    PictureFile,
    pack,
)
from cocreate.formats.epub_style import EPUB_STYLE, HYPHENS
from cocreate.formats.front_words import front_words
from cocreate.formats.inlines import pictures_of
from cocreate.formats.languages import is_right_to_left
from cocreate.formats.laying_out import lay_out
from cocreate.formats.layout import LaidChapter
from cocreate.formats.left_out import losses_of
from cocreate.formats.picture_kinds import picture_kind
from cocreate.formats.presets import ExportOptions
from cocreate.formats.xhtml import BREAK, Markup, attribute, footnotes, words

_NAV = "nav.xhtml"
_SVG = "http://www.w3.org/2000/svg"


def render_file(book: Book, options: ExportOptions, progress: Progress) -> Rendered:
    """Return the book as an EPUB file."""
    maker = _Maker(book, options)
    return maker.make(progress)


class _Maker:
    """One book on its way into a file."""

    def __init__(self, book: Book, options: ExportOptions) -> None:
        self._book = book
        self._options = options
        self._title = book.title or "Untitled"
        self._pictures: dict[str, PictureFile] = {}
        self._missing: set[str] = set()
        for name, data in book.pictures.items():
            kind = picture_kind(data)
            if kind is not None:
                place = f"images/picture-{len(self._pictures) + 1}.{kind.ending}"
                is_cover = PurePosixPath(name).stem.casefold() == "cover"
                made = PictureFile(place, f"image/{kind.ending}", data, is_cover=is_cover)
                self._pictures[name] = made

    def make(self, progress: Progress) -> Rendered:
        """Write all documents and put them together."""
        chapters = lay_out(self._book)
        total = len(chapters) + 2
        pages: list[Page] = []
        for done, page in enumerate(self._chapters(chapters), 1):
            pages.append(page)
            progress(done, total)
        if self._book.appendix is not None:
            pages.append(self._report(self._book.appendix))
        front = [] if self._options.has_title_page is False else [self._title_page()]
        pages = [*front, self._nav(pages), *pages]
        used = {picture.source for picture in self._all_pictures(chapters)}
        kept = [file for name, file in self._pictures.items() if file.is_cover or name in used]
        data = pack(self._metadata(chapters), pages, kept, self._style())
        progress(total, total)
        return Rendered(data, losses=self._losses())

    def _metadata(self, chapters: Sequence[LaidChapter]) -> Metadata:
        name = self._options.mark or f"{self._title}\n{self._book.writer}"
        return Metadata(
            _identifier(name),
            self._title,
            self._book.writer,
            self._options.language,
            self._options.made_ms,
            self._options.mark,
            all(picture.alt for picture in self._all_pictures(chapters)),
        )

    @staticmethod
    def _all_pictures(chapters: Sequence[LaidChapter]) -> Iterator[Picture]:
        for chapter in chapters:
            for scene in chapter.scenes:
                for blocks in (scene.blocks, *scene.notes.values()):
                    yield from pictures_of(blocks)

    def _chapters(self, chapters: Sequence[LaidChapter]) -> Iterator[Page]:
        is_in_part = False
        for number, chapter in enumerate(chapters, 1):
            is_in_part = is_in_part or chapter.is_part
            kind = "part" if chapter.is_part else "chapter"
            title = chapter.title or (self._title if number == 1 else "")
            body = self._chapter_body(chapter)
            role = f' epub:type="{kind}" role="doc-{kind}"' if chapter.heading else ""
            section = (
                f"<section{role} aria-label={attribute(title or self._title)}>\n{body}</section>\n"
            )
            depth = 1 if is_in_part and not chapter.is_part else 0
            data = self._page(title or self._title, section)
            yield Page(f"{kind}-{number:03}.xhtml", title, data, depth)

    def _chapter_body(self, chapter: LaidChapter) -> str:
        names = count(1)
        markup = Markup(
            self._picture, heading_id=lambda _heading: f"h{next(names)}", is_indented=True
        )
        parts = [f"<h1>{markup.inlines(chapter.heading)}</h1>\n"] if chapter.heading else []
        for scene in chapter.scenes:
            markup.scene = scene.place
            parts.append(BREAK if scene.has_break else "")
            parts.append(markup.blocks(scene.blocks))
        notes = footnotes(
            markup, [(scene.place, scene.notes) for scene in chapter.scenes], "Back to note"
        )
        parts.append(f'<section class="notes">\n{notes}</section>\n' if notes else "")
        return "".join(parts)

    def _picture(self, source: str) -> str | None:
        found = self._pictures.get(source)
        if found is None:
            self._missing.add(source)
            return None
        return found.name

    def _losses(self) -> tuple[str, ...]:
        return tuple(losses_of({"picture": len(self._missing)}))

    def _title_page(self) -> Page:
        by = f"<p>{words(self._book.writer)}</p>\n" if self._book.writer else ""
        body = (
            '<section epub:type="titlepage" class="title">\n'
            f"<h1>{words(self._title)}</h1>\n{by}</section>\n"
        )
        return Page("title.xhtml", "", self._page(self._title, body))

    def _report(self, appendix: Appendix) -> Page:
        title = "Contribution report"
        drawn = appendix.html.replace("<svg ", f'<svg xmlns="{_SVG}" ')
        body = f'<section epub:type="appendix" role="doc-appendix">\n{drawn}</section>\n'
        properties = "svg" if "<svg" in appendix.html else ""
        return Page("report.xhtml", title, self._page(title, body), 0, properties)

    def _nav(self, pages: Sequence[Page]) -> Page:
        entries = _nested([page for page in pages if page.title])
        contents = words(front_words(self._options.language).contents)
        body = (
            f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>{contents}</h1>\n{entries}</nav>\n'
        )
        return Page(_NAV, "", self._page(contents, body), properties="nav")

    def _page(self, title: str, body: str) -> bytes:
        language = attribute(self._options.language)
        direction = ' dir="rtl"' if is_right_to_left(self._options.language) else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops" lang={language} xml:lang={language}'
            f"{direction}>\n<head>\n<title>{words(title)}</title>\n"
            '<link rel="stylesheet" type="text/css" href="style.css" />\n</head>\n'
            f"<body>\n{body}</body>\n</html>\n"
        ).encode()

    def _style(self) -> str:
        hyphenates = self._options.hyphenates is not False
        report = self._book.appendix.style if self._book.appendix else ""
        return EPUB_STYLE + (HYPHENS if hyphenates else "") + report


def _nested(pages: Sequence[Page]) -> str:
    """Return the contents as a list; chapters of a part stand below it."""
    lines = ["<ol>\n"]
    is_open = False
    for at, page in enumerate(pages):
        follower = pages[at + 1] if at + 1 < len(pages) else None
        opens = page.depth == 0 and follower is not None and follower.depth == 1
        link = f"<a href={attribute(page.name)}>{words(page.title)}</a>"
        lines.append(f"<li>{link}\n<ol>\n" if opens else f"<li>{link}</li>\n")
        is_open = is_open or opens
        if is_open and (follower is None or follower.depth == 0):
            lines.append("</ol>\n</li>\n")
            is_open = False
    return "".join([*lines, "</ol>\n"])


def _identifier(name: str) -> str:
    """Return an identifier worked out from what a book is (RFC 9562, version 8)."""
    signs = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"urn:uuid:{signs[:8]}-{signs[8:12]}-8{signs[13:16]}-a{signs[17:20]}-{signs[20:32]}"
