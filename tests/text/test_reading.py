from __future__ import annotations

from cocreate.text.reading import CODE, EMPHASIS, STRONG, Kind, Part, Piece, Reading


def test_a_text_is_a_row_of_blocks_and_edges():
    assert list(Reading("- *a*\n\n  b").parts()) == [
        Part("list", 1, 0, 10, -1, is_tight=False),
        Part("item", 1, 0, 10, -1, is_tight=True),
        Part("paragraph", 0, 0, 5, pieces=(Piece(Kind.WORDS, "a", 3, 4, EMPHASIS),)),
        Part("paragraph", 0, 7, 10, pieces=(Piece(Kind.WORDS, "b", 9, 10),)),
        Part("item", -1, 0, 0),
        Part("list", -1, 0, 0),
    ]


def test_styles_add_up():
    (part,) = Reading("***a** `b`*").parts()
    assert [(piece.text, piece.style) for piece in part.pieces] == [
        ("a", EMPHASIS | STRONG),
        (" ", EMPHASIS),
        ("b", EMPHASIS | CODE),
    ]


def test_what_is_skipped_is_not_read_and_moves_nothing():
    (part,) = Reading("---\nx\n---\nword", 10).parts()
    assert part.pieces == (Piece(Kind.WORDS, "word", 10, 14),)


def test_a_text_tells_what_it_defines():
    reading = Reading("[^n]: x\n\n[a]: u\n")
    assert set(reading.labels) == {"n"}
    assert set(reading.references) == {"A"}
    assert set(Reading("").labels) == set()
    assert dict(Reading("").references) == {}


def test_lists_begin_with_their_number():
    assert [part.number for part in Reading("0. a\n").parts()][:1] == [0]
    assert [part.number for part in Reading("7) a\n").parts()][:1] == [7]
