from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.reports.report import FIXED_SENTENCE, SceneRow
from cocreate.reports.to_markdown import plain, to_markdown
from cocreate.text.markup import headings
from tests.reports.samples import imported, novel, untouched

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (novel, "report.md"),
        (untouched, "report-untouched.md"),
        (imported, "report-imported.md"),
    ],
)
def test_the_report_is_the_text_it_always_was(make, name):
    assert to_markdown(make()) == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_report_begins_with_what_was_observed_and_its_limit():
    text = to_markdown(novel())
    assert "between 1 October 2026 and 17 November 2026; coverage 92 %." in text[:200]
    assert FIXED_SENTENCE in text[:600]


def test_under_half_observed_no_percentage_is_a_headline():
    text = to_markdown(imported())
    assert "Less than half of the text was observed" in text
    assert "**Human" not in text


def test_names_mean_nothing_to_markdown():
    assert plain("*a* [b](c) `d` <e> | #f") == r"\*a\* \[b\](c) \`d\` \<e\> \| \#f"
    assert plain("a\n# b\x1b[31m") == r"a \# b \[31m"
    assert plain("  ") == "Untitled"


def test_a_hostile_name_opens_no_heading_and_no_column():
    hostile = "x\n\n# Owned | a | b\n```"
    report = novel()
    row = SceneRow("s", hostile, hostile, report.surviving)
    text = to_markdown(replace(report, title=hostile, writer=hostile, scenes=(row,)))
    assert not any(one.title.startswith("Owned") for one in headings(text))
    assert "```" not in text
    rows = [line for line in text.splitlines() if "Owned" in line and line.startswith("|")]
    assert rows
    assert all(line.replace(r"\|", "").count("|") == 6 for line in rows)


def test_tables_line_up():
    text = to_markdown(untouched()) + to_markdown(imported())
    block: list[str] = []
    for line in text.splitlines():
        if line.startswith("|"):
            block.append(line)
        elif block:
            assert len({len(row) for row in block}) == 1
            block = []
