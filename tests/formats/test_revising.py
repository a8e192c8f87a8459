from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.book import BookScene, MarginNote, OpenSuggestion
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.paragraphs import flatten
from cocreate.formats.revising import Reviser
from cocreate.formats.suggested_text import with_suggestions
from cocreate.formats.tracked import Anchor, Change, Grid, Item, Kind, Para
from tests.formats.tracked_text import LAMP, LINE_EDITOR, lamp_book, lines_of

ME = "Jane"


def _scene(text: str, *changes: tuple[str, str], reason: str = "") -> BookScene:
    suggestions = [
        OpenSuggestion(text.index(old), text.index(old) + len(old), new, ME, reason)
        for old, new in changes
    ]
    return BookScene("", "s", text, suggestions=tuple(suggestions))


def _revised(scene: BookScene) -> tuple[Item, ...]:
    return _reviser(scene)[1]


def _reviser(scene: BookScene, first: int = 0) -> tuple[Reviser, tuple[Item, ...]]:
    reviser = Reviser(scene, first)
    old = flatten(read_markdown(scene.text).blocks)
    return reviser, reviser.revised(old, flatten(read_markdown(with_suggestions(scene)).blocks))


def _marked(items: tuple[Item, ...]) -> str:
    """Write changes as `[-struck-]` and `[+new+]`, the ends of paragraphs as `/`."""
    made = []
    for item in items:
        assert isinstance(item, Para)
        made += [_bracketed(piece.inline.text, piece.change) for piece in item.pieces]  # type: ignore[union-attr]
        made.append(_bracketed("/", item.change))
    return "".join(made)


def _bracketed(text: str, change: Change | None) -> str:
    sign = "" if change is None else "+" if change.is_insertion else "-"
    return f"[{sign}{text}{sign}]" if sign else text


def test_a_word_gives_way_to_another():
    assert _marked(_revised(_scene("One two three.", ("two", "2")))) == "One [-two-][+2+] three./"


def test_a_new_paragraph_comes_with_its_end():
    assert _marked(_revised(_scene("One.\n\nTwo.", ("\n\n", "\n\nNew.\n\n")))) == (
        "One./[+New.+][+/+]Two./"
    )


def test_two_paragraphs_are_joined_by_striking_the_end_of_the_first():
    assert _marked(_revised(_scene("One.\n\nTwo.", (".\n\nTwo", " and two")))) == (
        "One[-.-][-/-][-Two-][+ and two+]./"
    )


def test_a_paragraph_goes_with_its_end():
    assert _marked(_revised(_scene("One.\n\nTwo.\n\nThree.", ("Two.\n\n", "")))) == (
        "One./[-Two.-][-/-]Three./"
    )


def test_words_that_change_their_look_are_struck_and_put_in():
    assert _marked(_revised(_scene("One two.", ("two", "*two*")))) == "One [-two-][+two+]./"


def test_a_paragraph_that_becomes_a_heading_is_put_in_anew():
    items = _revised(_scene("One.\n\nTwo.", ("T", "## T")))
    assert _marked(items) == "One./[-Two.-][-/-][+Two.+][+/+]"
    assert [item.shape.kind for item in items if isinstance(item, Para)] == [
        Kind.BODY,
        Kind.BODY,
        Kind.HEADING,
    ]


def test_a_cell_is_changed_where_it_stands():
    table = "| a | b |\n|---|---|\n| c | d |\n"
    (grid,) = _revised(_scene(table, ("c", "x")))
    assert isinstance(grid, Grid)
    assert [row.change for row in grid.rows] == [None, None]
    assert _marked((grid.rows[1].cells[0],)) == "[-c-][+x+]/"


def test_a_new_row_makes_a_new_table():
    table = "| a | b |\n|---|---|\n| c | d |\n"
    old, new = _revised(_scene(table, ("| c", "| x | y |\n| c")))
    assert isinstance(old, Grid)
    assert isinstance(new, Grid)
    assert [row.change for row in old.rows] == [Change(is_insertion=False, author=ME)] * 2
    assert [row.change for row in new.rows] == [Change(is_insertion=True, author=ME)] * 3


def test_reasons_and_margin_notes_stand_around_their_words():
    scene = _scene("One two three.", ("two", "2"), reason="Shorter.")
    scene = BookScene("", "s", scene.text, (), scene.suggestions, (MarginNote(0, 3, "Why?", "R"),))
    reviser, (para,) = _reviser(scene, first=7)
    assert isinstance(para, Para)
    assert [remark.text for remark in reviser.remarks] == ["Shorter.", "Why?"]
    assert [
        part.number if isinstance(part, Anchor) else part.inline.text  # type: ignore[union-attr]
        for part in para.parts
    ] == [8, "One", 8, " ", 7, "two", "2", 7, " three."]
    assert list(reviser.unanchored) == []


def test_a_remark_about_no_words_is_not_anchored():
    scene = BookScene("", "s", "", notes=(MarginNote(0, 0, "Write this.", "R"),))
    reviser, items = _reviser(scene, first=3)
    assert items == ()
    assert list(reviser.unanchored) == [3]


def test_each_author_has_his_own_changes():
    text = "One two three four."
    suggestions = (OpenSuggestion(4, 7, "2", "A"), OpenSuggestion(8, 13, "3", "B", at_ms=5))
    (para,) = _revised(BookScene("", "s", text, suggestions=suggestions))
    assert isinstance(para, Para)
    assert [piece.change and piece.change.author for piece in para.pieces] == [
        None, "A", "A", None, "B", "B", None
    ]  # fmt: skip


def test_paragraphs_that_nothing_touches_are_the_same_values():
    scene = _scene("One.\n\nTwo.\n\nThree.", ("Two", "Zwo"))
    old = flatten(read_markdown(scene.text).blocks)
    made = Reviser(scene).revised(old, flatten(read_markdown(with_suggestions(scene)).blocks))
    assert made[0] is old[0]
    assert made[2] is old[2]


def test_a_reason_about_nothing_but_a_table_stands_in_its_first_cell():
    scene = BookScene(
        "", "s", "", suggestions=(OpenSuggestion(0, 0, "| a |\n|---|\n| b |\n", ME, "why"),)
    )
    reviser, (grid,) = _reviser(scene)
    assert isinstance(grid, Grid)
    anchors = [part for part in grid.rows[0].cells[0].parts if isinstance(part, Anchor)]
    assert [anchor.opens for anchor in anchors] == [True, False]
    assert list(reviser.unanchored) == []


snippets = st.sampled_from(
    ["word", " ", "*", "**", "\n\n", "\n", "# ", "## ", "- ", "1. ", "> ", "`", "x", ".", "é🚀",
     "~~", "\n\n***\n\n", "[l](http://u)", "[^n]", "\n\n[^n]: note\n\n", "\n\n```\ncode\n```\n\n",
     "\n\n| a | b |\n|---|---|\n| c | d |\n\n"]
)  # fmt: skip
texts = st.lists(snippets, max_size=14).map("".join)


@st.composite
def scenes(draw: st.DrawFn) -> BookScene:
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    ranges = zip(cuts[::2], cuts[1::2], strict=False)
    suggestions = tuple(
        OpenSuggestion(start, end, draw(texts), draw(st.sampled_from(["A", "B"])), draw(texts))
        for start, end in ranges
    )
    notes = tuple(
        MarginNote(start, end, "note", "R")
        for start, end in zip(cuts[1::2], cuts[2::2], strict=False)
    )
    return BookScene("", "s", text, suggestions=suggestions, notes=notes)


@given(scenes())
@settings(max_examples=120, deadline=None)
def test_refusing_gives_the_old_text_and_taking_the_new_one(scene):
    reviser, items = _reviser(scene)
    old = flatten(read_markdown(scene.text).blocks)
    new = flatten(read_markdown(with_suggestions(scene)).blocks)
    assert lines_of(items, takes=False) == lines_of(old, takes=False)
    assert lines_of(items, takes=True) == lines_of(new, takes=True)
    anchors = [
        (part.number, part.opens)
        for item in items
        for para in (
            (item,) if isinstance(item, Para) else [c for row in item.rows for c in row.cells]
        )
        for part in para.parts
        if isinstance(part, Anchor)
    ]
    assert sorted({number for number, _ in anchors} | set(reviser.unanchored)) == list(
        range(len(reviser.remarks))
    )
    for number in {number for number, _ in anchors}:
        assert [opens for found, opens in anchors if found == number] == [True, False]


def test_a_text_with_everything_is_revised_in_every_place():
    scene = lamp_book(is_reviewed=True).scenes[0]
    reviser, items = _reviser(scene)
    taken = lines_of(items, takes=True)
    assert "The Lantern" in taken
    assert "5 s" in taken
    assert not re.search("burned|bread and", " ".join(taken))
    assert [remark.author for remark in reviser.remarks] == [LINE_EDITOR] * 3 + ["A Reader"]
    assert LAMP.startswith("# The Lamp")
