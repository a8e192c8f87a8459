from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.formats.list_lines import steady_lists

LINES = st.lists(
    st.text(alphabet="ab-*1.)> #\t", max_size=12).map(lambda line: line.replace("\t", "    ")),
    max_size=12,
)


def steady(text: str) -> str:
    return "\n".join(steady_lists(text.split("\n")))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Ideas:\n- one\n- two", "Ideas:\n\n- one\n- two"),
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1) a\n2) b\n5. c", "1. a\n2. b\n5. c"),
        ("a\n5. b", "a\n5. b"),
        ("a\n1. b", "a\n\n1. b"),
        ("- a\n  more\nlazy\n- b", "- a\n    more\nlazy\n- b"),
        ("- a\n\n  para\n- b", "- a\n\n    para\n\n- b"),
        ("- a\n\nwords\n- b", "- a\n\nwords\n\n- b"),
        ("- a\n\n      code", "- a\n\n        code"),
        ("text\n\n    code\n    - no", "text\n\n    code\n    - no"),
        ("- a\n\n* * *\n\n- b", "- a\n\n* * *\n\n- b"),
        ("> x\n> - a\n>   - b\nc", "> x\n> \n> - a\n>     - b\nc"),
        ("-\n- a", "- \n- a"),
        ("-not\n1.not", "-not\n1.not"),
    ],
)
def test_lists_are_indented_by_four_and_stand_apart(text, made):
    assert steady(text) == made


@given(LINES)
def test_no_words_are_lost_or_moved(lines):
    before = "".join("\n".join(lines).replace(")", ".").split())
    after = "".join("\n".join(steady_lists(lines)).replace(")", ".").split())
    assert before.replace(">", "") == after.replace(">", "")


def test_quotes_too_deep_stay_as_they_are():
    deep = ">" * 40 + " a"
    assert "a" in steady(deep)
