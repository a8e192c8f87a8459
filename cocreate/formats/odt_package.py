"""The archive of an ODT file and its parts that hold no manuscript (OASIS OpenDocument 1.3)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from cocreate.formats.book import Book
from cocreate.formats.picture_kinds import picture_kind
from cocreate.formats.presets import ExportOptions
from cocreate.formats.xhtml import attribute, words

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
NAMESPACES += (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_FIXED = (1980, 1, 1, 0, 0, 0)


def moment(at_ms: int) -> str:
    """Return a moment as ODF has it: ISO 8601 in UTC, without an offset."""
    return f"{datetime.fromtimestamp(at_ms / 1000, UTC):%Y-%m-%dT%H:%M:%S}"


def pack(parts: Mapping[str, str], pictures: Mapping[str, bytes]) -> bytes:
    """Return the whole file; the same parts give the same bytes.

    Args:
        pictures: bytes by their path in the archive.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _put(archive, "mimetype", MEDIA_TYPE.encode(), is_stored=True)
        for name, text in parts.items():
            _put(archive, name, text.encode())
        for name, data in pictures.items():
            _put(archive, name, data, is_stored=True)
        _put(archive, "META-INF/manifest.xml", _manifest(parts, pictures).encode())
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, *, is_stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same bytes on every system
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _manifest(parts: Mapping[str, str], pictures: Mapping[str, bytes]) -> str:
    lines = [_entry("/", MEDIA_TYPE, ' manifest:version="1.3"')]
    lines += [_entry(name, "text/xml") for name in parts]
    for name, data in pictures.items():
        kind = picture_kind(data)
        lines.append(_entry(name, f"image/{kind.ending}" if kind else ""))
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return (
        f'{HEADER}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
        f"{''.join(lines)}</manifest:manifest>"
    )


def _entry(path: str, media_type: str, more: str = "") -> str:
    return (
        f"<manifest:file-entry manifest:full-path={attribute(path)}{more} "
        f'manifest:media-type="{media_type}"/>'
    )


def meta_part(book: Book, options: ExportOptions) -> str:
    """Return what the file says of itself."""
    made = moment(options.made_ms)
    mark = (
        '<meta:user-defined meta:name="Cocreate export" meta:value-type="string">'
        f"{words(options.mark)}</meta:user-defined>"
        if options.mark
        else ""
    )
    return (
        f'{HEADER}<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>'
        "<meta:generator>Cocreate</meta:generator>"
        f"<dc:title>{words(book.title)}</dc:title>"
        f"<meta:initial-creator>{words(book.writer)}</meta:initial-creator>"
        f"<dc:creator>{words(book.writer)}</dc:creator>"
        f"<meta:creation-date>{made}</meta:creation-date><dc:date>{made}</dc:date>"
        f"<dc:language>{words(options.language)}</dc:language>{mark}"
        "</office:meta></office:document-meta>"
    )
