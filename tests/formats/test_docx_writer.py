"""DOCX files as other programs read them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from time import process_time

import docx
import pytest
from openxml_audit import OpenXmlValidator

from cocreate.formats.book import Appendix, Book, BookScene, OpenSuggestion, unwatched
from cocreate.formats.docx_reader import read_file
from cocreate.formats.docx_writer import render_file
from cocreate.formats.format_catalog import exporter_for
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.formats.suggested_text import with_suggestions
from tests.formats.tools import Soffice
from tests.formats.tracked_text import (
    LINE_EDITOR,
    WHEN_MS,
    lamp_book,
    read_lines,
    settled,
    suggested,
)

APPENDIX = Appendix("# About this book\n\nMade by hand.[^1]\n\n[^1]: Yes.\n", "", "")


def _options(preset: Preset | None = None, **more: object) -> ExportOptions:
    return ExportOptions(preset, WHEN_MS, "en-GB", mark="book:12:root", **more)  # type: ignore[arg-type]


def _data(book: Book, options: ExportOptions) -> bytes:
    return render_file(book, options, unwatched).data


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(f"{name}.xml").decode()


def _files(folder: Path, files: dict[str, bytes]) -> list[Path]:
    paths = [folder / f"{name}.docx" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def _every_kind() -> dict[str, bytes]:
    book = lamp_book()
    reviewed = lamp_book(is_reviewed=True)
    made = {preset.name: _data(book, _options(preset)) for preset in Preset}
    made["REVIEW"] = _data(reviewed, _options(for_review=True))
    story = Book(
        "A Story", "Ada Quill", (BookScene("", "s", "Once.\n\n***\n\nTwice.\n"),), APPENDIX
    )
    made["STORY"] = _data(story, _options())
    made["EMPTY"] = _data(Book("", "", ()), _options(Preset.WEB, has_title_page=False))
    made["RIGHT"] = _data(story, ExportOptions(language="he", hyphenates=True))
    return made


def test_an_audit_finds_nothing_and_libreoffice_reads_our_words(tmp_path, soffice: Soffice):
    files = _every_kind()
    paths = _files(tmp_path, files)
    auditor = OpenXmlValidator()
    for path in paths:
        assert [str(found) for found in auditor.validate(path).errors] == [], path.name
    texts = dict(zip(files, soffice.texts(paths), strict=True))
    for name, text in texts.items():
        if name in {"REVIEW", "STORY", "EMPTY", "RIGHT"}:
            continue
        lines = read_lines(text)
        assert _between(lines, "The Lamp", "It was closed.") == LINES[name], name
    assert read_lines(texts["STORY"]) == [
        "Ada Quill about 100 words", "A Story", "by Ada Quill",
        "Once.", "#", "Twice.", "END", "About this book", "Made by hand.1"
    ]  # fmt: skip
    assert read_lines(texts["EMPTY"]) == []


def test_taking_or_refusing_all_gives_exactly_our_text(tmp_path, soffice: Soffice):
    book = lamp_book(is_reviewed=True)
    taken = Book(
        book.title,
        book.writer,
        tuple(
            BookScene(scene.chapter, scene.title, with_suggestions(scene), id=scene.id)
            for scene in book.scenes
        ),
        pictures=book.pictures,
    )
    options = _options(for_review=True)
    deep = suggested(
        ("One two.\n\nThree *four* five.\n\nSix.\n", "two.\n\nThree *fo", "2 and *3 fo"),
        ("Alpha.\n\nBeta.\n", "Beta.\n", "Beta.\n\nGamma.\n\nDelta.\n"),
        ("A.\n\n| a | b |\n|---|---|\n| c | d |\n\nB.\n", "| c | d |\n", "| c | d |\n| e | f |\n"),
        ("- one\n- two\n\nEnd.\n", "- two\n", "- two\n- three\n  1. deep\n"),
    )
    files = {
        "review": _data(book, options),
        "old": _data(lamp_book(), options),
        "new": _data(taken, options),
        "deep": _data(deep, options),
        "deep_old": _data(settled(deep, takes=False), options),
        "deep_new": _data(settled(deep, takes=True), options),
    }
    paths = dict(zip(files, _files(tmp_path, files), strict=True))
    plain = [paths[name] for name in ("old", "new", "deep_old", "deep_new")]
    old, new, deep_old, deep_new = map(read_lines, soffice.texts(plain))
    asked = [paths["review"], paths["deep"]]
    assert [read_lines(text) for text in soffice.decided(asked, takes=False)] == [old, deep_old]
    assert [read_lines(text) for text in soffice.decided(asked, takes=True)] == [new, deep_new]


def test_the_mark_and_the_scenes_outlive_libreoffice(tmp_path, soffice: Soffice):
    (path,) = _files(
        tmp_path, {"book": _data(lamp_book(is_reviewed=True), _options(for_review=True))}
    )
    (saved,) = soffice.convert([path], "docx")
    data = saved.read_bytes()
    assert "book:12:root" in _part(data, "docProps/custom")
    document = _part(data, "word/document")
    for name in ("_scene_0a", "_scene_0b", "_scene_0c", "_scene_0d"):
        assert f'w:name="{name}"' in document
    assert document.count("<w:ins ") >= 5
    assert "Line Editor (AI: model-1)" in document


def test_for_review_has_changes_and_comments_under_their_authors():
    data = _data(lamp_book(is_reviewed=True), _options(for_review=True))
    document, comments = _part(data, "word/document"), _part(data, "word/comments")
    assert set(re.findall(r'w:author="([^"]*)"', document)) == {
        "Line Editor (AI: model-1)", "Jane Roe"
    }  # fmt: skip
    assert re.findall(r'w:author="([^"]*)"', comments)[-1] == "A Reader"
    assert "Not what it was." in comments
    assert "<w:trackRevisions/>" in _part(data, "word/settings")
    numbers = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', document + _part(data, "word/footnotes"))
    assert len(numbers) == len(set(numbers))
    clean = _data(lamp_book(is_reviewed=True), _options())
    assert "<w:ins" not in _part(clean, "word/document")
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(clean)).namelist()


def test_python_docx_reads_comments_notes_and_properties():
    data = _data(lamp_book(is_reviewed=True), _options(for_review=True))
    document = docx.Document(io.BytesIO(data))
    assert [comment.author for comment in document.comments] == [LINE_EDITOR] * 3 + ["A Reader"]
    assert document.core_properties.title == "The Lamp at the Stair"
    assert [p.style.name for p in document.paragraphs if p.style is not None][:3] == [
        "Contact", "Title", "Byline"
    ]  # fmt: skip
    assert len(document.inline_shapes) == 1


def test_same_book_same_bytes():
    options = _options(for_review=True)
    book = lamp_book(is_reviewed=True)
    assert _data(book, options) == _data(lamp_book(is_reviewed=True), options)


def test_what_cannot_be_put_in_is_told():
    text = "![sea](sea.webp)[^1] \n\n[^1]: a[^2]\n\n[^2]: b\n\n[^3]: c\n"
    losses = render_file(Book("T", "W", (BookScene("", "s", text),)), _options(), unwatched).losses
    assert len(losses) == 3
    assert all(loss.startswith("1 ") for loss in losses)


def test_parts_and_their_chapters_have_styles_of_their_own():
    text = "# Part One\n\n## The Sea\n\nx\n"
    data = _data(Book("T", "W", (BookScene("", "s", text),)), _options(Preset.PAPERBACK))
    document = _part(data, "word/document")
    assert "PartTitle" in document
    assert "PartChapter" in document
    assert document.count("w:anchor=") == 2


def _sections(book: Book, preset: Preset, **more: object) -> list[str]:
    document = _part(_data(book, _options(preset, **more)), "word/document")
    return re.findall("<w:sectPr>.*?</w:sectPr>", document)


def _chapters(*names: str) -> Book:
    return Book("T", "W", tuple(BookScene("", "", f"# {name}\n\nWords.\n") for name in names))


def test_each_chapter_of_a_book_opens_without_a_running_head():
    front, *chapters = _sections(_chapters("One", "Two", "Three"), Preset.PAPERBACK)
    assert "Reference" not in front
    assert len(chapters) == 3
    assert all("<w:titlePg/>" in section for section in chapters)
    # Heads and numbers are given once; the sections behind go on with them.
    assert ["Reference" in section for section in chapters] == [True, False, False]
    assert ["pgNumType" in section for section in chapters] == [True, False, False]
    assert 'w:headerReference w:type="first"' in chapters[0]


def test_stanzas_are_quotes_that_stand_apart_and_come_back_as_such(tmp_path):
    text = "They sang.\n\n> One\\\n> two\n>\n> Three\\\n> four\n>\n> Said.\n"
    data = _data(Book("T", "W", (BookScene("", "", text, id="scene-1"),)), _options())
    assert _part(data, "word/document").count('<w:pStyle w:val="Verse"/>') == 2
    (path,) = _files(tmp_path, {"verse": data})
    assert [scene.text for scene in read_file(path).scenes] == [text]


def test_a_book_for_review_or_without_chapters_is_one_section():
    assert len(_sections(_chapters("One", "Two"), Preset.PAPERBACK, for_review=True)) == 2
    plain = Book("T", "W", (BookScene("", "", "Words.\n"),))
    (only,) = _sections(plain, Preset.PAPERBACK, has_title_page=False)
    assert "Reference" in only


def test_the_text_behind_a_title_page_begins_on_page_one():
    _, novel = _sections(_chapters("One", "Two"), Preset.MODERN)
    assert 'w:start="1"' in novel
    assert "titlePg" not in novel
    (story,) = _sections(Book("T", "W", (BookScene("", "", "Words.\n"),)), Preset.MODERN)
    assert "titlePg" in story
    assert "pgNumType" not in story
    _, play = _sections(Book("T", "W", (BookScene("", "", "Words.\n"),)), Preset.SCREENPLAY)
    assert 'w:start="1"' in play
    assert "titlePg" in play


def test_progress_is_told_and_stops_the_work():
    told: list[tuple[int, int]] = []
    render_file(lamp_book(), _options(), lambda done, total: told.append((done, total)))
    assert told[-1] == (7, 7)
    assert told == sorted(told)

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        render_file(lamp_book(), _options(), stop)


def test_a_book_of_120_000_words_takes_less_than_five_seconds():
    paragraph = "The lamp had *burned* since before the war, and nobody could say who lit it. " * 8
    text = "# One\n\n" + f"{paragraph}\n\n" * 25
    changes = tuple(
        OpenSuggestion(at, at + 3, "That", "A", "why") for at in range(7, len(text) - 700, 623)
    )
    scenes = tuple(
        BookScene(
            f"C{number}",
            f"S{number}",
            text.replace("One", f"C{number:02}"),
            suggestions=changes if number % 8 == 0 else (),
        )
        for number in range(40)
    )
    before = process_time()
    data = _data(Book("Long", "W", scenes), _options(for_review=True))
    assert process_time() - before < 5
    assert len(data) > 10_000


def test_the_catalog_knows_docx():
    exporter = exporter_for(Path("Book.DOCX"))
    assert exporter.presets[0] is Preset.MODERN
    assert exporter.render(lamp_book()).data.startswith(b"PK")


def _between(lines: list[str], first: str, last: str) -> list[str]:
    start = max(place for place, line in enumerate(lines) if line == first)
    return lines[start : lines.index(last) + 1]


def _expected(sign: str) -> list[str]:
    return [
        "The Lamp",
        "The lamp had burned since before the war, and nobody could say who lit it.1",
        '"You are late," she said. He had never been early on time. See notes.',
        sign,
        "All that is gold does not glitter.",
        "Not all who wander are lost.",
        "bread", "oil", "for the lamp", "for the door", "wicks",
        "Thing", "Price", "Oil", "4 s", "Wick", "1 d",
        "x = 1", "y = 2",
        "The last words.",
        "The Stair", "Up she went.", "The Door", "It was open.", sign, "It was closed.",
    ]  # fmt: skip


LINES = {
    preset.name: _expected("#" if preset in {Preset.MODERN, Preset.CLASSIC} else "* * *")
    for preset in Preset
}
