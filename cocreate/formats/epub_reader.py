"""Read an e-book (EPUB 2 or 3) as a manuscript, in the order in which it is read.

After EPUB 3.3 (packages: section 5, navigation: section 7) and, for the older kind, OPF and NCX 2.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile
from cocreate.formats.document import Block, Blocks, Document, Heading, Run
from cocreate.formats.html_document import PageReader, PictureFinder
from cocreate.formats.html_notes import TYPE, Notes, Page, find_notes
from cocreate.formats.html_reader import (
    body_of,
    losses_of,
    page_text,
    parse_page,
    sheets_of,
)
from cocreate.formats.html_styles import classes_of
from cocreate.formats.into_scenes import Found, counted, imported
from cocreate.formats.picture_shelf import PictureShelf
from cocreate.formats.plain_files import why_damaged
from cocreate.formats.safe_xml import local_name, parse_xml, words_in
from cocreate.formats.safe_zip import SafeZip, open_zip

_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/encryption.xml"
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_MAX_PAGES_BYTES = 24_000_000
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CHAPTER = 1
_COVERS = (
    "1 page of pictures beside the text, such as a cover, was left out.",
    "{n} pages of pictures beside the text, such as a cover, were left out.",
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A file of the book, as its package lists it."""

    name: str
    media: str
    properties: str


@dataclass(frozen=True, slots=True)
class _Package:
    """What a book says of itself.

    Args:
        spine: its pages in reading order, behind them those that stand aside from it: notes
            that open in a window of their own, a cover.
        aside: how many these last are.
    """

    items: dict[str, _Item]
    spine: tuple[_Item, ...]
    aside: int
    title: str
    writer: str
    language: str


def read_file(path: Path) -> ImportedFile:
    """Read an e-book.

    Raises:
        InputError: it cannot be read, or is protected.
    """
    with open_zip(path) as archive:
        _require_open(archive)
        package = _package(archive)
        pages, covers = _pages(archive, package)
        shelf = PictureShelf()
        left: Counter[str] = Counter()
        notes = find_notes([Page(posixpath.basename(item.name), root) for item, root in pages])
        classes = classes_of("\n".join(_sheets(archive, package, pages)))
        titles = _titles(archive, package)
        blocks: list[Block] = []
        bodies: dict[str, Blocks] = {}
        for item, root in pages:
            reader = PageReader(_finder(archive, item, shelf), notes, classes, left)
            found = reader.blocks(body_of(root))
            blocks += _headed(found, titles.get(item.name, ""))
            bodies |= _notes_in(reader, root)
    losses = [*losses_of(left), *shelf.losses]
    if covers:
        losses.append(counted(covers, *_COVERS))
    losses.append("The look of the e-book (fonts, colours, layout) was not kept.")
    document = Document(tuple(_risen(blocks)), bodies)
    return imported(
        path,
        Found(
            document,
            losses,
            shelf.pictures,
            title=package.title,
            writer=package.writer,
            language=package.language,
        ),
    )


def _require_open(archive: SafeZip) -> None:
    if _RIGHTS not in archive:
        return
    root = parse_xml(archive.read(_RIGHTS), archive.name)
    for element in root.iter(etree.Element):
        is_method = local_name(element) == "EncryptionMethod"
        if is_method and str(element.get("Algorithm")) not in _FONTS:
            raise InputError(
                f"{archive.name} is protected against copying (DRM) and cannot be read; ask "
                "for it without protection."
            )


def _package(archive: SafeZip) -> _Package:
    root = parse_xml(archive.read(_CONTAINER), archive.name)
    place = next(
        (str(e.get("full-path")) for e in root.iter(etree.Element) if local_name(e) == "rootfile"),
        "",
    )
    package = parse_xml(archive.read(place), archive.name)
    folder = posixpath.dirname(place)
    items: dict[str, _Item] = {}
    order: list[str] = []
    aside: list[str] = []
    words: dict[str, str] = {}
    for element in package.iter(etree.Element):
        match local_name(element):
            case "item":
                name = _resolved(folder, str(element.get("href") or ""))
                items[str(element.get("id"))] = _Item(
                    name,
                    str(element.get("media-type") or ""),
                    str(element.get("properties") or ""),
                )
            case "itemref":
                row = aside if element.get("linear") == "no" else order
                row.append(str(element.get("idref")))
            case "title" | "creator" | "language" as kind:
                words.setdefault(kind, " ".join(words_in(element).split()))
            case _:
                pass
    spine = tuple(items[id_] for id_ in (*order, *aside) if id_ in items)
    if not spine:
        raise InputError(why_damaged(archive.name))
    last = sum(id_ in items for id_ in aside)
    return _Package(
        items,
        spine,
        last,
        words.get("title", ""),
        words.get("creator", ""),
        words.get("language", ""),
    )


def _resolved(folder: str, href: str) -> str:
    """Return the name of an entry that a file in `folder` links to."""
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _pages(archive: SafeZip, package: _Package) -> tuple[list[tuple[_Item, etree._Element]], int]:
    """Return the pages, and how many were left out that hold no words and stand aside."""
    pages = []
    total = covers = 0
    for number, item in enumerate(package.spine, package.aside - len(package.spine)):
        if item.media not in _PAGES or "nav" in item.properties.split():
            continue
        if item.name not in archive:
            raise InputError(why_damaged(archive.name))
        total += archive.size(item.name)
        if total > _MAX_PAGES_BYTES:
            raise InputError(f"{archive.name} holds more text than can be read at once (24 MB).")
        root = _page(archive.read(item.name), archive.name)
        if number >= 0 and not words_in(body_of(root)).strip():
            covers += 1
        else:
            pages.append((item, root))
    if not pages:
        raise InputError(f"{archive.name} holds no text.")
    return pages, covers


def _page(data: bytes, name: str) -> etree._Element:
    """Return a page of the book; one that is no XML is read as pages of the web are."""
    text = page_text(data)
    known = _ENTITY.sub(_sign, text)
    try:
        return parse_xml(re.sub(r"^\s*<\?xml[^>]*\?>", "", known).encode("utf-8", "replace"), name)
    except InputError:
        return parse_page(text, name)


def _sign(entity: re.Match[str]) -> str:
    if entity[1] in _XML_ENTITIES:
        return entity[0]
    return html5.get(f"{entity[1]};", entity[0])


def _sheets(
    archive: SafeZip, package: _Package, pages: Sequence[tuple[_Item, etree._Element]]
) -> Iterator[str]:
    for item in package.items.values():
        if (
            item.media == "text/css"
            and item.name in archive
            and archive.size(item.name) < 1_000_000
        ):
            yield page_text(archive.read(item.name))
    for _, root in pages:
        yield from sheets_of(root)


def _finder(archive: SafeZip, item: _Item, shelf: PictureShelf) -> PictureFinder:
    folder = posixpath.dirname(item.name)

    def find(source: str) -> str:
        name = _resolved(folder, source)
        return shelf.put(name, archive.read(name) if name in archive else None)

    return find


def _notes_in(reader: PageReader, root: etree._Element) -> dict[str, Blocks]:
    """Return the footnotes whose words stand on a page: pictures in them are found from there."""
    here = Notes(
        reader.notes.refs,
        {
            label: body
            for label, body in reader.notes.bodies.items()
            if body.getroottree().getroot() is root
        },
        reader.notes.backs,
        reader.notes.consumed,
    )
    return PageReader(reader.picture, here, reader.classes, reader.left).note_blocks()


def _titles(archive: SafeZip, package: _Package) -> dict[str, str]:
    """Return the titles of pages as the table of contents has them; of several the first."""
    titles: dict[str, str] = {}
    for item in package.items.values():
        is_nav = "nav" in item.properties.split()
        if not (is_nav or item.media == "application/x-dtbncx+xml") or item.name not in archive:
            continue
        folder = posixpath.dirname(item.name)
        root = _page(archive.read(item.name), archive.name)
        for place, title in _links(root) if is_nav else _points(root):
            titles.setdefault(_resolved(folder, place), title)
    return titles


def _links(root: etree._Element) -> Iterator[tuple[str, str]]:
    for nav in root.iter(etree.Element):
        if local_name(nav) == "nav" and "toc" in str(nav.get(TYPE) or nav.get("epub:type") or ""):
            for link in nav.iter(etree.Element):
                if local_name(link) == "a" and link.get("href"):
                    yield (
                        str(link.get("href")),
                        " ".join(words_in(link).split()),
                    )


def _points(root: etree._Element) -> Iterator[tuple[str, str]]:
    for point in root.iter(etree.Element):
        if local_name(point) == "navPoint":
            label = place = ""
            for child in point:
                if local_name(child) == "navLabel":
                    label = " ".join(words_in(child).split())
                elif local_name(child) == "content":
                    place = str(child.get("src") or "")
            if place and label:
                yield place, label


def _headed(blocks: Blocks, title: str) -> Blocks:
    """Return a page's blocks under the title of the contents, unless it has a heading itself."""
    if not blocks or not title or any(isinstance(block, Heading) for block in blocks[:4]):
        return blocks
    return (Heading(_CHAPTER, (Run(title),)), *blocks)


def _risen(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; where no heading opens a chapter, the highest ones do."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    by = min(levels, default=_CHAPTER) - _CHAPTER
    for block in blocks:
        yield Heading(block.level - by, block.inlines) if isinstance(block, Heading) else block
