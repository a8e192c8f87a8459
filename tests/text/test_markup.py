"""Syntax and words of Markdown, held against what the parser itself renders."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cocreate.text.markup import (
    Heading,
    LineStyle,
    StyleKind,
    headings,
    line_styles,
    markup_ranges,
    shown_text,
)

pieces = st.sampled_from(
    ["a", "b ", " ", "\n", "\n\n", "*", "**", "_", "`", "``", "[a]", "(u)", "[", "]", "#", "## ",
     "> ", "- ", "1. ", "```\n", "~~~\n", "---\n", "===\n", "    ", "\t", "\\", "!", "[r]: u\n",
     "&", "~", "é", "🚀"]
)  # fmt: skip
documents = st.lists(pieces, max_size=25).map("".join)
wild = st.lists(st.one_of(pieces, st.sampled_from(["<b>", "<!--", "-->", "<div>\n", "\r\n", "\r",
    "\0", "&amp;", "<http://u>", ">"])), max_size=25).map("".join)  # fmt: skip


def rendered(text):
    """The text that the parser renders, without white space."""
    found = []

    def take(tokens):
        for token in tokens:
            if token.children:
                take(token.children)
            elif token.type in ("text", "code_inline", "text_special", "fence", "code_block"):
                found.append(token.content)

    take(MarkdownIt("commonmark", {"maxNesting": 60}).parse(text))
    return "".join("".join(found).split())


@given(documents)
@settings(deadline=None, max_examples=600)
def test_what_is_not_markup_is_what_the_parser_renders(text):
    assert "".join(shown_text(text).split()) == rendered(text)


@given(wild)
@settings(deadline=None, max_examples=300)
def test_ranges_are_ascending_apart_and_within_the_text(text):
    ranges = markup_ranges(text)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(first[1] < second[0] for first, second in pairwise(ranges))
    assert not any(text[start:end].isspace() for start, end in ranges)


@given(documents, documents)
@settings(deadline=None)
def test_paragraphs_of_prose_are_read_one_by_one(one, other):
    assume("[r]:" not in one + other and "`" not in one + other and "~" not in one + other)
    one, other = f"x{one.strip()}".replace("\n", " "), f"x{other.strip()}".replace("\n", " ")
    apart = (
        *markup_ranges(one),
        *((start + len(one) + 2, end + len(one) + 2) for start, end in markup_ranges(other)),
    )
    assert markup_ranges(f"{one}\n\n{other}") == apart


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Head *x* #", "Head x"),
        ("A **bold** *it* word\\* 3 * 4", "A bold it word* 3 * 4"),
        ("a `c*d` [link](http://x \"t\") ![al*t*](y)", "a c*d link alt"),
        ("<http://z> a&amp;b", "http://z a&b"),
        ("a <b>c</b><!-- d --> e", "a c e"),
        ("> quo *te*\nlazy", "quo te\nlazy"),
        ("- one\n  two\n\n1. three", "one\n  two\n\nthree"),
        ("```py\ncode *x*\n```\nout", "\ncode *x*\n\nout"),
        ("```\nopen\nend", "\nopen\nend"),
        ("> ```\n> in\n> ```", "\nin\n"),
        ("Set\n===\n\n***\n", "Set\n\n\n\n"),
        ("[ref]: http://x 'y'\n\n[ref]", "\n\nref"),
        ("<div>\nhello <i>you</i>\n</div>\n", "\nhello you\n\n"),
        ("<!-- secret\n\nmore -->\nshown", "\n\n\nshown"),
        ("<script>\nx = 1\n</script>\n", "\n\n\n"),
        ("\\a snake_case *open", "\\a snake_case *open"),
        ("hard\\\nbreak", "hard\nbreak"),
        ("a\r\n\r\n# b", "a\r\n\r\nb"),
        ("", ""),
        ("-\n>\n", "\n\n"),
        ("-     code", "code"),
    ],
)  # fmt: skip
def test_markup_goes_and_words_stay(text, shown):
    assert shown_text(text) == shown


def test_what_lies_too_deep_to_read_counts_as_words():
    deep = "> " * 200 + "hidden"
    assert shown_text(deep).endswith("hidden")


def test_headings_are_those_at_the_top_level_alone():
    text = "# One *two*\n\n> # no\n\n```\n# no\n```\n- # no\n\nTwo\n---\n### T #\n####\n"
    assert headings(text) == (
        Heading(1, "One two", 0, 0, 12),
        Heading(2, "Two", text.index("Two"), 9, text.index("###")),
        Heading(3, "T", text.index("### T"), 11, text.index("####")),
        Heading(4, "", text.index("####"), 12, len(text)),
    )
    assert headings("") == ()


def test_a_book_is_read_in_little_time():
    text = ("## Chapter\n\n" + "The *sea* was calm, and “the wind” fell. " * 12 + "\n\n") * 200
    began = process_time()
    markup_ranges(text)
    assert process_time() - began < 3.0


@pytest.mark.parametrize("sign", ["*", "[", "`", "<", "> ", "_a", "![", "\\", "&", "- "])
def test_a_line_of_nothing_but_one_sign_is_read_in_little_time(sign):
    began = process_time()
    markup_ranges(sign * 4_000)
    assert process_time() - began < 3.0


@pytest.mark.parametrize(
    ("line", "styles"),
    [
        ("plain words", ()),
        ("", ()),
        ("***", (LineStyle(0, 3, StyleKind.MARK),)),
        (
            "## A *b*",
            (
                LineStyle(0, 8, StyleKind.HEADING, 2),
                LineStyle(6, 7, StyleKind.EMPHASIS),
                LineStyle(0, 3, StyleKind.MARK),
                LineStyle(5, 6, StyleKind.MARK),
                LineStyle(7, 8, StyleKind.MARK),
            ),
        ),
        (
            "> **s** `c`",
            (
                LineStyle(4, 5, StyleKind.STRONG),
                LineStyle(9, 10, StyleKind.CODE),
                LineStyle(0, 1, StyleKind.MARK),
                LineStyle(2, 4, StyleKind.MARK),
                LineStyle(5, 7, StyleKind.MARK),
                LineStyle(8, 9, StyleKind.MARK),
                LineStyle(10, 11, StyleKind.MARK),
            ),
        ),
        (
            "[l](u)",
            (
                LineStyle(0, 6, StyleKind.LINK),
                LineStyle(0, 1, StyleKind.MARK),
                LineStyle(2, 6, StyleKind.MARK),
            ),
        ),
        (
            "# A ##",
            (
                LineStyle(0, 6, StyleKind.HEADING, 1),
                LineStyle(0, 2, StyleKind.MARK),
                LineStyle(3, 6, StyleKind.MARK),
            ),
        ),
    ],
)
def test_a_line_is_styled_by_itself(line, styles):
    assert line_styles(line, 0) == (styles, 0)
    assert line_styles(line, -1) == (styles, 0)


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_a_fence_is_carried_from_line_to_line(fence):
    opening, state = line_styles(f"{fence}py", 0)
    assert opening == (LineStyle(0, len(fence) + 2, StyleKind.MARK),)
    inside, same = line_styles("# *x*", state)
    assert (inside, same) == ((LineStyle(0, 5, StyleKind.CODE),), state)
    assert line_styles(fence[:-1], state)[1] == state
    assert line_styles(f"    {fence}", state)[1] == state
    assert line_styles(fence, state) == ((LineStyle(0, len(fence), StyleKind.MARK),), 0)


@given(wild)
@settings(deadline=None)
def test_styles_lie_within_their_line(text):
    state = 0
    for line in text.split("\n"):
        styles, state = line_styles(line, state)
        assert all(0 <= style.start <= style.end <= len(line) for style in styles)


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\x0c", "\u00a0\n\u3000"])
def test_words_behind_a_line_of_other_white_space_are_no_syntax(space: str):
    assert markup_ranges(f"{space}\nThe sea\nwas *calm*.") == tuple(
        (low + len(space), high + len(space)) for low, high in ((13, 14), (18, 19))
    )
    assert markup_ranges(f"one\n\n{space}\nTitle\n===") == ((len(space) + 12, len(space) + 15),)
