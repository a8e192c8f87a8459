from __future__ import annotations

import re

from cocreate.core.origin import Contributor, Method
from cocreate.reports.drawing import PATTERNS, parts_bar, range_bar, share_bar, swatch, work_bars
from cocreate.reports.report import Surviving, WorkRow
from tests.reports.samples import AI, HUMAN, UNKNOWN, share

MIXED = share(
    (HUMAN, Method.TYPED, 50, 10),
    (HUMAN, Method.DECLARED, 10, 2),
    (AI, Method.ACCEPTED, 25, 5),
    (UNKNOWN, Method.PASTED, 15, 3),
)


def _widths(drawn: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)%"', drawn)]


def test_the_stretches_of_a_bar_are_the_whole():
    assert sum(_widths(share_bar(MIXED))) == 100


def test_unknown_stands_between_human_and_ai():
    assert re.findall(r"url\(#cr-([a-z-]+)\)", share_bar(MIXED)) == [
        *("human", "human-declared", "unknown", "ai")
    ]


def test_a_bar_says_what_it_shows():
    assert 'aria-label="human 60\u00a0%, unknown 15\u00a0%, AI 25\u00a0%"' in share_bar(MIXED)
    assert 'aria-label="no text"' in share_bar(Surviving())


def test_both_ranges_end_in_the_unknown_part():
    drawn = range_bar(MIXED)
    assert 'class="cr-maybe cr-s-human" x1="60%" x2="75%"' in drawn
    assert 'class="cr-maybe cr-s-ai" x1="60%" x2="75%"' in drawn
    assert 'class="cr-sure cr-s-ai" x1="75%" x2="100%"' in drawn


def test_without_unknown_text_there_is_no_dotted_part():
    drawn = range_bar(share((HUMAN, Method.TYPED, 1, 1)))
    assert "cr-maybe" not in drawn
    assert "cr-s-ai" not in drawn


def test_what_is_declared_never_looks_typed():
    assert swatch(HUMAN, Method.DECLARED) != swatch(HUMAN, Method.TYPED) == swatch(HUMAN)


def test_every_pattern_that_is_used_is_defined():
    for who in Contributor:
        for method in (Method.TYPED, Method.DECLARED):
            name = re.search(r"url\(#([a-z-]+)\)", swatch(who, method))
            assert name
            if method is Method.TYPED or who in {HUMAN, AI}:
                assert f'id="{name[1]}"' in PATTERNS


def test_work_goes_out_to_the_left_and_in_to_the_right():
    drawn = work_bars([WorkRow(HUMAN, Method.TYPED, 300, 100)])
    assert _widths(drawn) == [25, 75]
    assert 'x="25%"' in drawn
    assert "−100" in drawn
    assert "+300" in drawn


def test_no_work_is_drawn_as_nothing():
    assert _widths(work_bars([WorkRow(HUMAN, Method.TYPED, 0, 0)])) == [0, 0]


def test_parts_that_are_nothing_are_not_drawn():
    assert _widths(parts_bar((("a", 3), ("b", 0), ("c", 1)))) == [75, 25]
    assert 'aria-label="none"' in parts_bar((("a", 0),))
