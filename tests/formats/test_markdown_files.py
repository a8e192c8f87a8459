from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.book import Appendix, Book, BookScene
from cocreate.formats.markdown_files import split_scenes, to_markdown


def _shape(text: str) -> list[tuple[str, str, str]]:
    return [(scene.chapter, scene.title, scene.text) for scene in split_scenes(text, "stem")]


def test_a_text_without_headings_is_one_scene_named_after_the_file():
    assert _shape("Words.\n\nMore.") == [("", "stem", "Words.\n\nMore.")]


def test_an_empty_text_is_one_empty_scene():
    assert _shape("") == [("", "stem", "")]


def test_chapters_hold_their_scenes():
    assert _shape("# One\n\n## A\na\n## B\nb\n\n# Two\n## C\nc\n") == [
        ("One", "One", "# One\n\n"),
        ("One", "A", "## A\na\n"),
        ("One", "B", "## B\nb\n\n"),
        ("Two", "Two", "# Two\n"),
        ("Two", "C", "## C\nc\n"),
    ]


def test_a_chapter_without_scenes_is_one_scene():
    assert _shape("# One\n\nText.\n\n### Deep\n\n# Two\nMore.") == [
        ("One", "One", "# One\n\nText.\n\n### Deep\n\n"),
        ("Two", "Two", "# Two\nMore."),
    ]


def test_words_between_a_chapter_and_its_first_scene_are_a_scene_named_after_the_chapter():
    assert _shape("# One\nOpening.\n## A\na")[0] == ("One", "One", "# One\nOpening.\n")


def test_without_chapters_the_scenes_stand_in_one_named_after_the_file():
    assert _shape("Front.\n\n## A\na\n## B\nb") == [
        ("stem", "stem", "Front.\n\n"),
        ("stem", "A", "## A\na\n"),
        ("stem", "B", "## B\nb"),
    ]


def test_scenes_before_the_first_chapter_stand_in_none():
    assert _shape("Front.\n## A\na\n# One\nx") == [
        ("", "stem", "Front.\n"),
        ("", "A", "## A\na\n"),
        ("One", "One", "# One\nx"),
    ]


def test_white_space_before_the_first_heading_goes_with_it():
    assert _shape("\n\n# One\nx") == [("One", "One", "\n\n# One\nx")]


def test_underlined_headings_divide():
    assert _shape("One\n===\nx\n\nA\n---\na") == [
        ("One", "One", "One\n===\nx\n\n"),
        ("One", "A", "A\n---\na"),
    ]


def test_a_heading_without_words_is_named_after_the_file():
    assert _shape("##\ntext") == [("stem", "stem", "##\ntext")]


def test_fenced_headings_do_not_divide():
    assert len(_shape("# One\n```\n# no\n## no\n```\n")) == 1


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(["# A", "## B", "word", "", "```", "===", "---", "- x"])))
def test_the_scenes_in_a_row_are_the_text(lines):
    text = "\n".join(lines)
    assert "".join(scene.text for scene in split_scenes(text, "stem")) == text


def test_a_line_of_two_hundred_thousand_signs_is_one_scene():
    text = "word " * 40_000
    assert _shape(text) == [("", "stem", text)]


def _book(*texts: str, appendix: Appendix | None = None) -> Book:
    return Book("T", "W", tuple(BookScene("", "s", text) for text in texts), appendix)


def test_the_manuscript_goes_out_exactly_as_it_came():
    assert to_markdown(_book("# One\n", "two", "three\n")) == "# One\ntwo\nthree\n"


def test_the_appendix_stands_behind_a_blank_line():
    appendix = Appendix("# Report\n", "", "")
    assert to_markdown(_book("a\n", appendix=appendix)) == "a\n\n# Report\n"
    assert to_markdown(_book("a", appendix=appendix)) == "a\n\n# Report\n"
    assert to_markdown(_book(appendix=appendix)) == "# Report\n"
