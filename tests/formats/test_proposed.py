from __future__ import annotations

from cocreate.formats.document import NoteRef, Run
from cocreate.formats.proposed import Flow, Section, proposed
from cocreate.formats.revising import Remark
from cocreate.formats.tracked import BODY, Anchor, Change, Grid, Item, Kind, Para, Piece, Row, Shape

NEW, OLD = Change(is_insertion=True, author="A"), Change(is_insertion=False, author="A")


def _para(*words: str | tuple[str, Change] | NoteRef | Anchor, shape: Shape = BODY) -> Para:
    parts = [
        Piece(Run(word)) if isinstance(word, str)
        else Piece(word) if isinstance(word, NoteRef)
        else word if isinstance(word, Anchor)
        else Piece(Run(word[0]), word[1])
        for word in words
    ]  # fmt: skip
    return Para(shape, tuple(parts))


def _heading(text: str) -> Para:
    return _para(text, shape=Shape(Kind.HEADING, 1))


def test_sections_are_scenes_that_tile_the_text():
    flow = Flow(
        (Section((_heading("One"), _para("a"))), Section((_heading("Two"), _para("b", ("c", NEW)))))
    )
    made = proposed(flow, "stem")
    assert [(scene.title, scene.text) for scene in made.scenes] == [
        ("One", "# One\n\na\n\n"),
        ("Two", "# Two\n\nb\n"),
    ]
    (suggestion,) = made.scenes[1].suggestions
    assert (suggestion.start, suggestion.end, suggestion.new) == (8, 8, "c")


def test_nothing_is_one_empty_scene():
    assert [scene.text for scene in proposed(Flow(()), "stem").scenes] == [""]
    assert [scene.title for scene in proposed(Flow((Section((_para(),)),)), "stem").scenes] == [
        "stem"
    ]


def test_a_marked_section_is_a_scene_of_its_own():
    sections = (Section((_para("a"),)), Section((), "scene_1"), Section((_para("b"),), "scene_2"))
    assert [(s.marker, s.text) for s in proposed(Flow(sections), "stem").scenes] == [
        ("", "a\n"),
        ("scene_1", ""),
        ("scene_2", "b\n"),
    ]


def test_each_section_has_its_footnotes_and_new_ones_are_numbered_last():
    first = _para("a", NoteRef("7"))
    second = _para("b", NoteRef("9"))
    grid = Grid((Row((_para("c", NoteRef("8")),)),), ("",))
    added = Para(BODY, (Piece(NoteRef("10"), NEW), *second.parts))
    notes: dict[str, tuple[Item, ...]] = {
        "7": (_para("seven"),), "8": (grid,), "9": (_para("nine"),), "10": (_para("ten"), grid),
    }  # fmt: skip
    made = proposed(Flow((Section((first,)), Section((grid, added))), notes), "stem")
    (scene,) = made.scenes
    assert scene.text.startswith("a[^1]\n\n[^1]: seven\n\n| c[^2] |")
    assert "b[^3]" in scene.text
    assert "ten" not in scene.text
    assert "[^4]" in scene.suggestions[0].new
    assert any("ten" in suggestion.new for suggestion in scene.suggestions)


def test_a_missing_footnote_is_an_empty_one():
    (scene,) = proposed(Flow((Section((_para("a", NoteRef("1")),)),)), "stem").scenes
    assert scene.text == "a[^1]\n\n[^1]:\n"


def test_remarks_that_are_nowhere_are_told():
    flow = Flow((Section((_para("a"),)),), {}, (Remark("x", "B"), Remark("y", "B")))
    assert proposed(flow, "stem").losses == (
        "2 comments that are about nothing in the text were left out.",
    )


def test_a_remark_without_an_end_stands_at_its_beginning():
    flow = Flow((Section((_para("a", Anchor(0, opens=True), "b"),)),), {}, (Remark("x", "B"),))
    (scene,) = proposed(flow, "stem").scenes
    assert [(note.start, note.end) for note in scene.notes] == [(1, 1)]
