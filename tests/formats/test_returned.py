"""An export that comes back: only what an editor did to it comes in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.formats.book import (
    Book,
    BookScene,
    ImportedFile,
    ImportedSuggestion,
    MarginNote,
    OpenSuggestion,
    unwatched,
)
from cocreate.formats.docx_reader import read_file
from cocreate.formats.docx_writer import render_file
from cocreate.formats.presets import ExportOptions, Preset
from cocreate.formats.returned import Returned, what_returned
from tests.formats.docx_files import ins
from tests.formats.tools import Soffice
from tests.formats.tracked_text import LINE_EDITOR, WHEN_MS, lamp_book

Edit = Callable[[str], str]
OPTIONS = ExportOptions(None, WHEN_MS, mark="book:1")
REVIEW = replace(OPTIONS, for_review=True)


def _plain() -> Book:
    """A book whose texts are not written as an export would write them."""
    return Book(
        "The Lamp",
        "Ada",
        (
            BookScene(
                "One",
                "One",
                "One\n===\n\nThe __lamp__ burned.\nIt was late\\.\n\n* a\n* b\n",
                id="scene-0a",
            ),
            BookScene(
                "One", "Two", "She   went up.  \nThen down &amp; out.\n\n\n\n", id="scene-0b"
            ),
            BookScene("One", "Void", "", id="scene-0v"),
            BookScene("Door", "Door", "\nIt was open[^n].\n\n[^n]: Really.\n", id="scene-0c"),
        ),
    )


def _edited(data: bytes, edit: Edit, folder: Path, *, editor: str = "") -> ImportedFile:
    """Change the text of a file as somebody in a word processor might."""
    path = folder / "back.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = edit(part.decode()).encode()
            if name == "docProps/core.xml" and editor:
                part = part.replace(b"lastModifiedBy>Ada", b"lastModifiedBy>" + editor.encode())
            new.writestr(name, part)
    return read_file(path)


def _back(book: Book, options: ExportOptions, edit: Edit, folder: Path) -> Returned:
    data = render_file(book, options, unwatched).data
    return what_returned(_edited(data, edit, folder, editor="Edith"), book)


def _same(text: str) -> str:
    return text


def _without_bookmarks(text: str) -> str:
    return text.replace("_scene_", "gone").replace("_made_", "lost")


@pytest.mark.parametrize("edit", [_same, _without_bookmarks])
@pytest.mark.parametrize("preset", [Preset.MODERN, Preset.PAPERBACK, Preset.WEB])
def test_what_comes_back_untouched_brings_nothing(tmp_path, preset, edit):
    options = replace(OPTIONS, preset=preset)
    assert _back(_plain(), options, edit, tmp_path) == Returned(())
    assert _back(lamp_book(), options, edit, tmp_path) == Returned(())


@pytest.mark.parametrize("edit", [_same, _without_bookmarks])
def test_suggestions_that_left_and_came_back_are_not_new(tmp_path, edit):
    assert _back(lamp_book(is_reviewed=True), REVIEW, edit, tmp_path) == Returned(())


@pytest.mark.parametrize("before", [_same, _without_bookmarks])
def test_an_untracked_change_is_a_suggestion_of_who_saved_the_file(tmp_path, before):
    book = _plain()

    def edit(text: str) -> str:
        changed: str = before(text).replace("It was late", "It was very late")
        return changed.replace("was open", "was shut")

    made = _back(book, OPTIONS, edit, tmp_path)
    assert [scene.place for scene in made.scenes] == [0, 3]
    (first,), (last,) = (scene.suggestions for scene in made.scenes)
    assert (first.author, last.author) == ("Edith", "Edith")
    assert _with(book.scenes[0].text, first) == book.scenes[0].text.replace(
        "was late", "was very late"
    )
    assert _with(book.scenes[3].text, last) == "\nIt was shut[^n].\n\n[^n]: Really.\n"


def _with(text: str, found: ImportedSuggestion) -> str:
    return text[: found.start] + found.new + text[found.end :]


def test_a_tracked_change_is_its_authors(tmp_path):
    book = _plain()
    change = ins("quietly ", author="Bob")

    def edit(text: str) -> str:
        at = text.index("<w:r><w:t", text.index("_scene_0b"))
        return text[:at] + change + text[at:]

    (scene,) = _back(book, OPTIONS, edit, tmp_path).scenes
    (found,) = scene.suggestions
    assert (scene.place, found.author, found.at_ms, found.new) == (1, "Bob", WHEN_MS, "quietly ")
    assert (found.start, found.end) == (0, 0)


def test_what_stands_between_tracked_and_other_changes_is_one(tmp_path):
    book = Book("T", "Ada", (BookScene("", "s", "One two three.\n", id="scene-1"),))

    def edit(text: str) -> str:
        old = '<w:t xml:space="preserve">One two three.</w:t>'
        assert old in text
        return text.replace(
            f"<w:r>{old}</w:r>",
            '<w:r><w:t xml:space="preserve">One </w:t></w:r><w:del w:id="9" w:author="Bob"><w:r>'
            '<w:delText>twice</w:delText></w:r></w:del><w:ins w:id="8" w:author="Bob"><w:r>'
            '<w:t>thrice</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> three.</w:t></w:r>',
        )

    (scene,) = _back(book, OPTIONS, edit, tmp_path).scenes
    (found,) = scene.suggestions
    assert _with("One two three.\n", found) == "One thrice three.\n"
    assert found.author == "Bob"


def test_new_comments_come_and_old_ones_do_not(tmp_path):
    text = "One two.\n"
    noted = BookScene("", "s", text, (), (), (MarginNote(0, 3, "Old.", "Ann"),), "scene-1")
    book = Book("T", "Ada", (noted,))
    both = replace(noted, notes=(*noted.notes, MarginNote(4, 7, "New.", "Bob")))
    data = render_file(replace(book, scenes=(both,)), REVIEW, unwatched).data
    (scene,) = what_returned(_edited(data, _same, tmp_path), book).scenes
    assert [(note.start, note.end, note.text, note.author) for note in scene.notes] == [
        (4, 7, "New.", "Bob")
    ]


def test_what_was_decided_outside_is_told(tmp_path):
    text = "One two three four.\n"
    one, two = OpenSuggestion(4, 7, "2", LINE_EDITOR), OpenSuggestion(14, 18, "4", LINE_EDITOR)
    scene = BookScene("", "s", text, (), (one, two), (), "scene-1")
    decided = replace(scene, text="One 2 three four.\n", suggestions=())
    data = render_file(Book("T", "Ada", (decided,)), REVIEW, unwatched).data
    file = _edited(data, _same, tmp_path, editor="Edith")
    (made,) = what_returned(file, Book("T", "Ada", (scene,))).scenes
    assert made.suggestions == ()
    assert [(s.start, s.end, s.new, s.author) for s in made.taken] == [(4, 7, "2", LINE_EDITOR)]
    assert [(s.start, s.end, s.new) for s in made.refused] == [(14, 18, "4")]


def test_a_scene_that_is_gone_is_missing(tmp_path):
    book = _plain()
    data = render_file(replace(book, scenes=book.scenes[:2]), OPTIONS, unwatched).data
    assert what_returned(_edited(data, _same, tmp_path), book).missing == (3,)


def test_words_before_the_first_scene_belong_to_it(tmp_path):
    book = Book("T", "Ada", (BookScene("", "s", "One.\n", id="scene-1"),))

    def edit(text: str) -> str:
        at = text.index("<w:p>", text.index("by Ada"))
        return f"{text[:at]}<w:p><w:r><w:t>Zero.</w:t></w:r></w:p>{text[at:]}"

    (scene,) = _back(book, OPTIONS, edit, tmp_path).scenes
    (found,) = scene.suggestions
    assert _with("One.\n", found) == "Zero.\n\nOne.\n"


def test_a_file_without_a_name_is_of_a_third_party(tmp_path):
    book = Book("T", "", (BookScene("", "s", "One.\n", id="scene-1"),))
    data = render_file(book, OPTIONS, unwatched).data
    file = _edited(data, lambda text: text.replace("One.", "Two."), tmp_path)
    (scene,) = what_returned(file, book).scenes
    assert scene.suggestions[0].author == "third party"


def test_libreoffice_between_leaves_untouched_words_alone(tmp_path, soffice: Soffice):
    books = {"plain": (_plain(), OPTIONS), "lamp": (lamp_book(is_reviewed=True), REVIEW)}
    paths = []
    for name, (book, options) in books.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(render_file(book, options, unwatched).data)
        paths.append(path)
    for path, (book, _) in zip(soffice.convert(paths, "docx"), books.values(), strict=True):
        file = read_file(path)
        assert file.export_mark == "book:1"
        assert what_returned(file, book) == Returned(()), path.name
