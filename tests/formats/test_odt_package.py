from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from cocreate.formats.book import Book
from cocreate.formats.odt_package import MEDIA_TYPE, meta_part, moment, pack
from cocreate.formats.presets import ExportOptions
from tests.formats.epub_samples import png


def test_the_media_type_comes_first_and_the_manifest_names_every_part():
    data = pack({"content.xml": "<a/>"}, {"Pictures/p.png": png(), "Pictures/q": b"x"})
    assert data[30:].startswith(f"mimetype{MEDIA_TYPE}".encode())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = archive.read("META-INF/manifest.xml").decode()
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    ElementTree.fromstring(manifest)
    for name in ("content.xml", "Pictures/p.png", "Pictures/q"):
        assert f'manifest:full-path="{name}"' in manifest
    assert 'media-type="image/png"' in manifest


def test_the_file_says_what_it_is_and_when_it_was_made():
    text = meta_part(Book("A & B", "Ada", ()), ExportOptions(made_ms=1_700_000_000_000))
    ElementTree.fromstring(text)
    assert "<dc:title>A &amp; B</dc:title>" in text
    assert "2023-11-14T22:13:20" in text
    assert "Cocreate export" not in text
    assert moment(0) == "1970-01-01T00:00:00"
