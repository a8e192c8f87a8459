"""Read an OpenDocument text (ODT): structure, emphasis, tracked changes, remarks, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile
from cocreate.formats.document import Document
from cocreate.formats.into_scenes import Found, counted, imported
from cocreate.formats.odt_document import OdtBody
from cocreate.formats.odt_styles import Styles
from cocreate.formats.picture_shelf import MAX_BYTES, PictureShelf
from cocreate.formats.plain_files import why_damaged
from cocreate.formats.safe_xml import local_name, name_above, parse_xml, words_in
from cocreate.formats.safe_zip import SafeZip, open_zip

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_LEFT = {
    "boxes": (
        "1 text box was put behind the paragraph it stood beside.",
        "{n} text boxes were put behind the paragraphs they stood beside.",
    ),
    "objects": ("1 embedded object was left out.", "{n} embedded objects were left out."),
    "drawings": ("1 drawing was left out.", "{n} drawings were left out."),
    "indexes": (
        "1 table of contents or index was left out; a new one is made when it goes out.",
        "{n} tables of contents and indexes were left out; a new one is made when it goes out.",
    ),
    "forms": ("1 form was left out.", "{n} forms were left out."),
    "looks": (
        "1 tracked change of nothing but the look of words was left out.",
        "{n} tracked changes of nothing but the look of words were left out.",
    ),
    "macros": ("1 macro was left out; none was run.", "{n} macros were left out; none was run."),
    "margins": (
        "The header or footer of the pages was not kept.",
        "The headers and footers of the pages were not kept.",
    ),
}


def read_file(path: Path) -> ImportedFile:
    """Read an OpenDocument text.

    Raises:
        InputError: it cannot be read, or is behind a password.
    """
    with open_zip(path) as archive:
        _require_open(archive)
        content = parse_xml(archive.read(_CONTENT), archive.name)
        sheet = _part(archive, "styles.xml")
        roots = [root for root in (sheet, content) if root is not None]
        shelf = PictureShelf()
        body = OdtBody(Styles(*roots), lambda source: _picture(archive, shelf, source))
        blocks = body.read(_text_of(content, archive.name))
        body.left["macros"] += sum(_is_macro(name) for name in archive.names)
        body.left["margins"] += _count_margins(sheet)
        words = _about(_part(archive, "meta.xml"))
    losses = [*losses_of(body.left), *shelf.losses, "Fonts, colours and the layout were not kept."]
    return imported(
        path,
        Found(
            Document(blocks, body.notes),
            losses,
            shelf.pictures,
            body.told,
            words.get("title", ""),
            words.get("initial-creator", words.get("creator", "")),
            words.get("language", ""),
        ),
    )


def losses_of(left: Counter[str]) -> Iterator[str]:
    """Yield a sentence for each kind of thing that could not be kept."""
    for kind, sentences in _LEFT.items():
        if left[kind]:
            yield counted(left[kind], *sentences)


def _require_open(archive: SafeZip) -> None:
    if _CONTENT not in archive:
        raise InputError(why_damaged(archive.name))
    manifest = _part(archive, _MANIFEST)
    if manifest is not None and any(
        local_name(element) == "encryption-data" for element in manifest.iter(etree.Element)
    ):
        raise InputError(
            f"{archive.name} is protected by a password; save it without one and try again."
        )


def _part(archive: SafeZip, name: str) -> etree._Element | None:
    return parse_xml(archive.read(name), archive.name) if name in archive else None


def _text_of(content: etree._Element, name: str) -> etree._Element:
    for element in content.iter(etree.Element):
        if local_name(element) == "text" and name_above(element) == "body":
            return element
    raise InputError(f"{name} is no text document but a table, a drawing or a presentation.")


def _picture(archive: SafeZip, shelf: PictureShelf, source: str) -> str:
    name = source.removeprefix("./")
    is_here = name in archive and archive.size(name) <= MAX_BYTES
    return shelf.put(name or "picture", archive.read(name) if is_here else None)


def _is_macro(name: str) -> bool:
    is_code = name.startswith(("Basic/", "Scripts/")) and not name.endswith(("-lb.xml", "-lc.xml"))
    return is_code and not name.endswith("/")


def _count_margins(sheet: etree._Element | None) -> int:
    if sheet is None:
        return 0
    return sum(
        local_name(element) in ("header", "footer", "header-left", "footer-left")
        and bool(words_in(element).strip())
        for element in sheet.iter(etree.Element)
    )


def _about(meta: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in meta.iter(etree.Element) if meta is not None else ():
        if local_name(element) in ("title", "creator", "initial-creator", "language"):
            found.setdefault(local_name(element), " ".join(words_in(element).split()))
    return {name: words for name, words in found.items() if words}
