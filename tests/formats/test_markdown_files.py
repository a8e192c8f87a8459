from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.book import (
    Appendix,
    Book,
    BookScene,
    ImportedNote,
    ImportedSuggestion,
    MarginNote,
    OpenSuggestion,
    unwatched,
)
from cocreate.formats.laying_out import lay_out
from cocreate.formats.markdown_files import read_file, render_file, split_scenes, to_markdown
from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions

REVIEW = ExportOptions(for_review=True)


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


def test_front_matter_stays_in_the_text_of_the_first_scene(tmp_path):
    head = "---\ntitle: The Lamp\nauthor: Ada\nlang: en-GB\n---\n\n"
    text = f"{head}# One\n\na[^1]\n\n# Two\n\n[^1]: b\n"
    path = tmp_path / "x.md"
    path.write_text(text, encoding="utf-8")
    file = read_file(path)
    assert (file.title, file.writer, file.language) == ("The Lamp", "Ada", "en-GB")
    assert [scene.title for scene in file.scenes] == ["One", "Two"]
    assert "".join(scene.text for scene in file.scenes) == text
    chapters = lay_out(Book("", "", tuple(BookScene("", "", scene.text) for scene in file.scenes)))
    assert [chapter.title for chapter in chapters] == ["One", "Two"]


def test_text_behind_front_matter_is_a_scene_of_its_own():
    assert _shape("---\ntitle: x\n---\nFront.\n# One\n")[0][2] == "---\ntitle: x\n---\nFront.\n"


def test_suggestions_and_notes_go_out_for_review_and_come_back(tmp_path):
    scenes = (
        BookScene("One", "One", "# One\n\nShe lit it.\n", (),
                  (OpenSuggestion(11, 14, "lights", "Editor (AI: m)", "Tense."),)),
        BookScene("Two", "Two", "# Two\n\nSea.\n", (), (), (MarginNote(7, 10, "Which?", "Ada"),)),
    )  # fmt: skip
    path = tmp_path / "x.md"
    path.write_bytes(render_file(Book("", "", scenes), REVIEW, unwatched).data)
    one, two = read_file(path).scenes
    assert (one.text, two.text) == (scenes[0].text, scenes[1].text)
    assert one.suggestions == (
        ImportedSuggestion(11, 14, "lights", "Editor (AI: m)", reason="Tense."),
    )
    assert two.notes == (ImportedNote(7, 10, "Which?", "Ada"),)
    plain = render_file(Book("", "", scenes), PLAIN_OPTIONS, unwatched).data.decode()
    assert plain == scenes[0].text + scenes[1].text


def test_pictures_go_beside_the_file_and_nowhere_else():
    pictures = {"images/a.png": b"x", "../b.png": b"y", "/c.png": b"z", "C:d": b"w"}
    rendered = render_file(Book("", "", (), None, pictures), PLAIN_OPTIONS, unwatched)
    assert rendered.beside == {"images/a.png": b"x"}
