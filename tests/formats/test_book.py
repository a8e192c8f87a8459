from __future__ import annotations

from cocreate.core.origin import TYPED, Span
from cocreate.formats.book import Book, BookScene


def test_a_book_has_no_appendix_unless_one_is_given():
    scene = BookScene("One", "A", "words", (Span(5, TYPED),))
    assert Book("T", "W", (scene,)).appendix is None
