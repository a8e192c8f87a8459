"""The writer's own words in a file."""

from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.store.word_list import add_word, read_words, write_words


def test_words_are_kept_once_and_in_order(tmp_path):
    path = tmp_path / "home" / "words.txt"
    assert read_words(path) == frozenset()
    for word in ("Pequod", "Ahab", "Pequod"):
        add_word(path, word)
    assert path.read_text("utf-8") == "Pequod\nAhab\n"
    assert read_words(path) == {"Pequod", "Ahab"}


def test_a_list_written_by_hand_is_read(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("\n Ahab \n\nnaïf", encoding="utf-8")
    assert read_words(path) == {"Ahab", "naïf"}
    write_words(path, ["naïf"])
    assert read_words(path) == {"naïf"}


def test_a_broken_list_is_not_written_over(tmp_path):
    path = tmp_path / "words.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read"):
        add_word(path, "Ahab")
    assert path.read_bytes() == b"\xff\xfe"
