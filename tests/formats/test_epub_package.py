from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from cocreate.formats.epub_package import Metadata, Page, PictureFile, pack

BOOK = Metadata("urn:uuid:1", "A & B", "Ada", "en", 1_700_000_000_000, "mark-1")
PAGE = Page("one.xhtml", "One", b"<html/>")


def package(metadata: Metadata, *pictures: PictureFile) -> str:
    data = pack(metadata, [PAGE], pictures, "p {}")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("EPUB/package.opf").decode()


def test_the_media_type_comes_first_and_is_not_packed():
    data = pack(BOOK, [PAGE], [], "")
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_book_gives_the_same_bytes():
    assert pack(BOOK, [PAGE], [], "") == pack(BOOK, [PAGE], [], "")


def test_the_package_says_what_the_book_is():
    text = package(BOOK)
    ElementTree.fromstring(text)
    assert "<dc:title>A &amp; B</dc:title>" in text
    assert "2023-11-14T22:13:20Z" in text
    assert '<meta property="cocreate:export">mark-1</meta>' in text
    assert "visual" not in text


def test_pictures_change_what_is_said_of_access():
    picture = PictureFile("images/p.png", "image/png", b"x", is_cover=True)
    assert 'properties="cover-image"' in package(BOOK, picture)
    assert "alternativeText" in package(BOOK, picture)
    silent = Metadata("urn:uuid:1", "A", "", "ar", 0, has_words_for_pictures=False)
    text = package(silent, picture)
    assert "alternativeText" not in text
    assert "no description" in text
    assert "dc:creator" not in text
    assert 'page-progression-direction="rtl"' in text
