"""Read a web page as a manuscript: its words, structure and emphasis; nothing is ever fetched."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from cocreate.base.errors import InputError
from cocreate.formats.beside import picture_beside
from cocreate.formats.book import ImportedFile
from cocreate.formats.document import Document
from cocreate.formats.html_document import PageReader
from cocreate.formats.html_notes import Page, find_notes
from cocreate.formats.html_styles import classes_of
from cocreate.formats.into_scenes import Found, counted, imported
from cocreate.formats.picture_shelf import PictureShelf
from cocreate.formats.plain_files import decode, read_bytes, why_damaged
from cocreate.formats.safe_xml import MAX_TREE_BYTES, local_name

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]{1,40})""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)
_HEAD_BYTES = 4096
_LEFT = {
    "active": (
        "1 script or embedded part was left out.",
        "{n} scripts and embedded parts were left out.",
    ),
    "forms": ("1 form field was left out.", "{n} form fields were left out."),
    "media": (
        "1 sound, film or drawing was left out.",
        "{n} sounds, films and drawings were left out.",
    ),
    "hidden": ("1 hidden part was left out.", "{n} hidden parts were left out."),
}


def read_file(path: Path) -> ImportedFile:
    """Read a web page; pictures that lie beside it come along.

    Raises:
        InputError: it cannot be read.
    """
    data = read_bytes(path)
    if len(data) > MAX_TREE_BYTES:
        raise InputError(f"{path.name} is larger than 24 MB; divide it into smaller files.")
    root = parse_page(page_text(data), path.name)
    shelf = PictureShelf()
    reader = PageReader(
        lambda source: shelf.put(unquote(source), picture_beside(path, source)),
        find_notes([Page(path.name, root)]),
        classes_of("\n".join(sheets_of(root))),
    )
    document = Document(reader.blocks(body_of(root)), reader.note_blocks())
    reader.left["active"] += sum(
        local_name(element).lower() == "script"
        for head in root
        if local_name(head).lower() == "head"
        for element in head
    )
    losses = [*losses_of(reader.left), *shelf.losses]
    if any(element.get("style") or element.get("class") for element in root.iter(etree.Element)):
        losses.append("Colours, fonts and the layout of the page were not kept.")
    found = Found(document, losses, shelf.pictures, language=str(root.get("lang") or ""))
    return imported(path, found)


def page_text(data: bytes) -> str:
    """Return the characters of a page in the encoding that it names, if it names a known one."""
    head = data[:_HEAD_BYTES]
    named = _DECLARED.search(head) or _CHARSET.search(head)
    if named is not None and not data.startswith(_MARKS):
        try:
            codec = codecs.lookup(named[1].decode("ascii"))
            if codec.name not in ("utf-8", "utf-16", "utf-7") and _is_for_text(codec):
                return data.decode(codec.name, "replace")
        except (LookupError, ValueError):
            pass
    return decode(data)


def parse_page(text: str, name: str) -> etree._Element:
    """Return the root of a page, however sloppily it is written.

    Raises:
        InputError: there is nothing in it, or it is beyond measure.
    """
    parser = etree.HTMLParser(
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    source = _DECLARATION.sub("", text).encode("utf-8", "replace")
    try:
        root: etree._Element | None = etree.fromstring(source or b"<p></p>", parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(why_damaged(name)) from error
    if root is None:
        raise InputError(why_damaged(name))
    return root


def body_of(root: etree._Element) -> etree._Element:
    """Return what a page shows."""
    return next((child for child in root if local_name(child).lower() == "body"), root)


def sheets_of(root: etree._Element) -> Iterator[str]:
    """Yield the style sheets that stand in a page."""
    for element in root.iter(etree.Element):
        if local_name(element).lower() == "style":
            yield str(element.text or "")


def losses_of(left: Counter[str]) -> list[str]:
    """Return a sentence for each kind of thing that a reader of pages left out."""
    return [counted(left[kind], *sentences) for kind, sentences in _LEFT.items() if left[kind]]


def _is_for_text(codec: codecs.CodecInfo) -> bool:
    """Whether a codec makes text of bytes; some named like it turn bytes into bytes."""
    return bool(getattr(codec, "_is_text_encoding", True))
