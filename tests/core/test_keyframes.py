"""Texts set aside at many moments: exact, and each piece kept once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.core.attributed import AttributedText
from cocreate.core.keyframes import (
    Shelf,
    pack_columns,
    pack_parts,
    unpack_columns,
    unpack_parts,
)
from cocreate.core.origin import TYPED, UNKNOWN_PASTED, Contributor, Method, origin, plain

AI = origin(Contributor.AI, Method.ACCEPTED, "s-1")
PROSE = "The sea was calm and grey, and nobody spoke.\n" * 900


def test_a_thawed_text_is_the_frozen_one_with_its_origins():
    text = AttributedText(plain(PROSE, TYPED))
    text.replace(100, 140, plain("words of \U0001f30a an agent", AI))
    text.replace(30_000, 30_000, plain("pasted", UNKNOWN_PASTED))
    shelf = Shelf()
    assert shelf.thaw(shelf.freeze("a", text)).fragment() == text.fragment()


def test_an_empty_text_needs_nothing():
    shelf = Shelf()
    assert shelf.freeze("a", AttributedText()) == ()
    assert len(shelf.thaw(())) == 0


def test_only_what_changed_is_kept_again():
    text = AttributedText(plain(PROSE, TYPED))
    shelf = Shelf()
    first = shelf.freeze("a", text)
    text.replace(10, 10, plain("now ", TYPED))
    second = shelf.freeze("a", text)
    assert len(first) > 5
    assert len(set(second) - set(first)) == 1
    assert shelf.freeze("a", text) == second


def test_other_origins_of_the_same_words_are_a_change():
    text = AttributedText(plain("calm", TYPED))
    shelf = Shelf()
    first = shelf.freeze("a", text)
    text.relabel(0, 4, plain("calm", AI).spans)
    assert shelf.thaw(first).origin_at(0) == TYPED
    assert shelf.thaw(shelf.freeze("a", text)).origin_at(0) == AI


def test_half_a_character_is_kept_as_it_is():
    text = AttributedText(plain("a\ud800b", TYPED))
    shelf = Shelf()
    assert shelf.thaw(shelf.freeze("a", text)).text() == "a\ud800b"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.integers(-(2**40), 2**40), max_size=30), max_size=4))
def test_columns_come_back_as_they_were(columns):
    assert [list(column) for column in unpack_columns(pack_columns(columns))] == columns


@settings(deadline=None, max_examples=50)
@given(st.lists(st.binary(max_size=40), max_size=5))
def test_parts_come_back_as_they_were(parts):
    assert unpack_parts(pack_parts(parts)) == parts


@pytest.mark.parametrize("cut", [1, 3, 6])
def test_what_is_cut_off_is_not_taken(cut):
    packed = pack_parts([b"abcdef"])
    with pytest.raises(ValueError, match="cut off"):
        unpack_parts(packed[:-cut] if cut != 6 else packed + b"\x00")
