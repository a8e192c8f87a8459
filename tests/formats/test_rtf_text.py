from __future__ import annotations

import pytest

from cocreate.formats.document import Style
from cocreate.formats.rtf_text import State, changed, codec_of


@pytest.mark.parametrize(
    ("number", "codec"),
    [(1251, "cp1251"), (10000, "mac_roman"), (65001, "utf-8"), (9, "cp1252"), (-1, "cp1252")],
)
def test_a_code_page_has_its_codec(number, codec):
    assert codec_of(number, "cp1252") == codec


def test_a_word_changes_what_holds_behind_it():
    state = State(style=Style.STRONG, is_hidden=True)
    assert changed("plain", 1, state) == State()
    assert changed("v", 0, state).is_hidden is False
    assert [changed("uc", number, state).skip for number in (-1, 2, 99)] == [0, 2, 8]
    assert changed("revised", 1, state).is_revised
    assert changed("deleted", 1, state).is_deleted
    assert changed("revauthdel", 3, state).author == 3
    assert changed("fs", 24, state) is state
