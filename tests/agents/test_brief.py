from __future__ import annotations

import pytest

from cocreate.agents.brief import Brief
from tests.agents.gather import brief_of

TEXT = "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (None, TEXT),
        ((0, 1), "one"),
        ((1, 3), "two\nthree"),
        ((2, 3), "three"),
        ((1, 1), ""),
        ((2, 9), "three"),
        ((7, 9), ""),
    ],
)
def test_the_scope_is_the_lines_asked_about(lines: tuple[int, int] | None, words: str):
    start, end = brief_of(TEXT, lines).scope()
    assert TEXT[start:end] == words


def test_the_other_scenes_leave_the_one_asked_about_out_once():
    manuscript = (("One", "a"), ("Two", "b"), ("One", "a"))
    brief = Brief(scene="s", title="One", text="a", manuscript=manuscript)
    assert brief.other_scenes() == (("Two", "b"), ("One", "a"))
