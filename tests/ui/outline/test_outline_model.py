"""The tree of chapters and scenes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from cocreate.ui.outline.outline_model import (
    CHAPTER_ROLE,
    ID_ROLE,
    WORDS_ROLE,
    OutlineModel,
    Place,
    SceneRow,
    drop,
    step,
)

ROWS = [
    SceneRow("p", "Prologue", "", 5),
    SceneRow("a", "Opening", "One", 10),
    SceneRow("b", "Harbour", "One", 20),
    SceneRow("c", "Return", "Two", 30),
]


@pytest.fixture
def model(qtmodeltester):
    made = OutlineModel()
    made.show(ROWS)
    qtmodeltester.check(made)
    return made


def test_chapters_hold_their_scenes_and_count_their_words(model):
    one = model.index(1, 0)
    assert (model.rowCount(), one.data(), model.rowCount(one), one.data(WORDS_ROLE)) == (
        3,
        "One",
        2,
        30,
    )
    assert one.data(ID_ROLE) is None
    assert model.index(0, 0).data(ID_ROLE) == "p"
    assert model.index_of("b").data(CHAPTER_ROLE) == "One"
    assert model.index_of("b").parent() == one
    assert not model.index_of("x").isValid()
    assert model.data(QModelIndex()) is None
    assert model.columnCount() == 1


def test_only_counts_change_while_names_stay(model, qtbot):
    changed = [*ROWS[:1], SceneRow("a", "Opening", "One", 11), *ROWS[2:]]
    with qtbot.waitSignal(model.dataChanged):
        assert not model.show(changed)
    assert model.index_of("a").data(WORDS_ROLE) == 11
    assert model.show(ROWS[:2])


@pytest.mark.parametrize(
    ("scene", "by", "place"),
    [
        ("p", -1, None),
        ("c", 1, None),
        ("a", 1, Place(2, "One")),
        ("b", -1, Place(1, "One")),
        ("b", 1, Place(2, "Two")),
        ("a", -1, Place(1, "")),
    ],
)
def test_a_step_goes_within_the_chapter_then_into_the_next(scene, by, place):
    assert step(ROWS, scene, by) == place


@pytest.mark.parametrize(
    ("scene", "before", "chapter", "place"),
    [
        ("c", "a", "One", Place(1, "One")),
        ("a", None, "Two", Place(3, "Two")),
        ("a", None, "One", Place(2, "One")),
        ("a", "a", "One", Place(1, "One")),
        ("a", None, "Three", Place(3, "Three")),
    ],
)
def test_a_drop_goes_before_a_scene_or_to_the_end_of_a_chapter(scene, before, chapter, place):
    assert drop(ROWS, scene, before, chapter) == place


def test_renaming_tells_and_changes_nothing_by_itself(model, qtbot):
    with qtbot.waitSignal(model.scene_renamed) as told:
        assert model.setData(model.index_of("a"), " Dawn ")
    assert told.args == ["a", "Dawn"]
    with qtbot.waitSignal(model.chapter_renamed) as told:
        model.setData(model.index(1, 0), "First")
    assert told.args == ["One", "First"]
    assert model.index_of("a").data() == "Opening"


def test_an_empty_or_equal_name_is_not_told(model, qtbot):
    with qtbot.assertNotEmitted(model.scene_renamed), qtbot.assertNotEmitted(model.chapter_renamed):
        assert not model.setData(model.index_of("a"), "  ")
        assert not model.setData(QModelIndex(), "x")
        assert model.setData(model.index_of("a"), "Opening")
        assert model.setData(model.index(1, 0), "One")


def test_a_dropped_scene_is_told_with_its_place(model, qtbot):
    data = model.mimeData([model.index_of("c")])
    assert model.mimeTypes() == data.formats()
    assert model.supportedDropActions() is Qt.DropAction.MoveAction
    one = model.index(1, 0)
    move = Qt.DropAction.MoveAction
    with qtbot.waitSignal(model.scene_dropped) as told:
        model.dropMimeData(data, move, 0, 0, one)
    assert told.args == ["c", 1, "One"]
    with qtbot.waitSignal(model.scene_dropped) as told:
        model.dropMimeData(data, move, -1, 0, one)
    assert told.args == ["c", 3, "One"]
    with qtbot.waitSignal(model.scene_dropped) as told:
        model.dropMimeData(data, move, 1, 0, QModelIndex())
    assert told.args == ["c", 1, ""]
    with qtbot.assertNotEmitted(model.scene_dropped):
        model.dropMimeData(data, Qt.DropAction.CopyAction, 0, 0, one)


def test_a_fixed_outline_can_neither_be_renamed_nor_dragged(model):
    flag = Qt.ItemFlag
    assert model.flags(model.index_of("a")) & flag.ItemIsDragEnabled
    assert model.flags(model.index(1, 0)) & flag.ItemIsDropEnabled
    assert model.flags(QModelIndex()) == flag.ItemIsDropEnabled
    model.fix(is_fixed=True)
    assert not model.flags(model.index_of("a")) & (flag.ItemIsDragEnabled | flag.ItemIsEditable)
