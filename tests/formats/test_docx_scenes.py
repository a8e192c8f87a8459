from __future__ import annotations

from cocreate.formats.book import Book, BookScene, MarginNote, OpenSuggestion
from cocreate.formats.docx_scenes import BookItems, items_of
from cocreate.formats.tracked import Anchor, Kind, Para
from tests.formats.tracked_text import lamp_book, lines_of


def _items(*scenes: BookScene, title: str = "Book") -> BookItems:
    return items_of(Book(title, "W", scenes), for_review=True)


def _scene(text: str, chapter: str = "", **more: tuple[OpenSuggestion, ...]) -> BookScene:
    return BookScene(chapter, "s", text, **more)  # type: ignore[arg-type]


def test_headings_and_breaks_that_no_text_has_stand_before_their_scenes():
    items = items_of(lamp_book(), for_review=False)
    assert [[para.shape.kind for para in scene.before] for scene in items.scenes] == [
        [], [], [Kind.HEADING], [Kind.BREAK]
    ]  # fmt: skip
    assert lines_of(items.scenes[2].before, takes=True) == ["The Door"]
    assert items.after == ()


def test_the_chapters_of_a_part_are_told():
    (scene,) = _items(_scene("# Part One\n\n## The Sea\n\nx\n\n## The Land\n\ny\n")).scenes
    assert list(scene.roles.values()) == ["part", "chapter", "chapter"]
    assert lines_of(scene.items, takes=True)[0] == "Part One"


def test_a_chapter_that_holds_nothing_is_not_lost():
    items = _items(_scene("x", "One"), _scene("", "Two"))
    assert lines_of(items.after, takes=True) == ["Two"]


def test_a_heading_without_words_is_a_break():
    (scene,) = _items(_scene("a\n\n#\n\nb\n\n###\n\nc")).scenes
    assert [item.shape.kind for item in scene.items if isinstance(item, Para)] == [
        Kind.BODY, Kind.BREAK, Kind.BODY, Kind.HEADING, Kind.BODY
    ]  # fmt: skip


def test_a_note_of_another_scene_is_shared_and_those_of_nobody_are_counted():
    items = _items(_scene("a[^n]"), _scene("b\n\n[^n]: note[^m]\n\n[^x]: no\n\n[^m]: deep"))
    assert lines_of(items.scenes[0].notes["n"], takes=True) == ["note[^m]"]
    assert items.unused_notes == 1


def test_signs_in_tables_are_signs():
    assert _items(_scene("| a[^n] |\n|---|\n| b |\n\n[^n]: note")).unused_notes == 0


def test_suggestions_reach_footnotes_and_remarks_are_numbered_through():
    one = "a[^n] b\n\n[^n]: old note\n"
    items = _items(
        _scene(
            one,
            suggestions=(
                OpenSuggestion(6, 7, "c[^k]", "A", "why"),
                OpenSuggestion(15, 18, "new", "A", "note"),
                OpenSuggestion(len(one), len(one), "\n[^k]: fresh\n", "A"),
            ),
        ),
        BookScene("", "t", "x", notes=(MarginNote(0, 1, "m", "B"),)),
    )
    scene = items.scenes[0]
    assert lines_of(scene.notes["n"], takes=True) == ["new note"]
    assert lines_of(scene.notes["n"], takes=False) == ["old note"]
    assert lines_of(scene.notes["k"], takes=True) == ["fresh"]
    assert [remark.text for remark in items.remarks] == ["why", "note", "m"]
    (para,) = items.scenes[1].items
    assert isinstance(para, Para)
    assert para.parts[0] == Anchor(2, opens=True)


def test_a_remark_about_no_word_stands_at_the_first_paragraph():
    note = (MarginNote(0, 0, "m", "B"),)
    (scene,) = _items(BookScene("", "t", "", notes=note)).scenes
    assert [part for item in scene.items if isinstance(item, Para) for part in item.parts] == [
        Anchor(0, opens=True),
        Anchor(0, opens=False),
    ]
    text = "a\n\n\n\n\n\nb"
    far = (MarginNote(4, 5, "m", "B"),)
    (scene,) = _items(BookScene("", "t", text, notes=far)).scenes
    assert isinstance(scene.items[0], Para)
    assert scene.items[0].parts[:2] == (Anchor(0, opens=True), Anchor(0, opens=False))
    table = "| a |\n|---|\n| b |\n"
    (scene,) = _items(BookScene("", "t", table, notes=(MarginNote(18, 18, "m", "B"),))).scenes
    assert len(scene.items) == 2
