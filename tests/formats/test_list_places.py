from __future__ import annotations

from cocreate.formats.list_places import aliases, apart, rejoined
from cocreate.formats.tracked import BODY, Grid, Para, Shape

PLAIN = Para(BODY, ())
GRID = Grid((), ())


def _item(place: int) -> Para:
    return Para(Shape(depth=1, place=place, opens_item=True), ())


def test_lists_of_two_versions_are_apart_until_they_are_known_to_be_one():
    new = apart((PLAIN, GRID, _item(0), _item(1)))
    assert new[:2] == (PLAIN, GRID)
    known = aliases([(_item(5), new[2]), (PLAIN, PLAIN), (GRID, GRID)])
    made = rejoined((_item(0), *new), known)
    places = [item.shape.place for item in made if isinstance(item, Para)]
    assert places[:3] == [0, -1, 5]
    assert places[3] not in {-1, 0, 1, 5}
