from __future__ import annotations

from cocreate.formats.document import Run
from cocreate.formats.tracked import (
    BODY,
    Anchor,
    Grid,
    Kind,
    Para,
    Piece,
    Row,
    Shape,
    cells_of,
    plain_parts,
)


def test_shapes_are_alike_whichever_list_they_belong_to():
    one = Shape(depth=1, number=1, place=3, opens_item=True)
    assert one.is_like(Shape(depth=1, number=7, place=9, opens_item=True))
    assert not one.is_like(Shape(depth=1, place=3, opens_item=True))
    assert not one.is_like(Shape(Kind.HEADING, 1))


def test_a_paragraph_has_words_between_its_anchors():
    para = Para(BODY, (Anchor(1, opens=True), *plain_parts((Run("a"),)), Anchor(1, opens=False)))
    assert list(para.pieces) == [Piece(Run("a"))]


def test_the_cells_of_a_table_come_row_by_row():
    one, other = Para(BODY, ()), Para(Shape(quotes=1), ())
    assert list(cells_of(Grid((Row((one,)), Row((other,))), ("",)))) == [one, other]
