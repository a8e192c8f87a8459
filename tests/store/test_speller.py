"""The door to the dictionaries."""

from __future__ import annotations

import sys

import pytest

from cocreate.base.errors import InputError
from cocreate.base.resources import resource_path
from cocreate.store.speller import HunspellSpeller, sample_of


@pytest.fixture(scope="module")
def british():
    return HunspellSpeller(resource_path("dictionaries", "en_GB.dic"))


@pytest.mark.parametrize("code", ["en_US", "en_GB", "en_CA", "en_AU"])
def test_every_dictionary_that_comes_along_can_be_read(code):
    speller = HunspellSpeller(resource_path("dictionaries", f"{code}.dic"))
    assert speller.knows("sea")
    assert not speller.knows("teh")


def test_countries_spell_their_own_way(british):
    american = HunspellSpeller(resource_path("dictionaries", "en_US.dic"))
    assert british.knows("colour")
    assert not british.knows("color")
    assert american.knows("color")
    assert not american.knows("colour")


def test_a_word_has_replacements(british):
    assert "receive" in british.suggest("recieve")
    assert british.knows("don't")


def test_a_dictionary_of_another_encoding_is_read(tmp_path):
    (tmp_path / "fr_FR.aff").write_bytes(b"SET ISO8859-1\nTRY esi\n")
    (tmp_path / "fr_FR.dic").write_bytes("2\nété\nmer\n".encode("latin-1"))
    speller = HunspellSpeller(tmp_path / "fr_FR.dic")
    assert speller.knows("été")
    assert not speller.knows("море")
    assert speller.suggest("море") == ()


def test_a_folder_with_letters_of_any_kind_is_no_hindrance(tmp_path):
    folder = tmp_path / "Wörter и слова"
    folder.mkdir()
    (folder / "xx.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / "xx.dic").write_text("1\nsea\n", encoding="utf-8")
    assert HunspellSpeller(folder / "xx.dic").knows("sea")


@pytest.mark.parametrize("content", ["", "sea\n", None])
def test_what_is_no_dictionary_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "xx.dic").write_text(content, encoding="utf-8")
    (tmp_path / "xx.aff").write_text("SET UTF-8\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"xx\.dic"):
        HunspellSpeller(tmp_path / "xx.dic")


def test_a_list_without_rules_is_refused(tmp_path):
    (tmp_path / "xx.dic").write_text("1\nsea\n", encoding="utf-8")
    with pytest.raises(InputError, match="no dictionary"):
        HunspellSpeller(tmp_path / "xx.dic")


def test_a_machine_without_hunspell_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(InputError, match="this kind of computer"):
        HunspellSpeller(resource_path("dictionaries", "en_GB.dic"))


def test_a_sample_shows_the_letters():
    assert "sea" not in sample_of(resource_path("dictionaries", "en_GB.aff"))
    assert sample_of(resource_path("dictionaries", "en_GB.dic")).split()[0].isdigit()
