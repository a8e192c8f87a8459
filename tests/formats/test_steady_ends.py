from __future__ import annotations

from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.steady_ends import with_steady_end
from cocreate.formats.tracked import BODY, Change, Kind, Para, Piece, Shape

ME = "Jane"


def _para(text: str, change: Change | None = None, shape: Shape = BODY) -> Para:
    run = read_markdown(text).blocks[0].inlines[0]  # type: ignore[union-attr]
    return Para(shape, (Piece(run, change),), change)


def test_the_last_paragraphs_end_stays():
    new = Change(is_insertion=True, author=ME)
    items = with_steady_end((_para("a"), _para("b", new), _para("c", new)))
    assert [item.change for item in items if isinstance(item, Para)] == [new, new, None]


def test_an_end_cannot_be_moved_to_a_paragraph_of_another_kind():
    new = Change(is_insertion=True, author=ME)
    items = (_para("a", shape=Shape(Kind.HEADING, 1)), _para("b", new))
    assert with_steady_end(items) == items
    assert with_steady_end(items[1:]) == items[1:]
    assert with_steady_end(()) == ()
