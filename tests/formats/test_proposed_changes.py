from __future__ import annotations

from cocreate.formats.document import Run
from cocreate.formats.proposed_changes import Comparison, Stream, all_changed, changed
from cocreate.formats.text_ties import Tie
from cocreate.formats.tracked import BODY, Anchor, Change, Grid, Para, Piece, Row

NEW, OLD = Change(is_insertion=True, author="A", at_ms=5), Change(is_insertion=False, author="A")
OTHER = Change(is_insertion=True, author="B")


def _para(*words: tuple[str, Change | None], end: Change | None = None) -> Para:
    return Para(BODY, tuple(Piece(Run(text), change) for text, change in words), end)


def _compared(
    old: str, new: str, *words: tuple[str, Change | None]
) -> list[tuple[int, int, str, str]]:
    stream = Stream()
    stream.take((_para(*words),))

    def tied(text: str, *, takes: bool) -> list[Tie]:
        row = stream.text(takes=takes)
        places: list[Tie] = []
        at = 0
        for sign in row[:-1]:
            at = text.index(sign, at)
            places.append((at, at + 1))
            at += 1
        return [*places, (len(text), len(text))]

    found = Comparison(old, new, tied(old, takes=False), tied(new, takes=True))
    return [(s.start, s.end, s.new, s.author) for s in found.suggestions(stream.pieces)]


def test_marks_around_words_that_are_the_same_stay():
    assert _compared("- old", "- new", ("old", OLD), ("new", NEW)) == [(2, 5, "new", "A")]


def test_marks_that_differ_go_with_the_words():
    assert _compared("a b", "a *b*", ("a ", None), ("b", OLD), ("b", NEW)) == [(2, 3, "*b*", "A")]


def test_two_people_side_by_side_have_a_suggestion_each():
    assert _compared("xy", "xnew", ("x", None), ("y", OLD), ("new", OTHER)) == [
        (1, 2, "", "A"),
        (2, 2, "new", "B"),
    ]


def test_a_difference_that_nobody_made_is_the_last_ones():
    assert _compared("a b", "a  b", ("a", None), (" ", None), ("b", None)) == [(2, 2, " ", "")]


def test_a_row_that_came_brings_its_words():
    stream = Stream()
    stream.take((Grid((Row((_para(("a", None)),), NEW), Row((_para(("b", None)),))), ("",)),))
    assert stream.text(takes=True) == "a\nb\n"
    assert stream.text(takes=False) == "b\n"


def test_a_remark_knows_who_changed_all_that_it_is_about():
    stream = Stream()
    words = (
        Anchor(0, opens=True), Piece(Run("a"), OLD), Anchor(0, opens=False),
        Anchor(1, opens=True), Piece(Run("b"), NEW), Piece(Run("c")), Anchor(1, opens=False),
        Anchor(2, opens=False),
    )  # fmt: skip
    stream.take((Para(BODY, words),))
    assert (stream.ranges[0].author, stream.ranges[1].author) == ("A", None)
    assert stream.anchored == {0, 1}


def test_what_another_changed_stays_his():
    para = changed(_para(("a", None), ("b", OTHER), end=OTHER), NEW)
    assert [piece.change for piece in para.pieces] == [NEW, OTHER]
    assert para.change == OTHER
    grid = all_changed(Grid((Row(()), Row((), OTHER)), ()), NEW)
    assert isinstance(grid, Grid)
    assert [row.change for row in grid.rows] == [NEW, OTHER]
