from __future__ import annotations

import pytest

from cocreate.formats.rich_worth import is_worth_html

PROSE = "The *grey* sea lay flat under a `sky` of lead. And then nothing happened for long.\n\n"


@pytest.mark.parametrize(
    "text", ["The *sea*", "one\n\ntwo", "# Title", "- item", "1. item", "a\\", "a | b", PROSE * 400]
)
def test_what_says_more_than_its_words_is_worth_it(text):
    assert is_worth_html(text)


@pytest.mark.parametrize("text", ["", " \n ", "The sea.", "It was 1.", "I said: no - never!"])
def test_plain_words_are_not(text):
    assert not is_worth_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "a *b* " * 10_000,
        "word\n\n" * 8_000,
        "[" * 1_000,
        "![" * 30 + "a" * 40_000,
        "a\n=\n" * 12_000,
        "| a | b |\n" * 3_000,
        "> " * 30 + "a",
        "1. " * 30 + "a",
        "a\n" + " " * 80 + "- b",
    ],
)
def test_what_would_take_long_or_lies_too_deep_is_not(text):
    assert not is_worth_html(text)
