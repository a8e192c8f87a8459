from __future__ import annotations

import pytest

from cocreate.agents.spelling import is_slip

WORDS = {"water", "sea", "healing", "hope"}


@pytest.mark.parametrize(
    ("word", "mend"),
    [
        ("libary", "library"),
        ("recieved", "received"),
        ("realy", "really"),
        ("tommorow", "tomorrow"),
        ("isnt", "isn't"),
        ("dont", "don’t"),
        ("wich", "which"),
        ("Definately", "Definitely"),
    ],
)
def test_slips_of_the_pen_are_mended(word: str, mend: str):
    assert is_slip(word, mend, WORDS.__contains__, must_be_sure=False)


@pytest.mark.parametrize(
    ("word", "mend"),
    [
        ("waterward", "waterway"),  # built of a known word
        ("unhealing", "unsealing"),
        ("shudderingly", "shuddering"),  # grown from the mend
        ("unloved", "loved"),
        ("belongest", "belonged"),  # old
        ("cometh", "comet"),
        ("dropt", "drop"),
        ("airth", "birth"),  # another first letter
        ("ee", "eel"),
        ("religionists", "revisionists"),
        ("o’er", "over"),
        ("dyspepsias", "dyspepsia's"),
        ("vide", "vibe"),
    ],
)
def test_words_of_the_writers_own_are_left_alone(word: str, mend: str):
    assert not is_slip(word, mend, WORDS.__contains__, must_be_sure=False)


@pytest.mark.parametrize(
    ("word", "mend", "sure"),
    [("libary", "library", True), ("sarmon", "salmon", False), ("definately", "definitely", True)],
)
def test_in_speech_only_the_surest_slips_count(word: str, mend: str, sure: bool):
    assert is_slip(word, mend, WORDS.__contains__, must_be_sure=True) is sure
