from __future__ import annotations

import pytest

from cocreate.formats.beside import named_pictures, picture_beside
from cocreate.formats.markdown_files import read_file

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def book(tmp_path):
    (tmp_path / "draft" / "pics").mkdir(parents=True)
    (tmp_path / "draft" / "pics" / "a b.png").write_bytes(PNG)
    (tmp_path / "draft" / "c.png").write_bytes(PNG)
    (tmp_path / "draft" / "notes.txt").write_text("no picture")
    (tmp_path / "secret.png").write_bytes(PNG)
    return tmp_path / "draft" / "book.md"


@pytest.mark.parametrize("source", ["c.png", "./c.png", "c.png?x#y", "pics/a%20b.png"])
def test_a_picture_beside_a_file_is_found(book, source):
    assert picture_beside(book, source) == PNG


@pytest.mark.parametrize(
    "source",
    [
        "../secret.png",
        "/etc/passwd",
        "http://x/c.png",
        "file:c.png",
        "\\\\host\\c",
        "gone.png",
        "a\0",
    ],
)
def test_a_picture_anywhere_else_is_none(book, source):
    assert picture_beside(book, source) is None


def test_a_markdown_file_brings_the_pictures_that_it_names(book):
    book.write_text("![A](c.png) ![B](<pics/a%20b.png>) ![C](c.png)\n", encoding="utf-8")
    file = read_file(book)
    assert file.pictures == {"c.png": PNG, "pics/a%20b.png": PNG}
    assert file.losses == ()


def test_names_may_hold_spaces_and_brackets(book):
    for name in ("a b.png", "a(1).png"):
        (book.parent / name).write_bytes(PNG)
    found, losses = named_pictures(book, "![one [of] two](<a b.png>) ![](a(1).png)")
    assert found == {"a b.png": PNG, "a(1).png": PNG}
    assert losses == ()


def test_many_brackets_take_no_longer_than_other_signs(book):
    for text in ("![" * 200_000, "![a" * 100_000, "![[a]" * 100_000, "![a](" * 100_000):
        assert named_pictures(book, text)[0] == {}


def test_pictures_that_are_not_there_are_told(book):
    assert named_pictures(book, "![](gone.png)")[1] == (
        "1 picture that the text names does not lie beside the file; only the names were kept.",
    )
    found, losses = named_pictures(book, "![](gone.png) ![](notes.txt) ![](../secret.png)")
    assert found == {}
    assert losses[0].startswith("3 pictures that the text names do not lie beside")


def test_an_encoding_that_was_guessed_is_told(book):
    book.write_bytes("Größe".encode("latin-1"))
    (loss,) = read_file(book).losses
    assert loss.startswith("It is no Unicode and was read as Western European (Windows-1252)")
