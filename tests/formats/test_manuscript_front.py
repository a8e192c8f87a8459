from __future__ import annotations

import pytest

from cocreate.formats.book import Book
from cocreate.formats.document import Heading, Paragraph, Run
from cocreate.formats.layout import LaidChapter, LaidScene
from cocreate.formats.manuscript_front import running_head, short_title, words_about
from cocreate.formats.presets import ExportOptions


def _chapter(words: int) -> LaidChapter:
    heading = Heading(2, (Run("Not a word of"),))
    paragraph = Paragraph((Run("word " * words),))
    blocks = (paragraph,) if words else ()
    title = (Run("A title that is not counted"),)
    return LaidChapter(title, "A title", (LaidScene(0, blocks), LaidScene(1, (heading,))))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (5_196, "about 5,200 words"),
        (5_146, "about 5,200 words"),
        (5_145, "about 5,100 words"),
        (3, "about 100 words"),
    ],
)
def test_words_are_counted_to_a_hundred(count, said):
    assert words_about([_chapter(count)], "en") == said


def test_a_manuscript_without_words_says_nothing_of_them():
    assert words_about([], "en") == ""


def test_the_count_is_said_in_the_language_of_the_book():
    assert words_about([_chapter(5_196)], "de-AT") == "etwa 5.200 Wörter"
    assert words_about([_chapter(5_196)], "fr") == "environ 5\u202f200 mots"
    assert words_about([_chapter(5_196)], "xx") == "about 5,200 words"


def test_the_running_head_is_surname_and_short_title():
    book = Book("The Long Glass: A Novel", "Ada Margaret Quill", ())
    assert running_head(book, ExportOptions()) == ("Quill", "LONG GLASS")
    options = ExportOptions(surname="Quill-Marsh", short_title="Glass")
    assert running_head(book, options) == ("Quill-Marsh", "GLASS")
    assert running_head(Book("", "", ()), ExportOptions()) == ()


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Moby-Dick; or, The Whale", "Moby-Dick"),
        ("The", "The"),
        ("", ""),
        ("Salt — A Memoir", "Salt"),
        ("(Untitled)", "(Untitled)"),
        ("What the keeper's daughter said about the bell", "What the keeper's daughter"),
        ("The Lamp at the End of the Harbour", "Lamp at the End"),
        ("Die Frau am langen Ende der alten Straße", "Die Frau am langen Ende"),
        ("What It Was For", "What It Was For"),
        ("Donaudampfschifffahrtsgesellschaft am Abend", "Donaudampfschifffahrtsgesellschaft"),
    ],
)
def test_a_short_title_has_neither_article_nor_subtitle(title, short):
    assert short_title(title) == short
