from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.base.errors import ExportError, InputError
from cocreate.core.origin import TYPED, plain
from cocreate.formats.book import Book, BookScene
from cocreate.formats.format_catalog import (
    EXPORTERS,
    HTML,
    MARKDOWN,
    TEXT,
    exporter_for,
    importer_for,
    with_ending,
)


def test_a_markdown_file_comes_in_as_scenes(tmp_path):
    path = tmp_path / "lamp.md"
    path.write_bytes(b"\xef\xbb\xbf# One\r\nx\r\n")
    file = importer_for(path)(path)
    assert file.name == "lamp.md"
    assert [(scene.title, scene.text) for scene in file.scenes] == [("One", "# One\nx\n")]


def test_an_unknown_ending_is_read_as_text(tmp_path):
    path = tmp_path / "notes.xyz"
    path.write_text("INT. ROOM\n", encoding="utf-8")
    assert importer_for(path)(path).scenes[0].title == "notes"


def test_a_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        importer_for(tmp_path)(tmp_path)


def test_what_no_reader_knows_says_what_to_do(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError, match=r"a\.docx is a PDF"):
        importer_for(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("name", "exporter"), [("a.md", MARKDOWN), ("a.TXT", TEXT), ("a.HTML", HTML)]
)
def test_the_ending_says_what_goes_out(name, exporter):
    assert exporter_for(Path(name)) is exporter


@pytest.mark.parametrize("name", ["a.exe", "a"])
def test_an_unknown_ending_does_not_go_out(name):
    with pytest.raises(ExportError, match=r"end the name in .*\.md"):
        exporter_for(Path(name))


def test_a_place_without_a_name_has_no_format():
    with pytest.raises(ExportError, match="The target does not say"):
        exporter_for(Path())


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.ending)
def test_half_a_pair_of_surrogates_stops_no_export(exporter):
    text = "# One\n\nA \ud800 B.\n"
    scene = BookScene("One", "\ud800", text, plain(text, TYPED).spans)
    assert exporter.render(Book("A \udc00", "W", (scene,))).data


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("a/book.md", "a/book.pdf"),
        ("book.HTML", "book.pdf"),
        ("Book v1.2", "Book v1.2.pdf"),
        ("St. Agnes", "St. Agnes.pdf"),
        ("", "."),
        ("/", "/"),
    ],
)
def test_another_format_has_another_ending(name, other):
    assert with_ending(Path(name), ".pdf") == Path(other)
