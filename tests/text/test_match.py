"""Finding quoted passages by the rules of the contract."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.text.match import Match, find_loosely, find_quote, insertion_offset

TEXT = "The sea was calm.\nThe wind fell.\n\nThe sea rose.\n"


@given(st.text("ab\n", max_size=20), st.text("ab\n", max_size=4), st.none() | st.integers(-1, 9))
@settings(deadline=None)
def test_a_found_quote_reads_as_quoted_and_no_other_is_as_near(text, quote, line):
    match = find_quote(text, quote, line)
    starts = [at for at in range(len(text)) if quote and text.startswith(quote, at)]
    distances = sorted(abs(text.count("\n", 0, at) + 1 - (line or 0)) for at in starts)
    if match is None:
        assert not starts or (len(starts) > 1 and (line is None or distances[0] == distances[1]))
    else:
        assert text[match.start : match.end] == quote
        own = abs(text.count("\n", 0, match.start) + 1 - (line or 0))
        assert len(starts) == 1 or (own == distances[0] < distances[1])


@pytest.mark.parametrize(
    ("quote", "line", "expected"),
    [
        ("The wind fell.", None, Match(18, 32)),
        ("The wind fell.", 99, Match(18, 32)),
        ("The sea", 1, Match(0, 7)),
        ("The sea", 3, Match(34, 41)),
        ("The sea", None, None),
        ("The", 3, None),
        ("the storm", 1, None),
        ("", 1, None),
        ("calm.\nThe wind", None, Match(12, 26)),
    ],
)
def test_of_equal_passages_the_nearest_to_the_line_is_meant(quote, line, expected):
    assert find_quote(TEXT, quote, line) == expected


def test_two_places_on_one_line_are_a_tie():
    assert find_quote("so so\nno", "so", 1) is None


def test_a_quote_that_stands_everywhere_is_undecided():
    assert find_quote("a" * 20_000, "a", 1) is None
    assert find_loosely("a" * 20_000, "a", 1) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“It’s calm,” he said", '"It\'s calm," he said'),
        ("a sea—calm", "a sea-calm"),
        ("one\n  two", " one two "),
        ("(a+b)*", "(a+b)*"),
    ],
)
def test_other_quotes_dashes_and_spaces_are_forgiven_when_looking_loosely(text, quote):
    assert find_loosely(text, quote, None) == Match(0, len(text))


def test_looking_loosely_decides_like_looking_exactly():
    assert find_loosely("it’s\nit's", "it's", 2) == Match(5, 9)
    assert find_loosely("it’s\nit's", "it's", None) is None
    assert find_loosely("it’s", "  ", None) is None
    assert find_loosely("it’s", "was", None) is None


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("a\nb\n", 0, 0),
        ("a\nb\n", 1, 2),
        ("a\nb\n", 2, 4),
        ("a\nb\n", 3, None),
        ("a\nb", 2, 3),
        ("a\nb", -1, None),
        ("a\nb", None, None),
        ("", 0, 0),
        ("", 1, 0),
    ],
)
def test_an_insertion_goes_behind_the_line_it_names(text, line, expected):
    assert insertion_offset(text, line) == expected
