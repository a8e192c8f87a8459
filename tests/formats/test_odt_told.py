from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.marked_text import Told
from cocreate.formats.odt_told import moment, told_of
from tests.formats.odt_samples import SPACES


@pytest.mark.parametrize(
    ("date", "at_ms"),
    [
        ("", 0),
        ("0001-01-01T00:00:00", 0),
        ("1970-01-01T00:00:01", 1000),
        ("1970-01-01T01:00:01+01:00", 1000),
        ("yesterday", 0),
    ],
)
def test_a_date_that_is_none_is_zero(date, at_ms):
    assert moment(date) == at_ms


def test_a_remark_has_its_author_and_its_words():
    remark = etree.fromstring(
        f"<x {SPACES}><dc:creator>Ben</dc:creator><dc:date>1970-01-01T00:00:01</dc:date>"
        "<text:p>One.</text:p><text:p>Two.</text:p><text:sender/></x>"
    )
    assert told_of(remark) == Told("Ben", 1000, "One.\nTwo.")
