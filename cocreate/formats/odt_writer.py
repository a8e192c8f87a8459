"""A book as an ODT file, clean or for review. Same book and options: same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cocreate.formats.book import Book, Progress, Rendered
from cocreate.formats.document import Picture, Run
from cocreate.formats.docx_dress import dress_of
from cocreate.formats.docx_scenes import BookItems, SceneItems, items_of, scene_marker
from cocreate.formats.front_words import front_words
from cocreate.formats.inlines import plain_words
from cocreate.formats.left_out import losses_of
from cocreate.formats.manuscript_front import words_about
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.odt_dress import run_styles, styles_part, table_styles
from cocreate.formats.odt_flow import Flow, OdtDesk
from cocreate.formats.odt_package import HEADER, NAMESPACES, meta_part, pack
from cocreate.formats.odt_pages import BARE, opening_page
from cocreate.formats.paragraphs import flatten
from cocreate.formats.picture_kinds import picture_kind
from cocreate.formats.presets import ExportOptions
from cocreate.formats.steady_ends import with_steady_end
from cocreate.formats.tracked import BODY, Grid, Item, Kind, Para, is_verse, plain_parts
from cocreate.formats.xhtml import words

_POINTS_AN_INCH = 72
_STYLE = re.compile(r'<text:p text:style-name="([^"]+)"')
_ROLES = {"part": "Part_20_Title", "chapter": "Part_20_Chapter"}
_TWIPS = 20
_FRONT_STYLE, _BODY_STYLE = "P1", "P2"
# The first lines of front and body stand on pages of their own kinds.
_OPENING = (
    '<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}" '
    "{page}>{number}</style:style>"
)
_FROM_ONE = '<style:paragraph-properties style:page-number="1"/>'
# Lines that end on purpose, such as verse, are not stretched.
_SETTINGS = (
    '<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3">'
    '<office:settings><config:config-item-set config:name="ooo:configuration-settings" '
    'xmlns:ooo="http://openoffice.org/2004/office">'
    '<config:config-item config:name="DoNotJustifyLinesWithManualBreak" config:type="boolean">'
    "true</config:config-item></config:config-item-set></office:settings>"
    "</office:document-settings>"
)


def render_file(book: Book, options: ExportOptions, progress: Progress) -> Rendered:
    """Return the book as an ODT file."""
    return _Writer(book, options).rendered(progress)


class _Writer:
    """Writes one file."""

    def __init__(self, book: Book, options: ExportOptions) -> None:
        self._book = book
        self._options = options
        self._dress = dress_of(options)
        self._pictures: dict[str, tuple[str, float, float]] = {}
        self._desk = OdtDesk(options.made_ms, self._picture)
        self._entries: list[str] = []
        self._opens_passage = True
        self._first_style = ""

    def rendered(self, progress: Progress) -> Rendered:
        """Write it; say how far it is."""
        total = len(self._book.scenes) + 3
        items = items_of(self._book, for_review=self._options.for_review)
        progress(1, total)
        self._desk.remarks += items.remarks
        self._desk.lost["unused"] = items.unused_notes
        for scene in items.scenes[-1:]:
            scene.items = with_steady_end(scene.items)
        body: list[str] = []
        for place, scene in enumerate(items.scenes):
            flow = Flow(self._desk, scene.notes)
            self._scene(place, scene, flow)
            body.append(flow.text())
            progress(place + 2, total)
        body.append(self._after(items))
        data = self._packed(items, "".join(body))
        progress(total, total)
        return Rendered(data, losses=tuple(losses_of(self._desk.lost)))

    def _scene(self, place: int, scene: SceneItems, flow: Flow) -> None:
        for para in scene.before:
            self._put(para, scene, flow)
        name = scene_marker(self._book.scenes[place].id)
        mark = f'<text:bookmark text:name="{name}"/>' if name else ""
        for item in scene.items:
            self._put(item, scene, flow, "" if isinstance(item, Grid) else mark)
            mark = mark if isinstance(item, Grid) else ""

    def _put(self, item: Item, scene: SceneItems, flow: Flow, opening: str = "") -> None:
        if isinstance(item, Grid):
            if not self._first_style:  # nothing but a paragraph says on which page it stands
                flow.put(Para(BODY, ()), self._on_first_page("Text_20_body"))
            self._opens_passage = False
            flow.put(item, "")
            return
        shape = item.shape
        style = self._style(item, scene)
        self._opens_passage = shape.kind in (Kind.HEADING, Kind.BREAK)
        if _opens_chapter(item, scene):
            self._entries.append(plain_words(tuple(piece.inline for piece in item.pieces)))
            opening += f'<text:bookmark text:name="toc{len(self._entries)}"/>'
        if shape.kind is Kind.BREAK:
            sign = plain_parts((Run(self._dress.break_sign),)) if self._dress.break_sign else ()
            item = Para(shape, (*sign, *item.parts), item.change)
        flow.put(item, self._on_first_page(style), opening)

    def _on_first_page(self, style: str) -> str:
        """Return the style of a paragraph; the first of the text has one of its own."""
        if self._first_style:
            return style
        self._first_style = style
        return _BODY_STYLE

    def _style(self, para: Para, scene: SceneItems) -> str:
        shape = para.shape
        match shape.kind:
            case Kind.HEADING:
                role = scene.roles.get(para.start, "")
                if role == "part" or (role == "chapter" and shape.level > 1):
                    return _ROLES[role]
                return f"Heading_20_{shape.level}"
            case Kind.CODE:
                return "Preformatted_20_Text"
            case Kind.BREAK:
                return "Break"
            case Kind.BODY:
                return self._body_style(para)

    def _body_style(self, para: Para) -> str:
        shape = para.shape
        if shape.quotes == 1 and is_verse(para):
            return "Verse"
        if shape.quotes:
            return "Quotations" if shape.quotes == 1 else "Quotations_20_2"
        if shape.depth:
            return "List"
        if para.parts and all(isinstance(piece.inline, Picture) for piece in para.pieces):
            return "Figure"
        is_first = self._opens_passage and not self._dress.is_manuscript
        return "First" if is_first else "Text_20_body"

    def _after(self, items: BookItems) -> str:
        flow = Flow(self._desk, {})
        for para in items.after:
            self._put(para, SceneItems(), flow)
        if self._dress.is_manuscript:
            end = front_words(self._options.language).end
            flow.put(Para(BODY, plain_parts((Run(end),))), self._on_first_page("End"))
        made = flow.text()
        if self._book.appendix is None:
            return made
        document = read_markdown(self._book.appendix.markdown)
        notes = {label: flatten(blocks) for label, blocks in document.notes.items()}
        flow = Flow(self._desk, notes)
        for item in flatten(document.blocks):
            self._put(item, SceneItems(), flow)
        return made + flow.text()

    def _front(self, items: BookItems) -> Iterator[str]:
        """Yield title page and contents."""
        book, dress = self._book, self._dress
        if dress.has_title_page:
            if dress.is_manuscript:
                count = words_about(items.chapters, self._options.language)
                first, *others = self._options.contact or (book.writer,)
                yield _line("Contact", f"{words(first)}<text:tab/>{words(count)}")
                yield from (_line("Contact", words(line)) for line in others)
            yield _line("Title", words(book.title))
            by = front_words(self._options.language).by if dress.is_manuscript else ""
            if book.writer:
                yield _line("Byline", words(f"{by} {book.writer}".strip()))
        if dress.has_contents and self._entries:
            yield self._contents()

    def _contents(self) -> str:
        title = words(front_words(self._options.language).contents)
        lines = "".join(
            _line("Contents", self._entry(number, entry))
            for number, entry in enumerate(self._entries, 1)
        )
        return (
            '<text:table-of-content text:name="Contents" text:protected="false">'
            '<text:table-of-content-source text:outline-level="1"/>'
            f'<text:index-body><text:index-title text:name="Contents_Head">'
            f"{_line('Contents_20_Heading', title)}</text:index-title>{lines}</text:index-body>"
            "</text:table-of-content>"
        )

    def _entry(self, number: int, title: str) -> str:
        """Return a line of the contents, with its page where pages are counted."""
        page = (
            '<text:tab/><text:bookmark-ref text:reference-format="page" '
            f'text:ref-name="toc{number}"/>'
            if self._dress.is_book or self._dress.is_manuscript
            else ""
        )
        return (
            f'<text:a xlink:type="simple" xlink:href="#toc{number}" '
            'text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">'
            f"{words(title)}{page}</text:a>"
        )

    @property
    def _is_story(self) -> bool:
        """Whether the text begins below the title, on the same page."""
        return self._dress.is_manuscript and not self._entries

    def _openings(self, front: str) -> str:
        """Return the styles of the first lines of front and body."""
        made = ""
        if found := _STYLE.match(front):
            made = _OPENING.format(name=_FRONT_STYLE, parent=found[1], page=_on(BARE), number="")
        if not self._first_style or (front and self._is_story):
            page, number = "", ""
        elif self._is_story:
            page, number = _on(BARE), ""
        else:
            page, number = _on(opening_page(self._dress)), _FROM_ONE
        if self._first_style:
            made += _OPENING.format(
                name=_BODY_STYLE, parent=self._first_style, page=page, number=number
            )
        return made

    def _packed(self, items: BookItems, body: str) -> bytes:
        book, options, dress = self._book, self._options, self._dress
        front = "".join(self._front(items))
        openings = self._openings(front)
        if found := _STYLE.match(front):
            front = front.replace(found[1], _FRONT_STYLE, 1)
        changes = "".join(self._desk.regions)
        if changes:
            changes = (
                f'<text:tracked-changes text:track-changes="false">{changes}</text:tracked-changes>'
            )
        tables = table_styles(dress) if self._desk.tables else ""
        automatic = run_styles(dress, self._desk.styles) + openings + tables
        content = (
            f'{HEADER}<office:document-content {NAMESPACES} office:version="1.3">'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{changes}{front}{body}</office:text></office:body>"
            "</office:document-content>"
        )
        parts = {
            "content.xml": content,
            "styles.xml": styles_part(book, options, dress, is_story=self._is_story),
            "settings.xml": HEADER + _SETTINGS,
            "meta.xml": meta_part(book, options),
        }
        pictures = {path: book.pictures[source] for source, (path, _, _) in self._pictures.items()}
        return pack(parts, pictures)

    def _picture(self, source: str) -> tuple[str, float, float] | None:
        if source not in self._pictures:
            data = self._book.pictures.get(source)
            kind = picture_kind(data) if data is not None else None
            if kind is None:
                return None
            path = f"Pictures/picture-{len(self._pictures) + 1}.{kind.ending}"
            scale = _POINTS_AN_INCH / kind.dpi
            width, height = kind.width * scale, kind.height * scale
            room = self._dress.text_width / _TWIPS, self._dress.text_height / _TWIPS
            fit = min(1.0, room[0] / width, room[1] / height)
            self._pictures[source] = (path, width * fit, height * fit)
        return self._pictures[source]


def _opens_chapter(para: Para, scene: SceneItems) -> bool:
    """Whether a line of the contents leads here: parts and chapters."""
    shape = para.shape
    if shape.kind is not Kind.HEADING or shape.quotes or shape.depth:
        return False
    return shape.level == 1 or para.start in scene.roles


def _on(page: str) -> str:
    return f'style:master-page-name="{page}"'


def _line(style: str, inner: str) -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'
