"""What stands around the text of a DOCX file: title page, contents, running heads, sections."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.formats.book import Book
from cocreate.formats.docx_dress import Dress
from cocreate.formats.docx_xml import HEADER, NAMESPACES, quoted, run, text_of
from cocreate.formats.front_words import front_words
from cocreate.formats.manuscript_front import running_head
from cocreate.formats.presets import ExportOptions

_LINE = 276  # height of a line of 12 points, single spaced


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `bookmark` is the one at its heading."""

    title: str
    bookmark: str


def plain_paragraph(style: str, text: str, extra: str = "") -> str:
    """Return a paragraph of plain words; `extra` are properties behind its style."""
    words = run(text_of(text)) if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{words}</w:p>'


def title_paragraphs(book: Book, options: ExportOptions, dress: Dress, count: str) -> list[str]:
    """Return the title page, or what stands above the text of a story."""
    made = []
    by = front_words(options.language).by
    byline = f"{by} {book.writer}".strip()
    title = book.title
    if dress.is_manuscript:
        contact = options.contact or ((book.writer,) if book.writer else ())
        made += _contact(contact, count, dress)
        third = dress.page[1] // 3 - dress.margins[0] - _LINE * max(1, len(contact))
        extra = f'<w:spacing w:before="{third}" w:after="240"/>'
        made.append(plain_paragraph("Title", title, extra))
    else:
        made.append(plain_paragraph("Title", title))
        if dress.is_screenplay:
            return made + _below_a_screenplay(book.writer, by, options.contact, dress)
    if book.writer:
        made.append(plain_paragraph("Byline", byline if dress.is_manuscript else book.writer))
    return made


def _below_a_screenplay(writer: str, by: str, contact: tuple[str, ...], dress: Dress) -> list[str]:
    """Return what stands below a screenplay's title: by whom, and at the foot where to write."""
    made = []
    if writer:
        made.append(plain_paragraph("Byline", by, '<w:spacing w:after="0"/>'))
        made.append(plain_paragraph("Byline", writer))
    foot = dress.text_height // 2 - _LINE * (len(contact) + 2)
    for place, line in enumerate(contact):
        above = f'<w:spacing w:before="{max(0, foot)}"/>' if place == 0 else ""
        made.append(plain_paragraph("Contact", line, above))
    return made


def _contact(lines: tuple[str, ...], count: str, dress: Dress) -> list[str]:
    first = lines[0] if lines else ""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{dress.text_width}"/></w:tabs>'
    made = [plain_paragraph("Contact", f"{first}\t{count}" if count else first, tab)]
    return made + [plain_paragraph("Contact", line) for line in lines[1:]]


def contents_paragraphs(entries: list[Entry], options: ExportOptions) -> list[str]:
    """Return the contents: a field that a word processor can renew, with its lines ready.

    Only a program that has set the pages knows their numbers: renewing the field puts them in.
    """
    field = ' TOC \\o "1-1" \\t "Part Title,1,Part Chapter,1" \\h \\z '
    opening = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f'<w:instrText xml:space="preserve">{field}</w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
    )
    closing = run('<w:fldChar w:fldCharType="end"/>')
    made = [plain_paragraph("TOCHeading", front_words(options.language).contents)]
    for place, entry in enumerate(entries):
        made.append(
            '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'
            + (opening if place == 0 else "")
            + f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">'
            + run(text_of(entry.title))
            + "</w:hyperlink>"
            + (closing if place == len(entries) - 1 else "")
            + "</w:p>"
        )
    return made


def running_heads(book: Book, options: ExportOptions, dress: Dress) -> dict[str, str]:
    """Return headers and footers by kind: "header default", "footer even" and so on."""
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    side = "left" if dress.is_right_to_left else "right"
    if dress.is_manuscript:
        words = "".join(f"{name} / " for name in running_head(book, options))
        head = _head("Header", run(text_of(words)) + number, side)
        return {"header default": head}
    if dress.is_screenplay:
        return {"header default": _head("Header", number + run(text_of(".")), side)}
    if dress.is_book:
        return {
            "header default": _head("Header", run(text_of(book.title)), "center"),
            "header even": _head("Header", run(text_of(book.writer)), "center"),
            "footer default": _head("Footer", number, "center"),
            "footer even": _head("Footer", number, "center"),
            # A page on which a chapter opens.
            "header first": _head("Header", "", "center"),
            "footer first": _head("Footer", number, "center"),
        }
    return {}


def _head(style: str, words: str, side: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>{words}</w:p>'


def head_part(kind: str, paragraph: str) -> str:
    """Return a part with a running head; `kind` is "header" or "footer"."""
    name = "hdr" if kind == "header" else "ftr"
    return f"{HEADER}<w:{name} {NAMESPACES}>{paragraph}</w:{name}>"


def section_end(properties: str) -> str:
    """Return the paragraph that ends a section; it is so low that it finds room on any page."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f"{properties}</w:pPr></w:p>"
    )


def section(dress: Dress, heads: dict[str, str], *, is_bare: bool, restarts: bool) -> str:
    """Return the properties of a section.

    Args:
        heads: the ids of its running heads, by kind; those that are not there are those of the
            section before.
        is_bare: whether its first page has heads of its own, or none: a title page, an opening.
        restarts: whether its pages are numbered from 1.
    """
    refs = "".join(
        f'<w:{kind.split()[0]}Reference w:type="{kind.split()[1]}" r:id="{link}"/>'
        for kind, link in heads.items()
    )
    top, right, bottom, left = dress.margins
    return (
        f'<w:sectPr>{refs}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{dress.page[0]}" w:h="{dress.page[1]}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{top // 2}" w:footer="{bottom // 2}" w:gutter="0"/>'
        + ('<w:pgNumType w:start="1"/>' if restarts else "")
        + ("<w:titlePg/>" if is_bare else "")
        + "</w:sectPr>"
    )


def custom_part(mark: str) -> str:
    """Return the part with the mark that our own export is known by when it comes back."""
    return (
        f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        'docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2"'
        f' name="{MARK_NAME}"><vt:lpwstr>{quoted(mark)}</vt:lpwstr></property></Properties>'
    )


MARK_NAME = "CocreateExport"


def core_part(book: Book, language: str, made: str) -> str:
    """Return the properties of the file; `made` is its date as the format writes it."""
    return (
        f"{HEADER}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{quoted(book.title)}</dc:title><dc:creator>{quoted(book.writer)}</dc:creator>"
        f"<cp:lastModifiedBy>{quoted(book.writer)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        f"<dc:language>{quoted(language)}</dc:language></cp:coreProperties>"
    )


def app_part() -> str:
    """Return the part that names the program."""
    return (
        f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Cocreate</Application></Properties>'
    )
