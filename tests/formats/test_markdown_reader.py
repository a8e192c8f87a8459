"""Reading Markdown: every word is there, and knows where it stands."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.document import (
    CodeBlock,
    Document,
    Heading,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    SceneBreak,
    Style,
    Table,
)
from cocreate.formats.inlines import inlines_of, note_refs, plain_words
from cocreate.formats.markdown_reader import read_markdown, read_together
from cocreate.text.markup import shown_text

pieces = st.sampled_from(
    ["a", "b ", " ", "\n", "\n\n", "*", "**", "_", "`", "``", "[a]", "(u)", "[", "]", "#", "## ",
     "> ", "- ", "1. ", "```\n", "~~~\n", "---\n", "===\n", "    ", "\t", "\\", "!", "[r]: u\n",
     "&", "~~", "é", "🚀", "|", "|-|\n", "[^n]", "[^n]: ", "<b>", "<div>\n", "&amp;", "\\|", "  \n",
     "<http://u>", "\u3000", "| a | b |\n", "\0"]
)  # fmt: skip
texts = st.lists(pieces, max_size=30).map("".join)
# In a footnote's text an address may be defined, which is words where nobody knows of footnotes.
plain_texts = texts.map(lambda text: text.replace("[r]: u", "r"))


def runs_of(document: Document) -> list[Run]:
    blocks = [document.blocks, *document.notes.values()]
    return [
        inline
        for found in blocks
        for inlines in inlines_of(found)
        for inline in inlines
        if isinstance(inline, Run)
    ]


def all_words(document: Document) -> str:
    found: list[str] = []

    def walk(blocks):
        found.extend(map(plain_words, inlines_of(blocks)))
        found.extend(ref.label for ref in note_refs(blocks))
        found.extend(code.text for code in codes_of(blocks))

    walk(document.blocks)
    for label, blocks in document.notes.items():
        found.append(label)
        walk(blocks)
    return " ".join(found)


def codes_of(blocks):
    for block in blocks:
        match block:
            case CodeBlock():
                yield block
            case Quote():
                yield from codes_of(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from codes_of(item)
            case _:
                pass


def only_paragraph(document: Document) -> Paragraph:
    (block,) = document.blocks
    assert isinstance(block, Paragraph)
    return block


def letters(words: str) -> list[str]:
    # Without digits: what counts words knows no footnotes, and takes the number of a list that
    # begins one for a word.
    return sorted(re.sub(r"[\W\d_]", "", words))


@given(texts)
@settings(deadline=None, max_examples=300)
def test_the_words_of_a_run_are_what_stands_at_its_place(text):
    for run in runs_of(read_markdown(text)):
        assert 0 <= run.start < run.end <= len(text)
        if len(run.text) == run.end - run.start:
            assert run.text == text.replace("\0", "\ufffd")[run.start : run.end]


@given(plain_texts)
@settings(deadline=None, max_examples=300)
def test_every_visible_word_of_a_text_is_in_its_document(text):
    missing = letters(shown_text(text))
    for sign in letters(all_words(read_markdown(text))):
        if sign in missing:
            missing.remove(sign)
    assert not missing


def test_blocks_and_styles_are_told_apart():
    text = "# A *b*\n\n> q\n\n3. x\n4. y\n\n---\n\n```py\nc\n```\n\n~~s~~ **[l](u)**\\\nw`c`"
    assert read_markdown(text).blocks == (
        Heading(1, (Run("A ", 2, 4), Run("b", 5, 6, Style.EMPHASIS)), 0, 7),
        Quote((Paragraph((Run("q", 11, 12),), 9, 12),), 9, 12),
        ListBlock(
            3,
            (
                (Paragraph((Run("x", 17, 18),), 14, 18),),
                (Paragraph((Run("y", 22, 23),), 19, 23),),
            ),
            True,
            14,
            23,
        ),
        SceneBreak(25, 28),
        CodeBlock("c", "py", 30, 41),
        Paragraph(
            (
                Run("s", 45, 46, Style.STRUCK),
                Run(" ", 48, 49),
                Run("l", 52, 53, Style.STRONG, "u"),
                LineBreak(59, 61),
                Run("w", 61, 62),
                Run("c", 63, 64, Style.CODE),
            ),
            43,
            65,
        ),
    )


def test_a_footnote_has_blocks_of_its_own():
    text = "See[^a] and [^none].\n\n[^b]: Alone.\n[^a]: One.\n\n    Two.\n\n[^a]: Again.\n"
    document = read_markdown(text)
    inlines = only_paragraph(document).inlines
    assert inlines[1] == NoteRef("a", 3, 7)
    assert "[^none]" in plain_words(inlines)
    assert list(document.notes) == ["a", "b", "a-2"]
    assert [plain_words(inlines) for inlines in inlines_of(document.notes["a"])] == ["One.", "Two."]


def test_a_table_keeps_what_is_too_much_in_its_last_cell():
    table = read_markdown("| a | b |\n|:--|:-:|\n| 1 \\| *2* |\n| x | y | z |\n").blocks[0]
    assert isinstance(table, Table)
    assert table.sides == ("left", "center")
    assert [[plain_words(cell) for cell in row] for row in table.rows] == [
        ["1 | 2", ""],
        ["x", "y | z"],
    ]


def test_pictures_and_addresses_stay_as_they_are_written():
    paragraph = only_paragraph(read_markdown('![a *map*](<my map.png> "T")[x](http://é.org/ü)'))
    assert paragraph.inlines == (
        Picture("my map.png", "a map", "T", 0, 28),
        Run("x", 29, 30, href="http://é.org/ü"),
    )


def test_html_is_the_words_it_is():
    document = read_markdown("a <b>c</b>\n\n<div>\n  *x*\n\n<!-- y -->")
    assert all_words(document) == "a <b>c</b> <div> *x* <!-- y -->"


def test_scripts_are_no_links():
    paragraph = only_paragraph(read_markdown("[x](javascript:alert(1))"))
    assert paragraph.inlines == (Run("[x](javascript:alert(1))", 0, 24),)


def test_scenes_know_each_others_footnotes_and_addresses():
    first, second = read_together(["a[^1] [x]", "[^1]: note\n\n[x]: http://u\n"])
    assert only_paragraph(first).inlines[1:] == (
        NoteRef("1", 1, 5),
        Run(" ", 5, 6),
        Run("x", 7, 8, href="http://u"),
    )
    assert first.notes == {}
    assert list(second.notes) == ["1"]


def test_what_lies_too_deep_is_read_as_words():
    assert "hidden" in all_words(read_markdown("> " * 200 + "hidden"))
    assert "hidden" in all_words(read_markdown("- " * 200 + "hidden\n> more"))


@pytest.mark.parametrize("sign", ["*", "[", "`", "<", "_a", "![", "\\", "&", "[](", "[]", "~~a "])
def test_a_paragraph_of_a_hundred_thousand_signs_is_read_in_little_time(sign):
    began = process_time()
    paragraph = only_paragraph(read_markdown(f"x{sign * 100_000}"))
    assert process_time() - began < 2.0
    assert paragraph.inlines


def test_a_book_is_read_in_little_time():
    text = ("The *sea* was calm, and “the wind” fell, so he said. " * 4 + "\n\n") * 600
    began = process_time()
    read_markdown(text)
    assert process_time() - began < 1.5


def test_what_a_picture_shows_is_said_in_plain_words():
    text = "![a [b](u) ![c](d) `e`\nf[^n]](p)\n\n[^n]: x\n"
    (paragraph,) = read_markdown(text).blocks
    assert isinstance(paragraph, Paragraph)
    (picture,) = paragraph.inlines
    assert isinstance(picture, Picture)
    assert picture.alt == "a b c e f[^n]"
