from __future__ import annotations

import pytest

from cocreate.agents.wordlists import COMMON, FILLERS, NUMBERS, PETS, TENS, in_words, times


def test_the_lists_hold_single_small_words():
    for word in COMMON | FILLERS | PETS:
        assert word == word.lower()
        assert word.split() == [word]


def test_numbers_are_known_by_their_words():
    assert (NUMBERS["one"], NUMBERS["twenty"]) == (1, 20)
    assert (TENS["thirty"], TENS["ninety"]) == (30, 90)


@pytest.mark.parametrize(("number", "words"), [(2, "twice"), (3, "three times"), (20, "20 times")])
def test_how_often_is_said_in_words(number: int, words: str):
    assert times(number) == words


def test_numbers_outside_the_list_are_figures():
    assert in_words(-1) == "-1"
    assert in_words(0) == "no"
