from __future__ import annotations

import pytest

from cocreate.formats.book import Book, BookScene
from cocreate.formats.document import Heading, Paragraph, SceneBreak
from cocreate.formats.inlines import plain_words
from cocreate.formats.laying_out import is_part_name, lay_out


def shape(*scenes: tuple[str, str], title: str = "T"):
    """Chapters as (title, is a part, scenes); a scene as what its blocks say, "|" for a break."""
    book = Book(title, "", tuple(BookScene(chapter, "", text) for chapter, text in scenes))
    return [
        (
            chapter.title,
            chapter.is_part,
            [
                "|" * scene.has_break + " ".join(map(_said, scene.blocks))
                for scene in chapter.scenes
            ],
        )
        for chapter in lay_out(book)
    ]


def _said(block):
    match block:
        case Heading():
            return f"{'#' * block.level}{plain_words(block.inlines)}"
        case Paragraph():
            return plain_words(block.inlines)
        case SceneBreak():
            return "***"
        case _:
            raise AssertionError(block)


def test_headings_of_the_text_open_chapters():
    assert shape(
        ("One", "# One *x*\n\na\n"), ("One", "b\n"), ("One", "## S\n\nc"), ("Two", "# Two")
    ) == [("One x", False, ["a", "|b", "##S c"]), ("Two", False, [])]


def test_a_chapter_that_the_text_does_not_name_is_named_all_the_same():
    assert shape(("One", "a"), ("One", "b"), ("Two", "c"), ("", "d")) == [
        ("One", False, ["a", "|b"]),
        ("Two", False, ["c", "|d"]),
    ]


def test_a_chapter_named_like_the_book_needs_no_heading():
    assert shape(("my book", "## A\n\na"), title="My Book") == [("", False, ["##A a"])]


def test_text_before_the_first_chapter_stands_in_one_without_a_heading():
    assert shape(("", "front"), ("One", "# One")) == [("", False, ["front"]), ("One", False, [])]


def test_a_scene_may_open_several_chapters():
    assert shape(("One", "a\n# Two\nb\n# Three\nc")) == [
        ("", False, ["a"]),
        ("Two", False, ["b"]),
        ("Three", False, ["c"]),
    ]


def test_scenes_that_are_apart_already_get_no_break():
    assert shape(("", "a\n\n***"), ("", "b"), ("", "---\n\nc"), ("", "#\n\nd")) == [
        ("", False, ["a ***", "b", "*** c", "*** d"])
    ]


def test_an_empty_scene_makes_no_break():
    assert shape(("", "a"), ("", "\n"), ("", "b")) == [("", False, ["a", "|b"])]


def test_parts_have_a_page():
    assert shape(
        ("Part One", "# Part One\n"), ("A", "# A\n\na"), ("Book II: Sea", "# Book II: Sea\n\nb")
    ) == [("Part One", True, []), ("A", False, ["a"]), ("Book II: Sea", False, ["b"])]


def test_below_a_part_headings_of_level_two_are_chapters():
    assert shape(
        ("Teil 1", "# Teil 1\n\n## A\n\na\n\n## B"), ("Teil 1", "b"), ("Teil 1", "## C\n\nc")
    ) == [
        ("Teil 1", True, []),
        ("A", False, ["a"]),
        ("B", False, ["b"]),
        ("C", False, ["c"]),
    ]


@pytest.mark.parametrize(
    "title",
    ["Part One", "Book II", "Teil 1", "Première partie", "PART THREE — The Sea", "Erstes Buch",
     "Parte 2. El mar", "The Second Part", "Часть первая", "第一部 海", "Part 4: A long way to go"],
)  # fmt: skip
def test_names_of_parts_are_known(title):
    assert is_part_name(title)


@pytest.mark.parametrize("title", ["One", "The part that she played", "", "Chapter 1", "Apart"])
def test_other_names_are_not_those_of_parts(title):
    assert not is_part_name(title)


def test_footnotes_go_where_their_sign_is():
    texts = (
        "a[^x] b[^1]\n\n[^1]: own, see[^x]\n\n[^9]: alone\n",
        "[^x]: elsewhere\n\nc[^1]\n\n[^1]: other\n",
    )
    book = Book("", "", tuple(BookScene("", "", text) for text in texts))
    first, second = lay_out(book)[0].scenes
    assert list(first.notes) == ["x", "1", "9"]
    assert first.note_places == {"x": 1}
    assert [_said(block) for block in second.notes["1"]] == ["other"]
    assert list(second.notes) == ["1"]


def test_an_empty_book_has_no_chapters():
    assert lay_out(Book("", "", ())) == ()


def test_footnotes_that_stand_alone_are_not_lost():
    texts = ("# A\n\na\n", "[^1]: alone\n")
    book = Book("", "", tuple(BookScene("", "", text) for text in texts))
    (chapter,) = lay_out(book)
    assert [list(scene.notes) for scene in chapter.scenes] == [[], ["1"]]
    (only,) = lay_out(Book("", "", (BookScene("", "", "[^1]: alone\n"),)))
    assert list(only.scenes[0].notes) == ["1"]
