from __future__ import annotations

import os
from zipfile import ZipFile

import pytest

from cocreate.base.errors import InputError
from cocreate.formats.file_kinds import is_light, kind_of

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = b"<!DOCTYPE html>\n<html><body><p>Words.</p></body></html>"


@pytest.fixture
def file(tmp_path):
    def make(name, data):
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return make


@pytest.fixture
def archive(tmp_path):
    def make(name, *entries, mime=None):
        with ZipFile(tmp_path / name, "w") as made:
            if mime:
                made.writestr("mimetype", mime)
            for entry in entries:
                made.writestr(entry, "x")
        return tmp_path / name

    return make


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.md", "a", "a.odt"])
def test_a_word_document_is_one_under_any_name(archive, name):
    assert kind_of(archive(name, "[Content_Types].xml", "word/document.xml")) == ".docx"


@pytest.mark.parametrize(
    ("entries", "mime", "kind"),
    [
        (("META-INF/container.xml",), "application/epub+zip", ".epub"),
        (("META-INF/container.xml", "OEBPS/a.xhtml"), None, ".epub"),
        (("content.xml",), "application/vnd.oasis.opendocument.text", ".odt"),
        (("content.xml", "styles.xml"), None, ".odt"),
        (("content.xml",), "something of its own", ".odt"),
    ],
)
def test_archives_are_told_apart_by_what_they_hold(archive, entries, mime, kind):
    assert kind_of(archive("a.docx", *entries, mime=mime)) == kind


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"{\\rtf1 words}", ".rtf"),
        ("a.doc", b"{\\rtf1 words}", ".rtf"),
        ("a.doc", PAGE, ".html"),
        ("a.txt", PAGE, ".html"),
        ("a.docx", b"<html><p>Words", ".html"),
        ("a.odt", b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x"/>', ".html"),
        ("a.html", b"Just words", ".html"),
        ("a.htm", b"", ".htm"),
        ("a.txt", b"<html> is a tag.", ".txt"),
        ("a.md", PAGE, ".md"),
        ("a.md", b"%PDF-1.7 is how it begins", ".md"),
        ("a.docx", "Words in a file.\n“Quoted”".encode(), ".txt"),
        ("a.docx", "Words".encode("utf-16"), ".txt"),
        ("a.odt", b"W\xf6rter in einer Datei", ".txt"),
        ("a.unheard", b"words", ".unheard"),
        ("a.scrivx", b'<?xml version="1.0"?><ScrivenerProject Version="2.0">', ".scrivx"),
        ("a.md", b"", ".md"),
    ],
)
def test_other_files_are_told_apart_by_their_first_bytes(file, name, data, kind):
    assert kind_of(file(name, data)) == kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.doc", OLD_OFFICE + bytes(600), "LibreOffice, save it as DOCX and import that"),
        ("a.docx", OLD_OFFICE + bytes(600), "an old Word document"),
        ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "by a password"),
        ("a.pdf", b"%PDF-1.7\n", "a PDF"),
        ("a.docx", b"\n%PDF-1.7\n", "a PDF"),
        ("a.fdx", b'<?xml version="1.0"?><FinalDraft>', "a Final Draft screenplay"),
        ("a.xml", b"<?xml version='1.0'?><pkg:package>", "one XML file"),
        ("a.fodt", b"<office:document>", "OpenDocument text as one XML file"),
        ("a.cocreate", b"SQLite format 3\0", "a Cocreate project"),
        ("a.docx", b"\x01\x02\x03\x04", "damaged"),
        ("a.mp3", b"ID3\x01\x02\x00\xff\xfb", "no document that Cocreate can read"),
        ("a.docx", b"", "damaged"),
        ("a.odt", bytes(3000), "damaged"),
        ("a.docx", b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(file, name, data, words):
    with pytest.raises(InputError, match=words) as caught:
        kind_of(file(name, data))
    assert caught.value.sentence.startswith(name)


@pytest.mark.parametrize(
    ("entries", "mime", "words"),
    [
        (("Index/Document.iwa",), None, "a Pages document"),
        (("Index.zip",), None, "a Pages document"),
        (("[Content_Types].xml", "xl/workbook.xml"), None, "a table or a presentation"),
        (("content.xml",), "application/vnd.oasis.opendocument.spreadsheet", "a table"),
        (("one.md",), None, "unpack it"),
    ],
)
def test_archives_that_cannot_be_read_say_what_to_do(archive, entries, mime, words):
    with pytest.raises(InputError, match=words):
        kind_of(archive("a.docx", *entries, mime=mime))


def test_folders_are_known(tmp_path):
    assert kind_of(tmp_path) == ""
    (tmp_path / "Novel.scriv").mkdir()
    assert kind_of(tmp_path / "Novel.scriv") == ".scriv"
    (tmp_path / "Novel.scrivx").write_text("")
    assert kind_of(tmp_path) == ".scriv"
    (tmp_path / "a.rtfd").mkdir()
    with pytest.raises(InputError, match="RTF document with attachments"):
        kind_of(tmp_path / "a.rtfd")


@pytest.mark.parametrize("name", ["gone.docx", "a\0.docx"])
def test_what_is_not_there_is_left_to_its_reader(tmp_path, name):
    assert kind_of(tmp_path / name) == ".docx"
    assert is_light(tmp_path / name.replace("docx", "md"))


def test_what_is_no_file_is_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    assert kind_of(tmp_path / "pipe.md") == ".md"
    assert is_light(tmp_path / "pipe.md")


def test_only_text_of_moderate_size_is_light(file, tmp_path):
    assert is_light(file("a.md", b"# One"))
    assert is_light(file("notes", b"One"))
    assert not is_light(file("a.docx", b"One"))
    assert not is_light(file("b.md", b"PK\x03\x04"))
    with (tmp_path / "c.txt").open("wb") as long:
        long.truncate(5_000_001)
    assert not is_light(tmp_path / "c.txt")
