"""Looks of stretches, and their lengths as Qt counts."""

from __future__ import annotations

import pytest

from cocreate.core.origin import (
    TYPED,
    UNKNOWN_PASTED,
    Contributor,
    Method,
    Span,
    origin,
)
from cocreate.text.diff import Piece
from cocreate.ui.history.looks import (
    Look,
    Stretch,
    in_units,
    look_of,
    of_pieces,
    of_spans,
    units,
)


@pytest.mark.parametrize(
    ("by", "look"),
    [
        (TYPED, Look.PLAIN),
        (origin(Contributor.HUMAN, Method.DECLARED), Look.DECLARED),
        (origin(Contributor.AI, Method.ACCEPTED, "s"), Look.AI),
        (origin(Contributor.TOOL, Method.ACCEPTED, "s"), Look.TOOL),
        (UNKNOWN_PASTED, Look.UNKNOWN),
    ],
)
def test_each_origin_has_its_look(by, look):
    assert look_of(by) is look
    assert of_spans([Span(3, by)]) == [Stretch(3, look)]


def test_a_difference_keeps_what_went_out():
    pieces = (Piece("same", "a "), Piece("out", "bc"), Piece("in", "d"))
    assert of_pieces(pieces) == [
        Stretch(2, Look.PLAIN),
        Stretch(2, Look.OUT),
        Stretch(1, Look.IN),
    ]


def test_lengths_are_turned_into_units_where_they_differ():
    text = "a\U0001f30ab"
    assert (units("sea"), units("über"), units(text)) == (3, 4, 4)
    parts = [Stretch(2, Look.AI), Stretch(1, Look.PLAIN)]
    assert in_units(text, parts) == [Stretch(3, Look.AI), Stretch(1, Look.PLAIN)]
    assert in_units("abc", parts) == parts
