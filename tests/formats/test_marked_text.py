from __future__ import annotations

from cocreate.formats.book import ImportedNote, ImportedScene, ImportedSuggestion
from cocreate.formats.document import Run, Style
from cocreate.formats.marked_text import (
    Kind,
    Told,
    clean,
    is_mark,
    mark,
    settled,
    shared_out,
    unmarked,
)

TOLD = {1: Told("Ann", 5), 2: Told("Ben", 6), 3: Told("Ann", 7, "Why?")}


def _text(*parts):
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def _open(kind, number):
    return mark(kind, number, opens=True)


def _close(kind, number):
    return mark(kind, number, opens=False)


def test_text_without_marks_is_itself():
    assert unmarked("The sea.", {}).text == "The sea."


def test_what_was_put_in_is_out_of_the_text_and_what_was_struck_is_in():
    put, struck = Kind.PUT_IN, Kind.STRUCK
    text = _text(
        "The ",
        _open(put, 1),
        "grey ",
        _close(put, 1),
        "sea ",
        _open(struck, 2),
        "was ",
        _close(struck, 2),
        "calm",
    )
    found = unmarked(text, TOLD)
    assert found.text == "The sea was calm"
    assert found.suggestions == (
        ImportedSuggestion(4, 4, "grey ", "Ann", 5),
        ImportedSuggestion(8, 12, "", "Ben", 6),
    )


def test_words_put_in_beside_words_that_the_same_person_struck_replace_them():
    put, struck = Kind.PUT_IN, Kind.STRUCK
    new = (_open(put, 3), "lake", _close(put, 3))
    old = (_open(struck, 1), "sea", _close(struck, 1))
    for parts in ((*old, *new), (*new, *old)):
        found = unmarked(_text("The ", *parts, "."), TOLD)
        assert [(s.start, s.end, s.new) for s in found.suggestions] == [(4, 7, "lake")]
    other = (_open(put, 2), "lake", _close(put, 2))
    found = unmarked(_text("The ", *old, *other, "."), TOLD)
    assert [(s.start, s.end, s.new) for s in found.suggestions] == [(4, 7, ""), (7, 7, "lake")]


def test_words_struck_that_were_put_in_leave_nothing():
    put, struck = Kind.PUT_IN, Kind.STRUCK
    text = _text("a", _open(put, 1), _open(struck, 2), "b", _close(struck, 2), _close(put, 1), "c")
    found = unmarked(text, TOLD)
    assert found.text == "ac"
    assert [s.new for s in found.suggestions] == ["b"]


def test_remarks_have_their_place():
    remark = Kind.REMARK
    text = _text("b", _open(remark, 3), "c", _close(remark, 3), _close(remark, 2))
    found = unmarked(text, TOLD)
    assert found.notes == (
        ImportedNote(1, 2, "Why?", "Ann", 7),
        ImportedNote(2, 2, "", "Ben", 6),
    )


def test_a_mark_has_the_style_that_both_sides_share():
    bold = Run("a", style=Style.STRONG)
    inner = mark(Kind.PUT_IN, 12, opens=True)
    assert settled((bold, inner, bold))[1] == Run(inner.text, style=Style.STRONG)
    assert settled((bold, inner, Run("b")))[1] == inner
    assert settled((inner, bold))[0] == inner
    assert is_mark(inner)
    assert not is_mark(bold)
    assert clean(inner.text) == "\ufffd" * 3


def test_each_scene_has_what_stands_in_it():
    scenes = (ImportedScene("", "A", "one "), ImportedScene("", "B", "two"))
    struck = Kind.STRUCK
    text = _text(
        "o",
        _open(struck, 1),
        "ne t",
        _close(struck, 1),
        "w",
        _open(Kind.PUT_IN, 2),
        "x",
        _close(Kind.PUT_IN, 2),
        "o",
        _close(Kind.REMARK, 3),
    )
    first, second = shared_out(scenes, unmarked(text, TOLD))
    assert [(s.start, s.end) for s in first.suggestions] == [(1, 4)]
    assert [(s.start, s.end, s.new) for s in second.suggestions] == [(2, 2, "x")]
    assert [(n.start, n.end) for n in second.notes] == [(3, 3)]
