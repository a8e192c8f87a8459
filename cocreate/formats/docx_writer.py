"""Write a book as a DOCX file, clean or for review. Same book and options: same bytes.

All of its markup is our own (ISO/IEC 29500, transitional). Open suggestions are tracked changes
under their authors' names, reasons and margin notes are comments. Each scene stands in a hidden
bookmark and the file bears a mark, so that it is known again when it comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cocreate.formats.book import Book, Progress, Rendered
from cocreate.formats.document import Picture
from cocreate.formats.docx_dress import dress_of
from cocreate.formats.docx_front import (
    Entry,
    app_part,
    contents_paragraphs,
    core_part,
    custom_part,
    head_part,
    plain_paragraph,
    running_heads,
    section,
    section_end,
    title_paragraphs,
)
from cocreate.formats.docx_package import Links, Package
from cocreate.formats.docx_scenes import BookItems, SceneItems, items_of, scene_marker
from cocreate.formats.docx_screenplay import screenplay_lines
from cocreate.formats.docx_styles import numbering_part, settings_part, styles_part
from cocreate.formats.docx_theme import font_table_part, theme_part
from cocreate.formats.docx_words import Desk, WordWriter, style_id
from cocreate.formats.docx_xml import HEADER, NAMESPACES, iso_time, quoted, run, text_of
from cocreate.formats.front_words import front_words
from cocreate.formats.inlines import plain_words
from cocreate.formats.left_out import losses_of
from cocreate.formats.manuscript_front import words_about
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.paragraphs import flatten
from cocreate.formats.presets import ExportOptions
from cocreate.formats.revising import Remark
from cocreate.formats.steady_ends import with_steady_end
from cocreate.formats.tracked import BODY, Grid, Item, Kind, Para, Shape, is_verse

_ROLES = {"part": "PartTitle", "chapter": "PartChapter"}
_PLAIN_SHAPES = {BODY, *(Shape(Kind.HEADING, level) for level in range(1, 7))}
_QUOTE = Shape(quotes=1)
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)


def render_file(book: Book, options: ExportOptions, progress: Progress) -> Rendered:
    """Return the book as a DOCX file."""
    return _Writer(book, options).rendered(progress)


class _Writer:
    """Writes one file.

    The body is made before the front: the contents name the headings that stand in it.
    """

    def __init__(self, book: Book, options: ExportOptions) -> None:
        self._book = book
        self._options = options
        self._dress = dress_of(options)
        self._desk = Desk(self._dress, book.pictures, options.made_ms)
        self._links = Links()
        self._words = WordWriter(self._desk, self._links)
        self._entries: list[Entry] = []
        self._opens_passage = True
        self._has_text = False
        self._is_first_section = True

    def rendered(self, progress: Progress) -> Rendered:
        """Write it; say how far it is."""
        total = len(self._book.scenes) + 3
        items = items_of(self._book, for_review=self._options.for_review)
        progress(1, total)
        self._desk.remarks += items.remarks
        self._desk.lost["unused"] = items.unused_notes
        body: list[str] = []
        for place, scene in enumerate(_steady(items)):
            body += self._scene(place, scene)
            progress(place + 2, total)
        body += self._after(items)
        document = "".join((*self._front(items), *body))
        data = self._package(document).zipped()
        progress(total, total)
        return Rendered(data, losses=tuple(losses_of(self._desk.lost)))

    def _front(self, items: BookItems) -> list[str]:
        """Return title page and contents, and the end of the section they stand in."""
        dress = self._dress
        made: list[str] = []
        if dress.has_title_page:
            count = ""
            if dress.is_manuscript:
                count = words_about(items.chapters, self._options.language)
            made += title_paragraphs(self._book, self._options, dress, count)
        if dress.has_contents and self._entries:
            made += contents_paragraphs(self._entries, self._options)
        if not made:
            return []
        made = self._made(made)
        if self._is_story:
            return made
        return [*made, section_end(section(dress, {}, is_bare=True, restarts=False))]

    @property
    def _is_story(self) -> bool:
        """Whether the text begins below the title, on the same page."""
        return self._dress.is_manuscript and not self._entries

    def _scene(self, place: int, scene: SceneItems) -> Iterator[str]:
        self._words.enter(place, scene.notes)
        for para in scene.before:
            yield from self._made([self._item(para, scene)])
        name = scene_marker(self._book.scenes[place].id)
        opening, closing = self._bookmark(f"_{name}") if name else ("", "")
        last = len(scene.items) - 1
        for at, item in enumerate(scene.items):
            yield self._item(
                item,
                scene,
                opening if at == 0 else "",
                closing if at == last else "",
            )

    def _item(self, item: Item, scene: SceneItems, opening: str = "", closing: str = "") -> str:
        if isinstance(item, Grid):
            self._opens_passage = False
            self._has_text = True
            return self._words.item(item, opening=opening, closing=closing)
        style = self._style(item, scene)
        self._opens_passage = item.shape.kind in {Kind.HEADING, Kind.BREAK}
        before = ""
        if self._opens_contents(item, scene):
            before = "".join(self._chapter_end())
            start, end = self._entry(item)
            opening, closing = opening + start, end + closing
        self._has_text = True
        if not self._dress.is_screenplay or item.shape.plain not in _PLAIN_SHAPES:
            return before + self._words.item(item, style=style, opening=opening, closing=closing)
        return self._screenplay(item, opening, closing)

    def _screenplay(self, para: Para, opening: str, closing: str) -> str:
        lines = list(screenplay_lines(para))
        return "".join(
            self._words.paragraph(
                line,
                style=style,
                opening=opening if at == 0 else "",
                closing=closing if at == len(lines) - 1 else "",
            )
            for at, (style, line) in enumerate(lines)
        )

    def _style(self, para: Para, scene: SceneItems) -> str:
        shape = para.shape
        if shape.kind is Kind.HEADING:
            role = scene.roles.get(para.start, "")
            if role == "chapter" and shape.level == 1:
                role = ""
            return _ROLES.get(role, style_id(shape))
        if shape == _QUOTE and is_verse(para):
            return "Verse"
        if shape.plain == BODY:
            if para.parts and all(isinstance(piece.inline, Picture) for piece in para.pieces):
                return "Figure"
            if self._opens_passage and not self._dress.is_manuscript:
                return "FirstParagraph"
        return style_id(shape)

    def _opens_contents(self, para: Para, scene: SceneItems) -> bool:
        """Whether a line of the contents leads here: parts and chapters, not what is put in."""
        if para.shape.kind is not Kind.HEADING or para.shape.quotes or para.shape.depth:
            return False
        return para.shape.level == 1 or para.start in scene.roles

    def _entry(self, para: Para) -> tuple[str, str]:
        name = f"_Toc{len(self._entries) + 1:08d}"
        title = plain_words(tuple(piece.inline for piece in para.pieces))
        self._entries.append(Entry(title, name))
        return self._bookmark(name)

    def _bookmark(self, name: str) -> tuple[str, str]:
        number = self._desk.number("bookmark")
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def _made(self, paragraphs: list[str]) -> list[str]:
        """Mark paragraphs as made by the export: they are no scene's when the file comes back."""
        opening, closing = self._bookmark(f"_made_{self._desk.number('made')}")
        first = paragraphs[0].replace("</w:pPr>", f"</w:pPr>{opening}", 1)
        made = [first, *paragraphs[1:]]
        made[-1] = f"{made[-1].removesuffix('</w:p>')}{closing}</w:p>"
        return made

    def _after(self, items: BookItems) -> Iterator[str]:
        nothing = SceneItems()
        made = [self._item(para, nothing) for para in items.after]
        if self._dress.is_manuscript:
            made.append(plain_paragraph("TheEnd", front_words(self._options.language).end))
        if self._book.appendix is not None:
            document = read_markdown(self._book.appendix.markdown)
            notes = {label: flatten(blocks) for label, blocks in document.notes.items()}
            self._words.enter(len(self._book.scenes), notes)
            made += (self._item(item, nothing) for item in flatten(document.blocks))
        if made:
            yield from self._made(made)
        yield self._section()

    def _section(self) -> str:
        """Return the properties of the text, or of one chapter of a book."""
        dress = self._dress
        is_first, self._is_first_section = self._is_first_section, False
        return section(
            dress,
            self._heads() if is_first else {},
            is_bare=self._is_story or dress.is_book or dress.is_screenplay,
            restarts=is_first and not self._is_story,
        )

    def _chapter_end(self) -> list[str]:
        """Return the end of a book's chapter, so that the next one opens without a running head.

        Not in a file for review: a paragraph that somebody struck could run into it.
        """
        if not self._dress.is_book or self._options.for_review or not self._has_text:
            return []
        return self._made([section_end(self._section())])

    def _heads(self) -> dict[str, str]:
        heads = running_heads(self._book, self._options, self._dress)
        return {
            kind: self._links.to_part(kind.split()[0], f"{kind.replace(' ', '-')}.xml")
            for kind in heads
        }

    def _package(self, document: str) -> Package:
        book, options, dress, desk = self._book, self._options, self._dress, self._desk
        package = Package()
        made = iso_time(options.made_ms)
        package.put(
            "word/document.xml",
            f"{HEADER}<w:document {NAMESPACES}><w:body>{document}</w:body></w:document>",
        )
        links = self._links
        package.put("word/styles.xml", styles_part(dress, options.language))
        settings = settings_part(dress, tracks=options.for_review, has_notes=bool(desk.notes))
        package.put("word/settings.xml", settings)
        package.put("word/fontTable.xml", font_table_part(dress))
        package.put("word/theme/theme1.xml", theme_part(dress))
        for kind in ("styles", "settings", "fontTable"):
            links.to_part(kind, f"{kind}.xml")
        links.to_part("theme", "theme/theme1.xml")
        if desk.notes:
            note_links = Links()
            package.put("word/footnotes.xml", _notes_part(desk, note_links))
            package.put_links("word/footnotes.xml", note_links)
            links.to_part("footnotes", "footnotes.xml")
        if desk.lists:
            package.put("word/numbering.xml", numbering_part(desk.lists.values()))
            links.to_part("numbering", "numbering.xml")
        if desk.remarks:
            package.put("word/comments.xml", _remarks_part(desk))
            links.to_part("comments", "comments.xml")
        for kind, paragraph in running_heads(book, options, dress).items():
            name = f"word/{kind.replace(' ', '-')}.xml"
            package.put(name, head_part(kind.split()[0], paragraph))
        package.put_links("word/document.xml", links)
        for source, target in desk.media.items():
            package.parts[f"word/{target}"] = book.pictures[source]
        package.put("docProps/core.xml", core_part(book, options.language, made))
        package.put("docProps/app.xml", app_part())
        if options.mark:
            package.put("docProps/custom.xml", custom_part(options.mark))
        return package


def _steady(items: BookItems) -> tuple[SceneItems, ...]:
    """Return the scenes; the last paragraph of all has nothing to be joined with."""
    for scene in items.scenes[-1:]:
        scene.items = with_steady_end(scene.items)
    return items.scenes


def _notes_part(desk: Desk, links: Links) -> str:
    words = WordWriter(desk, links, is_note=True)
    sign = run("<w:footnoteRef/>", '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>')
    made = [_SEPARATORS]
    for number, (items, notes) in enumerate(tuple(desk.notes), 1):
        whole = items if items and isinstance(items[0], Para) else (Para(BODY, ()), *items)
        words.enter(-number, notes)
        text = "".join(
            words.item(
                item,
                style="FootnoteText" if isinstance(item, Para) and item.shape == BODY else "",
                opening=sign + run(text_of(" ")) if place == 0 else "",
            )
            for place, item in enumerate(whole)
        )
        made.append(f'<w:footnote w:id="{number}">{text}</w:footnote>')
    return f"{HEADER}<w:footnotes {NAMESPACES}>{''.join(made)}</w:footnotes>"


def _remarks_part(desk: Desk) -> str:
    made = (
        f'<w:comment w:id="{number}" w:author="{quoted(remark.author)}"'
        f' w:date="{iso_time(remark.at_ms or desk.made_ms)}"'
        f' w:initials="{quoted(_initials(remark.author))}">{_remark_text(remark)}</w:comment>'
        for number, remark in enumerate(desk.remarks)
    )
    return f"{HEADER}<w:comments {NAMESPACES}>{''.join(made)}</w:comments>"


def _remark_text(remark: Remark) -> str:
    sign = run("<w:annotationRef/>", '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>')
    first, *others = remark.text.split("\n")
    style = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
    return f"<w:p>{style}{sign}{run(text_of(first))}</w:p>" + "".join(
        f"<w:p>{style}{run(text_of(line))}</w:p>" for line in others
    )


def _initials(author: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", author)[:3]).upper()
