"""The words that a dictionary is asked about."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.text.markup import line_styles
from cocreate.text.words import form_of, passed_over, script_of, without_accents, words_of


def _forms(line: str, *, with_capitals: bool = False) -> list[str]:
    return [word.form for word in words_of(line, with_capitals=with_capitals)]


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("The sea, the sea!", ["The", "sea", "the", "sea"]),
        ("don’t don't donʼt", ["don't", "don't", "don't"]),
        ("“quoted” ‘quoted’ 'quoted'", ["quoted", "quoted", "quoted"]),
        ("the dogs’ bones", ["the", "dogs", "bones"]),
        ("nai\u0308ve café", ["naïve", "café"]),
        ("co\u00adoperate wo\u200drd", ["cooperate", "word"]),
        ("a I x", []),
        ("R2D2 3rd 1990s 12.5kg snake_case", []),
        ("NASA said so", ["said", "so"]),
        ("NASAs", ["NASAs"]),
        ("see https://example.org/teh?a=b now", ["see", "now"]),
        ("see www.example.org/teh now", ["see", "now"]),
        ("write to an.na@example.org today", ["write", "to", "today"]),
        ("at example.com/teh and file.txt", ["at", "and"]),
        ("in ~/teh/x ./teh /usr/teh C:\\teh\\x", ["in"]),
        ("ask @bob about #teh", ["ask", "about"]),
        ("fish &amp; chips&nbsp;now", ["fish", "chips", "now"]),
        ("and/or", ["and", "or"]),
        ("gone—and back…yes", ["gone", "and", "back", "yes"]),
        ("море ships", ["море", "ships"]),
        ("x" * 65, []),
        ("", []),
    ],
)
def test_words_are_found_and_what_is_no_prose_is_passed(line, forms):
    assert _forms(line) == forms


def test_capitals_are_found_when_they_are_wanted():
    assert _forms("NASA SAID so", with_capitals=True) == ["NASA", "SAID", "so"]


def test_words_that_are_known_already_are_not_looked_at():
    assert [word.form for word in words_of("the sea the", known={"the"})] == ["sea"]


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("well-known", [("well-known",), ("well-known",)]),
        ("well‐known", [("well-known",), ("well-known",)]),
        ("’tis", [("'tis",)]),
        ("goin’ home", [("goin'", "going"), ()]),
        ("dogs’", [("dogs'",)]),
    ],
)
def test_a_word_may_stand_for_another_form(line, others):
    assert [word.others for word in words_of(line)] == others


def test_syntax_and_code_are_passed_over():
    line = 'a *calm* `xyzzy` [sea](http://x.y/teh "teh") <b>end</b>'
    passed = passed_over(line_styles(line, 0)[0])
    assert [word.form for word in words_of(line, passed)] == ["calm", "sea", "end"]


def test_code_in_a_fence_is_passed_over():
    _, state = line_styles("```python", 0)
    passed = passed_over(line_styles("code teh", state)[0])
    assert list(words_of("code teh", passed)) == []


prose = st.text("aéZ e\u0301\u0308’'-‐\u00ad\u200d.,/@#&;:_😀𝒜море12\\", max_size=40)


@given(prose | st.text(max_size=30))
def test_words_stand_where_they_say_in_order_and_apart(line):
    behind = 0
    for word in words_of(line, with_capitals=True):
        piece = line[word.start : word.end]
        assert behind <= word.start < word.end <= len(line)
        assert not piece[0].isspace()
        assert word.form == form_of(piece)
        assert unicodedata.is_normalized("NFC", word.form)
        behind = word.end


@given(prose, st.sampled_from(["", "😀 ", "𝒜 ", "é "]))
def test_what_stands_before_a_line_moves_its_words_by_code_points(line, before):
    alone = [(w.start + len(before), w.end + len(before)) for w in words_of(line)]
    if line[:1] not in {"'", "’"}:
        moved = [(w.start, w.end) for w in words_of(before + line) if w.start >= len(before)]
        assert moved == alone


@given(prose)
def test_offsets_hold_in_utf_16_units_too(line):
    wide = line.encode("utf-16-le")
    for word in words_of(line):
        low, high = (len(line[:at].encode("utf-16-le")) for at in (word.start, word.end))
        assert wide[low:high].decode("utf-16-le") == line[word.start : word.end]


def test_scripts_and_accents():
    assert script_of("море") == "CYRILLIC"
    assert script_of("sea") == script_of("élan") == "LATIN"
    assert without_accents("naïve") == "naive"
