from __future__ import annotations

from hypothesis import given, settings

from cocreate.formats.canonical import canonical, is_safe_address
from cocreate.formats.document import (
    Block,
    Blocks,
    CodeBlock,
    Document,
    Heading,
    Inline,
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
from tests.formats.documents import documents

EM = Style.EMPHASIS


def only(block: Block) -> Block:
    (made,) = canonical(Document((block,))).blocks
    return made


def inlines(*made: Inline) -> tuple[Inline, ...]:
    block = only(Paragraph(made))
    assert isinstance(block, Paragraph)
    return block.inlines


@given(documents)
@settings(deadline=None, max_examples=40)
def test_twice_is_as_good_as_once(document):
    assert canonical(canonical(document)) == canonical(document)


def test_runs_of_one_style_are_one_and_offsets_are_forgotten():
    assert inlines(Run("a", 1, 2), Run("", 2, 2, EM), Run("b", 9, 10)) == (Run("ab"),)


def test_emphasis_ends_where_its_words_end():
    assert inlines(Run("a ", style=EM), Run("b"), Run(" c d ", style=EM | Style.STRUCK)) == (
        Run("a", style=EM),
        Run(" b"),
        Run(" ", style=Style.STRUCK),
        Run("c d", style=EM | Style.STRUCK),
        Run(" ", style=Style.STRUCK),
    )


def test_a_space_between_emphasised_words_is_emphasised():
    made = (Run("a", style=EM), Run(" ", style=EM, href="u"), Run("b", style=EM))
    assert inlines(*made) == made


def test_headings_and_cells_are_one_line():
    words = (Run("a\nb"), LineBreak(), Run("c"))
    assert only(Heading(9, words)) == Heading(6, (Run("a b c"),))
    assert only(Table((words, ()), ((),), ("left",))) == Table(
        ((Run("a b c"),), ()), (((), ()),), ("left", "")
    )


def test_control_signs_and_what_utf8_cannot_say_are_replaced():
    assert inlines(Run("a\r\nb\x0bc\ud800\0")) == (Run("a\nb c\ufffd\ufffd"),)


def test_addresses_that_nobody_should_follow_are_dropped():
    assert inlines(Run("a", href="javascript:x")) == (Run("a"),)
    assert inlines(Picture("file:///etc/passwd", "map"), Picture("data:text/html,x")) == (
        Run("mapdata:text/html,x"),
    )
    assert is_safe_address("data:image/png;base64,x")


def test_empty_things_go():
    blocks: Blocks = (Paragraph(()), ListBlock(None, ()), Table((), (), ()), SceneBreak())
    assert canonical(Document(blocks)) == Document((SceneBreak(),))
    assert inlines(Run("a"), LineBreak(), LineBreak()) == (Run("a"),)


def test_lists_are_tight_where_that_can_be_said():
    one, two = Paragraph((Run("a"),)), Paragraph((Run("b"),))
    assert only(ListBlock(None, ((one,),), is_tight=False)) == ListBlock(None, ((one,),))
    assert only(ListBlock(None, ((one, two),))) == ListBlock(None, ((one, two),), is_tight=False)
    apart = ListBlock(1, ((one,), (two,)), is_tight=False)
    assert only(apart) == apart
    assert only(ListBlock(-4, ((Quote(()),),), is_tight=False)) == ListBlock(0, ((Quote(()),),))


def test_labels_of_footnotes_can_be_said_and_differ():
    document = Document(
        (Paragraph((NoteRef("a b"), NoteRef("a]b"), NoteRef(" "))),), {"a b": (SceneBreak(),)}
    )
    assert dict(canonical(document).notes) == {"a-b": (SceneBreak(),), "a-b-2": (), "note": ()}


def test_code_keeps_its_lines_and_its_info_is_one():
    assert only(CodeBlock("a\r\n b", " py\nx ")) == CodeBlock("a\n b", "py x")
