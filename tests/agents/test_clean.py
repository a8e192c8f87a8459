from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.agents.clean import StreamCleaner, clean_line, clean_text, same_words


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x9b2Jb", "ab"),
        ("bell\x07 and back\x08", "bell and back"),
        ("line\r\nline\rline", "line\nline\nline"),
        ("tab\tstays", "tab\tstays"),
        ("nul\x00", "nul\ufffd"),
        ("half \ud83d sign", "half \ufffd sign"),
        ("turned \u202eround\u202c", "turned round"),
        ("family 👩\u200d👧 stays", "family 👩\u200d👧 stays"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_nothing_that_controls_a_terminal_or_a_file_passes(given_text: str, wanted: str):
    assert clean_text(given_text) == wanted


def test_a_line_is_one_line_and_not_too_long():
    assert clean_line(" two\n lines\t here ") == "two lines here"
    assert clean_line("word " * 300, 20) == "word word word word…"


def test_a_quotation_keeps_everything_a_scene_may_hold():
    assert same_words("a\r\nb\x07\u202e\x00\udfff") == "a\nb\x07\u202e\ufffd\ufffd"


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text("ab \x1b[]0;31mJ\x07\\\r\n\x00", max_size=6), max_size=8))
def test_pieces_come_out_like_the_whole(pieces: list[str]):
    cleaner = StreamCleaner()
    shown = "".join(cleaner.feed(piece) for piece in pieces) + cleaner.close()
    assert shown == clean_text("".join(pieces))


def test_a_cleaner_does_not_wait_for_ever_for_the_end_of_an_escape():
    cleaner = StreamCleaner()
    assert cleaner.feed("\x1b]" + "x" * 300) == ""
    assert cleaner.feed("text") == "text"
