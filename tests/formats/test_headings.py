from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.headings import divisions
from cocreate.text.markup import headings

LINES = [
    *("# A", "## B", "### C", "#", "##", "#no", "   ## D", "    # code", "\t# tab"),
    *("## Plain, words – and: more-", "#   Two  gaps ", "# * a*", "# &amp;", "# :) http://x.org"),
    *("word", "", " ", "===", "---", "- item", "  # in", "1. x", "> q", "> # q", "* * *"),
    *("```", "~~~", "  ```", "<!--", "-->", "<div>", "<pre>", "</pre>", "[a]: b", "Éa", "_u"),
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["", "\n"]))
def test_the_fast_way_finds_what_the_parser_finds(lines, end):
    text = "\n".join(lines) + end
    expected = [(one.start, one.level, one.title) for one in headings(text) if one.level <= 2]
    assert [(one.start, one.level, one.title) for one in divisions(text)] == expected


def test_underlined_headings_count():
    assert [(one.level, one.title) for one in divisions("One\n===\n\nTwo\n---\n")] == [
        (1, "One"),
        (2, "Two"),
    ]


@pytest.mark.parametrize(
    "text",
    ["```\n# a\n```\n", "~~~\n# a\n", "> # a\n", "- # a\n", "    # a\n", "<pre>\n# a\n</pre>\n"],
)
def test_headings_within_something_else_do_not_count(text):
    assert divisions(text) == ()


def test_a_heading_behind_a_closed_fence_counts():
    (only,) = divisions("```\n\nWord\n\n# no\n```\n\nWord\n\n# Yes\n")
    assert only.title == "Yes"


@pytest.mark.parametrize(
    ("unit", "count"),
    [("Words and words.\n\n", 600_000), ("# A\n\nWords and words.\n\n", 20_000), ("a", 10_000_000)],
)
def test_long_texts_take_a_moment(unit, count):
    text = unit * count
    began = time.process_time()
    divisions(text)
    assert time.process_time() - began < 3
