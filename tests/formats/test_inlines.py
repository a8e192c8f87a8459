from __future__ import annotations

from cocreate.core.origin import TYPED, UNKNOWN_PASTED, Span
from cocreate.formats.book import BookScene, MarginNote, OpenSuggestion
from cocreate.formats.document import LineBreak, NoteRef, Paragraph, Picture, Run
from cocreate.formats.inlines import CutRun, Cutter, pictures_of, plain_words


def test_plain_words_are_one_line():
    inlines = (Run("a\nb"), LineBreak(), NoteRef("1"), Picture("p.png", "map"), Run(" c"))
    assert plain_words(inlines) == "a b map c"
    assert list(pictures_of((Paragraph(inlines),))) == [Picture("p.png", "map")]


def test_a_run_is_cut_where_origins_suggestions_and_notes_change():
    suggestion = OpenSuggestion(4, 6, "x", "Line Editor")
    insertion = OpenSuggestion(8, 8, "y", "Line Editor")
    note = MarginNote(5, 8, "Why?", "Ada")
    scene = BookScene(
        "",
        "",
        "0123456789",
        (Span(2, TYPED), Span(8, UNKNOWN_PASTED)),
        (suggestion, insertion),
        (note,),
    )
    assert Cutter(scene).pieces(Run("123456789", 1, 10)) == (
        CutRun(Run("1", 1, 2), TYPED),
        CutRun(Run("23", 2, 4), UNKNOWN_PASTED),
        CutRun(Run("4", 4, 5), UNKNOWN_PASTED, suggestion),
        CutRun(Run("5", 5, 6), UNKNOWN_PASTED, suggestion, (note,)),
        CutRun(Run("67", 6, 8), UNKNOWN_PASTED, None, (note,)),
        CutRun(Run("89", 8, 10), UNKNOWN_PASTED),
    )


def test_what_is_said_in_another_way_or_stands_nowhere_is_not_cut():
    scene = BookScene("", "", "&amp;", (Span(1, TYPED), Span(4, UNKNOWN_PASTED)))
    assert Cutter(scene).pieces(Run("&", 0, 5)) == (CutRun(Run("&", 0, 5), TYPED),)
    assert Cutter(scene).pieces(Run("new")) == (CutRun(Run("new")),)
    assert Cutter(BookScene("", "", "ab")).pieces(Run("ab", 0, 2)) == (CutRun(Run("ab", 0, 2)),)
