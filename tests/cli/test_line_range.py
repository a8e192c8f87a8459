from __future__ import annotations

from argparse import ArgumentTypeError

import pytest

from cocreate.cli.line_range import line_range


@pytest.mark.parametrize(("words", "lines"), [("3-8", (2, 8)), ("1", (0, 1)), ("2-2", (1, 2))])
def test_lines_count_from_1_inclusive(words: str, lines: tuple[int, int]):
    assert line_range(words) == lines


@pytest.mark.parametrize("words", ["", "x", "1-", "-3", "0-1", "3-2", "1-2-3", "9" * 5000])
def test_what_is_no_range_is_named(words: str):
    with pytest.raises(ArgumentTypeError, match="lines"):
        line_range(words)
