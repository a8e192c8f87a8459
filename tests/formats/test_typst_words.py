from __future__ import annotations

import pytest

from cocreate.formats.document import (
    Block,
    CodeBlock,
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
from cocreate.formats.typst_words import Levels, WordData, breakable, is_right_to_left

A = (Run("a"),)


def _data(*blocks: Block, notes=None, words: WordData | None = None):
    return (words or WordData()).scene(blocks, notes or {}, "s", 1)


def test_words_carry_their_styles():
    both = Style.EMPHASIS | Style.STRONG
    line = (
        Run("a\nb"),
        Run("c", style=both),
        LineBreak(),
        Run("d", style=Style.CODE | Style.STRUCK),
    )
    assert _data(Paragraph(line)) == [
        ["p", False, ["a b", ["t", "es", "c"], ["r"], ["t", "cx", "d"]]]
    ]


def test_only_addresses_of_the_web_and_of_mail_become_links():
    good = ("https://e.org/a?b#c", "HTTP://e.org", "mailto:a@e.org")
    bad = ("javascript:alert(1)", "file:///etc/passwd", "notes.md", "https://a b", "https://a\n")
    for href in good:
        assert _data(Paragraph((Run("x", href=href),))) == [["p", False, [["a", href, "", "x"]]]]
    for href in bad:
        assert _data(Paragraph((Run("x", href=href),))) == [["p", False, ["x"]]]


def test_every_block_has_its_kind():
    blocks = (
        Quote((Paragraph(A),)),
        ListBlock(None, ((Paragraph(A),),)),
        ListBlock(3, ((Paragraph(A),), ()), is_tight=False),
        CodeBlock("x\n  y", "py"),
        Table((A, A), ((A, A),), ("left", "")),
        SceneBreak(),
    )
    paragraph = ["p", False, ["a"]]
    assert _data(*blocks) == [
        ["q", [paragraph]],
        ["l", None, True, [[paragraph]]],
        ["l", 3, False, [[paragraph], []]],
        ["c", "x\n  y"],
        ["t", ["left", ""], [["a"], ["a"]], [[["a"], ["a"]]]],
        ["b"],
    ]


def test_a_table_too_wide_for_any_page_becomes_lines():
    words = WordData()
    row = ((Run("x"),), *[A] * 12)
    table = Table(row, (row,), ("",) * 13)
    line = ["p", False, ["x", *[" | ", "a"] * 12]]
    assert _data(table, words=words) == [line, line]
    assert words.losses() == ("1 table of more than 12 columns became lines: no page is so wide.",)
    _data(table, words=words)
    assert words.losses()[0].startswith("2 tables")


def test_headings_never_skip_a_level():
    words = WordData()
    words.levels.next(1)
    data = _data(*(Heading(level, A) for level in (4, 2, 3, 6, 9)), words=words)
    assert [[kind, level, look] for kind, level, look, _ in data] == [
        ["h", 2, 4],
        ["h", 2, 2],
        ["h", 3, 3],
        ["h", 4, 6],
        ["h", 5, 9],
    ]
    assert [Levels().next(wanted) for wanted in (0, 1, 5)] == [1, 1, 1]


def test_a_footnote_stands_once_and_its_sign_as_often_as_wanted():
    notes = {"b": (Paragraph((NoteRef("b"),)), Heading(3, A)), "a": (Paragraph(A),), "c": ()}
    refs = Paragraph((NoteRef("a"), NoteRef("b"), NoteRef("a")))
    words = WordData()
    assert _data(refs, notes=notes, words=words) == [
        [
            "p",
            False,
            [
                ["n", "s-1", [["p", False, ["a"]]]],
                ["n", "s-0", [["p", False, [["m", "s-0"]]], ["p", False, ["a"]]]],
                ["m", "s-1"],
            ],
        ]
    ]
    assert words.losses() == ("1 footnote to which no sign in the text refers had no place.",)
    _data(notes={"x": (), "y": ()}, words=words)
    assert words.losses()[0].startswith("3 footnotes")


def test_a_picture_is_its_file_or_the_words_that_describe_it():
    words = WordData({"i/a.png": "picture-0.png"})
    here, gone, bare = Picture("i/a.png", "A lamp"), Picture("i/b.png", "", "Fog"), Picture("c")
    assert _data(Paragraph((here,)), Paragraph((here, gone, bare, gone)), words=words) == [
        ["i", "picture-0.png", "A lamp"],
        [
            "p",
            False,
            [
                ["i", "picture-0.png", "A lamp"],
                ["x", "[Picture: Fog]"],
                ["x", "[Picture: a picture without a description]"],
                ["x", "[Picture: Fog]"],
            ],
        ],
    ]
    assert words.losses() == (
        "3 pictures were replaced by the words that describe them: c, i/b.png.",
    )


def test_lists_and_quotes_are_nested_only_so_deep_and_keep_all_words():
    block: Block = Paragraph(A)
    for depth in range(30):
        block = Quote((block,)) if depth % 2 else ListBlock(None, ((block, Paragraph(A)),))
    words = WordData()
    shown = str(_data(block, words=words))
    assert shown.count("'a'") == 16
    assert shown.count("'q'") + shown.count("'l'") == 8
    assert words.losses() == (
        "Lists and quotes inside each other were set 8 levels deep at the most.",
    )


def test_paragraphs_know_where_they_begin():
    assert is_right_to_left((Run("1. «אור"),))
    assert is_right_to_left((Picture("x"), Run("مرحبا a")))
    assert not is_right_to_left((Run("a אור"),))
    assert not is_right_to_left((Run("123"),))


def test_endless_words_may_be_broken_and_stay_the_same_words():
    text = "short " + "x" * 100 + " 漢" * 3 + "字" * 80
    assert breakable(text).replace("\u200b", "") == text
    assert "x" * 12 + "\u200b" in breakable(text)
    assert "\u200b" not in breakable("a" * 35 + " " + "字" * 80)


def test_a_screenplay_is_divided_into_its_lines():
    def lines(paragraph):
        yield "SceneHeading", paragraph.inlines
        yield "Action", paragraph.inlines

    words = WordData({}, lines)
    words.levels.next(1)
    data = _data(Paragraph(A), Quote((Paragraph(A),)), words=words)
    assert data == [["h", 2, 2, ["a"]], ["e", "Action", ["a"]], ["q", [["p", False, ["a"]]]]]


@pytest.mark.parametrize(
    ("name", "again"),
    [("Ada", "ADA (CONT’D)"), ("ADA (O.S.)", "ADA (O.S.) (CONT’D)"), ("A (CONT'D)", "A (CONT'D)")],
)
def test_what_somebody_says_stays_together_and_knows_the_name_for_the_next_page(name, again):
    def lines(_paragraph):
        yield "Character", (Run(name),)
        yield "Dialogue", A

    data = _data(Paragraph(A), Paragraph(A), words=WordData({}, lines))
    assert data == [
        ["s", 1, [name], again, [["Dialogue", ["a"]]]],
        ["s", 2, [name], again, [["Dialogue", ["a"]]]],
    ]


def test_a_name_alone_and_nothing_at_all_are_lines_as_any_other():
    def alone(_paragraph):
        yield "Character", A

    assert _data(Paragraph(A), words=WordData({}, alone)) == [["e", "Character", ["a"]]]
    assert _data(Paragraph(()), words=WordData({}, lambda _paragraph: ())) == []
