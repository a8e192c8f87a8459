"""An EPUB 3 file put together: archive, package document, navigation (EPUB 3.3, W3C)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cocreate.formats.languages import is_right_to_left
from cocreate.formats.xhtml import attribute, words

_FIXED = (1980, 1, 1, 0, 0, 0)
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles>\n</container>\n'
)


@dataclass(frozen=True, slots=True)
class Page:
    """One document of the book.

    Args:
        name: its file name, without folders.
        title: what the contents call it; "" where they leave it out.
        depth: 0 for parts and lone chapters, 1 for chapters of a part.
        properties: what the package document says of it: "nav", "svg", or "".
    """

    name: str
    title: str
    data: bytes
    depth: int = 0
    properties: str = ""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture in the book, with the media type it has."""

    name: str
    media_type: str
    data: bytes
    is_cover: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the package says of the book.

    Args:
        identifier: an URN that is the book's own.
        modified_ms: when it was made, in milliseconds since 1970.
        mark: what the file is known again by, or "".
        has_words_for_pictures: whether every picture says what it shows.
    """

    identifier: str
    title: str
    writer: str
    language: str
    modified_ms: int
    mark: str = ""
    has_words_for_pictures: bool = True


def pack(
    metadata: Metadata, pages: Sequence[Page], pictures: Sequence[PictureFile], style: str
) -> bytes:
    """Return the whole file; the same values give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _put(archive, "mimetype", b"application/epub+zip", is_stored=True)
        _put(archive, "META-INF/container.xml", _CONTAINER.encode())
        _put(archive, "EPUB/package.opf", _package(metadata, pages, pictures).encode())
        _put(archive, "EPUB/style.css", style.encode())
        for page in pages:
            _put(archive, f"EPUB/{page.name}", page.data)
        for picture in pictures:
            _put(archive, f"EPUB/{picture.name}", picture.data, is_stored=True)
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, *, is_stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same bytes on every system
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _package(metadata: Metadata, pages: Sequence[Page], pictures: Sequence[PictureFile]) -> str:
    direction = ' page-progression-direction="rtl"' if is_right_to_left(metadata.language) else ""
    items = [
        f'<item id="page-{at}" href={attribute(page.name)} '
        f'media-type="application/xhtml+xml"{_properties(page.properties)}/>'
        for at, page in enumerate(pages)
    ]
    items += [
        f'<item id="picture-{at}" href={attribute(picture.name)} '
        f'media-type="{picture.media_type}"'
        f"{_properties('cover-image' if picture.is_cover else '')}/>"
        for at, picture in enumerate(pictures)
    ]
    items.append('<item id="style" href="style.css" media-type="text/css"/>')
    spine = [f'<itemref idref="page-{at}"/>' for at in range(len(pages))]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f"xml:lang={attribute(metadata.language)} "
        'prefix="cocreate: https://cocreate.dev/ns/export#">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{''.join(f'{line}{chr(10)}' for line in _metadata(metadata, pictures))}</metadata>\n"
        f"<manifest>\n{chr(10).join(items)}\n</manifest>\n"
        f"<spine{direction}>\n{chr(10).join(spine)}\n</spine>\n</package>\n"
    )


def _properties(names: str) -> str:
    return f' properties="{names}"' if names else ""


def _metadata(metadata: Metadata, pictures: Sequence[PictureFile]) -> Iterable[str]:
    modified = datetime.fromtimestamp(metadata.modified_ms / 1000, UTC)
    yield f'<dc:identifier id="id">{words(metadata.identifier)}</dc:identifier>'
    yield f"<dc:title>{words(metadata.title)}</dc:title>"
    yield f"<dc:language>{words(metadata.language)}</dc:language>"
    if metadata.writer:
        yield f'<dc:creator id="writer">{words(metadata.writer)}</dc:creator>'
        yield '<meta refines="#writer" property="role" scheme="marc:relators">aut</meta>'
    yield f'<meta property="dcterms:modified">{modified:%Y-%m-%dT%H:%M:%SZ}</meta>'
    if metadata.mark:
        yield f'<meta property="cocreate:export">{words(metadata.mark)}</meta>'
    yield from _accessibility(metadata, has_pictures=bool(pictures))


def _accessibility(metadata: Metadata, *, has_pictures: bool) -> Iterable[str]:
    """Yield what a reader with a disability needs to know (EPUB Accessibility 1.1, schema.org)."""
    is_readable = metadata.has_words_for_pictures
    yield '<meta property="schema:accessMode">textual</meta>'
    if has_pictures:
        yield '<meta property="schema:accessMode">visual</meta>'
    sufficient = "textual" if is_readable else "textual,visual"
    yield f'<meta property="schema:accessModeSufficient">{sufficient}</meta>'
    features = [
        "tableOfContents",
        "structuralNavigation",
        "readingOrder",
        "displayTransformability",
    ]
    if has_pictures and is_readable:
        features.append("alternativeText")
    for feature in features:
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    summary = (
        "The text can be read aloud, enlarged and reflowed; headings and contents lead through it."
        if is_readable
        else "The text can be read aloud, enlarged and reflowed; some pictures have no description."
    )
    yield f'<meta property="schema:accessibilitySummary">{summary}</meta>'
