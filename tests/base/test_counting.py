from __future__ import annotations

import pytest

from cocreate.base.counting import counted


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 words"), (1, "1 word"), (2, "2 words"), (1204, "1,204 words")],
)
def test_one_thing_is_no_plural(count, told):
    assert counted(count, "word") == told


def test_a_plural_of_its_own_is_given():
    assert counted(1, "child", "children") == "1 child"
    assert counted(3, "child", "children") == "3 children"
