from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocreate.formats.document import CodeBlock, Document, LineBreak, Run
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.paragraph_tree import grow, settled
from cocreate.formats.paragraphs import flatten
from cocreate.formats.tracked import BODY, Change, Grid, Item, Kind, Para, Piece, Row, Shape
from tests.formats.test_revising import texts
from tests.formats.tracked_text import LAMP

NEW, OLD = Change(is_insertion=True, author="A"), Change(is_insertion=False, author="A")


def _again(text: str) -> str:
    document = read_markdown(text)
    return write_markdown(
        Document(
            grow(flatten(document.blocks)),
            {label: grow(flatten(note)) for label, note in document.notes.items()},
        )
    )


def _para(text: str, change: Change | None = None, end: Change | None = None) -> Para:
    return Para(BODY, (Piece(Run(text), change),), end)


def _markdown(items: tuple[Item, ...], *, takes: bool) -> str:
    return write_markdown(Document(grow(settled(items, takes=takes))))


def test_a_text_with_everything_is_the_same_again():
    assert _again(LAMP) == write_markdown(read_markdown(LAMP))


blocks = st.sampled_from(
    ["> a\n\n", "- b\n", "1. c\n", "> - d\n", "- e\n\n  > f\n\n", "g\n\n", "  - h\n", "***\n\n",
     "# i\n\n", "| j |\n|---|\n| k |\n\n"]
)  # fmt: skip


@given(st.lists(blocks, max_size=8).map("".join))
def test_quotes_and_lists_hold_the_same_words_again(text):
    once = _again(text)
    assert _again(once) == once


@given(texts)
def test_no_word_is_lost(text):
    text = text.replace("~~", "").replace("```", "")  # what is said of a block of code goes
    before = "".join(write_markdown(read_markdown(text)).split())
    after = "".join(_again(text).split())
    assert sorted(filter(str.isalpha, after)) == sorted(filter(str.isalpha, before))


def test_changes_of_paragraph_ends_part_and_join():
    items = (_para("a", end=OLD), _para("b", NEW, NEW), _para("c", OLD))
    assert _markdown(items, takes=False) == "a\n\nc\n"
    assert _markdown(items, takes=True) == "ab\n"


def test_words_whose_end_goes_with_nothing_behind_stay():
    assert _markdown((_para("a", end=OLD),), takes=True) == "a\n"
    assert settled((_para("a", OLD, OLD),), takes=True) == ()


def test_rows_come_and_go_and_with_the_last_the_table():
    def row(text: str, change: Change | None) -> Row:
        return Row((_para(text),), change)

    grid = Grid((row("a", None), row("b", NEW), row("c", OLD)), ("",))
    assert _markdown((grid,), takes=False) == "| a |\n| --- |\n| c |\n"
    assert _markdown((grid,), takes=True) == "| a |\n| --- |\n| b |\n"
    assert settled((Grid((row("a", NEW),), ("",)),), takes=False) == ()


def test_lines_of_code_are_one_block():
    code = Shape(Kind.CODE)
    lines = (
        Para(code, (Piece(Run("x")), Piece(LineBreak()), Piece(Run("y")))),
        Para(code, (Piece(Run(" z")),)),
    )
    assert grow(lines) == (CodeBlock("x\ny\n z"),)


def test_what_goes_on_in_a_list_without_an_item_is_an_item():
    deep = Para(Shape(depth=2), (Piece(Run("a")),))
    assert write_markdown(Document(grow((deep,)))) == "- - a\n"


def test_white_space_around_a_paragraph_goes():
    parts = (Piece(Run("\t")), Piece(Run(" a ")), Piece(Run(" ")))
    assert write_markdown(Document(grow((Para(BODY, parts),)))) == "a\n"
