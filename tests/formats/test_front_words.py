from __future__ import annotations

from cocreate.formats.front_words import front_words


def test_words_are_those_of_the_language_whatever_the_country():
    assert front_words("de-AT").contents == "Inhalt"
    assert front_words("fr_CA").end == "FIN"
    assert front_words("EN").by == "by"


def test_an_unknown_language_has_english_ones():
    assert front_words("xx") == front_words("en")
