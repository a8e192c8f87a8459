"""The panel at the left, on a real project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cocreate.ui.outline.outline import Outline
from cocreate.ui.theme import DARK, LIGHT
from cocreate.workspace.change import Change, ChangeKind
from tests.workspace.writing import typing


@pytest.fixture
def outline(workspace, scenes, figures, scene_ids, qtbot):
    made = Outline(workspace, scenes, figures, LIGHT)
    qtbot.addWidget(made)
    workspace.changes.listen(made.refresh)
    made.resize(230, 500)
    made.show()
    return made


def _order(workspace):
    return [(scene.title, scene.chapter) for scene in workspace.state.manuscript()]


def test_choosing_a_scene_tells(outline, scene_ids, qtbot):
    with qtbot.waitSignal(outline.scene_chosen) as told:
        outline.show_scene(scene_ids[1])
    assert told.args == [scene_ids[1]]
    with qtbot.waitSignal(outline.scene_opened) as told:
        qtbot.keyClick(outline.view, Qt.Key.Key_Return)
    assert told.args == [scene_ids[1]]


def test_alt_and_arrows_move_a_scene(outline, workspace, scene_ids, qtbot):
    outline.show_scene(scene_ids[0])
    qtbot.keyClick(outline.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [title for title, _ in _order(workspace)] == ["Harbour", "Opening", "Return"]
    outline.move_current(1)
    assert _order(workspace)[1] == ("Opening", "Two")
    assert outline.current_scene() == scene_ids[0]


def test_a_chapter_moves_with_its_scenes(outline, workspace, scene_ids):
    outline.view.setCurrentIndex(outline.view.model().index(0, 0))
    outline.move_current(1)
    assert [title for title, _ in _order(workspace)] == ["Return", "Opening", "Harbour"]
    outline.move_current(1)
    outline.move_current(-1)
    assert [title for title, _ in _order(workspace)] == ["Opening", "Harbour", "Return"]


def test_a_new_scene_stands_behind_the_marked_one_and_is_named_at_once(
    outline, workspace, scene_ids, qtbot
):
    outline.show_scene(scene_ids[0])
    outline.add_scene()
    assert _order(workspace)[1] == ("New scene", "One")
    field = outline.view.viewport().focusWidget()
    qtbot.keyClicks(field, "Storm")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _order(workspace)[1] == ("Storm", "One"))


def test_a_new_chapter_comes_with_its_first_scene(outline, workspace):
    outline.add_chapter("Three")
    outline.add_chapter("  ")
    assert _order(workspace)[-1] == ("New scene", "Three")
    assert len(_order(workspace)) == 4


def test_a_deleted_scene_can_be_brought_back(outline, workspace, scene_ids, qtbot):
    outline.show_scene(scene_ids[1])
    qtbot.keyClick(outline.view, Qt.Key.Key_Delete)
    assert [title for title, _ in _order(workspace)] == ["Opening", "Return"]
    assert outline._bar.isVisible()
    assert outline.current_scene() == scene_ids[2]
    qtbot.keyClick(outline.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [title for title, _ in _order(workspace)] == ["Opening", "Harbour", "Return"]
    assert outline.current_scene() == scene_ids[1]
    assert not outline._bar.isVisible()


def test_a_chapter_alone_is_not_deleted(outline, workspace):
    outline.view.setCurrentIndex(outline.view.model().index(0, 0))
    outline.delete()
    assert len(_order(workspace)) == 3


def test_without_a_scene_it_says_what_to_do(outline, workspace, scene_ids, qtbot):
    for scene in scene_ids:
        outline.show_scene(scene)
        outline.delete()
    assert outline._empty.isVisible()
    outline._empty.action_chosen.emit()
    assert _order(workspace) == [("New scene", "")]


def test_counts_follow_typing(outline, workspace, scene_ids, qtbot):
    before = outline._total.text()
    workspace.edit(scene_ids[0], 0, 0, "Two words. ", typing())
    qtbot.waitUntil(lambda: outline._total.text() != before)


def test_names_are_given_through_the_workspace(outline, workspace, scene_ids, qtbot):
    outline._model.setData(outline._model.index_of(scene_ids[0]), "Dawn")
    outline._model.setData(outline._model.index(0, 0), "First")
    assert _order(workspace)[0] == ("Dawn", "First")
    outline._on_scene_dropped(scene_ids[2], 0, "First")
    assert _order(workspace)[0] == ("Return", "First")


def test_trouble_is_told(outline, workspace, scene_ids, qtbot):
    outline.show_scene(scene_ids[0])
    with qtbot.waitSignal(outline.trouble_met) as told:
        outline._on_scene_renamed("nothing", "x")
    assert "nothing" in told.args[0]


def test_it_takes_another_look(outline):
    outline.set_theme(DARK)
    outline.refresh(Change(ChangeKind.NOTES))
    assert outline.view.delegate.theme is DARK
