from __future__ import annotations

import pytest

from cocreate.text.reading_parser import PARSER, read_tokens


@pytest.mark.parametrize(
    ("content", "made_of"),
    [
        ("a *b* c", ["a ", "*", "b", "*", " c"]),
        ("a\\*&amp;`` x ``", ["a", "*", "&amp;", "x"]),
        ("<http://u> <b> ~~~d~~", ["http://u", " ", "<b>", " ", "~", "~~", "d", "~~"]),
        ("![p](q) [^n][l](u)\\\nx  \ny", ["![p](q)", " ", "[^n]", "l", "\\\n", "x", "  \n", "y"]),
        ("a \n  b", ["a", "\n", "b"]),
    ],
)
def test_each_token_knows_what_it_was_made_of(content, made_of):
    tokens = read_tokens(content, {"labels": {"n"}})
    places = [token.meta["at"] for token in tokens if "at" in token.meta]
    assert [content[start:end] for start, end in places] == made_of


def test_a_footnote_that_is_not_defined_is_words():
    assert [token.content for token in read_tokens("[^n]", {})] == ["[^n]"]


def _kinds(text):
    return [token.type for token in PARSER.parse(text)]


def test_tables_and_footnotes_end_a_paragraph():
    assert "table" in _kinds("a\n| b |\n|---|\n")
    assert "note" in _kinds("a\n[^b]: c\n")


@pytest.mark.parametrize("text", ["    [^a]: b", "[^a b]: c", "[^]: c", "a | b\n- | x"])
def test_what_only_looks_like_it_is_neither(text):
    assert {"table", "note"}.isdisjoint(_kinds(text))


def test_a_table_ends_with_a_blank_line_or_another_block():
    rows = [len(token.meta["rows"]) for token in PARSER.parse("|a|\n|-|\n|b|\n> c") if token.meta]
    assert rows == [2]
    assert _kinds("|a|\n|-|\n\nb").count("table") == 1


def test_an_empty_footnote_takes_nothing_that_follows():
    assert _kinds("[^a]:\n\nword")[:2] == ["note", "note_close"]
