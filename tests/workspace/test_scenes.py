from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.core.origin import UNKNOWN_IMPORTED, plain
from cocreate.core.replay import replay
from cocreate.workspace.change import Change, ChangeKind
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def titles(workspace: Workspace) -> list[str]:
    return [scene.title for scene in workspace.state.manuscript()]


@pytest.fixture
def three(scenes: Scenes) -> list[str]:
    return scenes.add_all([NewScene("I", "A"), NewScene("I", "B"), NewScene("II", "C")])


def test_scenes_come_in_order_and_a_taken_name_gets_a_number(workspace: Workspace, scenes: Scenes):
    scenes.add_all([NewScene("", "Dawn"), NewScene("", "Dawn"), NewScene("", "Dawn")])
    assert titles(workspace) == ["Dawn", "Dawn (2)", "Dawn (3)"]


def test_an_added_scene_stands_where_it_was_put(
    workspace: Workspace, scenes: Scenes, three: list[str]
):
    scenes.add("Between", "I", 1)
    assert titles(workspace) == ["A", "Between", "B", "C"]
    scenes.add("  ", "II", 99)
    assert titles(workspace)[-1] == "Untitled scene"
    scenes.undo()
    scenes.undo()
    assert titles(workspace) == ["A", "B", "C"]


def test_renaming_leaves_the_text_alone(workspace: Workspace, scenes: Scenes, three: list[str]):
    type_text(workspace, three[0], "# A")
    scenes.rename(three[0], "  Alpha ")
    assert titles(workspace) == ["Alpha", "B", "C"]
    assert workspace.scene(three[0]).text.text() == "# A"
    scenes.rename(three[1], "Alpha")
    assert titles(workspace) == ["Alpha", "Alpha (2)", "C"]
    scenes.rename(three[2], "C")
    assert scenes.undo() == "renaming a scene"
    assert titles(workspace) == ["Alpha", "B", "C"]


def test_a_name_without_a_letter_is_refused(scenes: Scenes, three: list[str]):
    with pytest.raises(InputError, match="needs a name"):
        scenes.rename(three[0], "   ")


def test_a_chapter_is_renamed_with_all_its_scenes(
    workspace: Workspace, scenes: Scenes, three: list[str]
):
    scenes.rename_chapter("I", "One")
    assert [scene.chapter for scene in workspace.state.manuscript()] == ["One", "One", "II"]
    scenes.rename_chapter("Nowhere", "X")
    scenes.undo()
    assert [scene.chapter for scene in workspace.state.manuscript()] == ["I", "I", "II"]


def test_moving_and_back(workspace: Workspace, scenes: Scenes, three: list[str]):
    scenes.move(three[2], 0, "I")
    assert titles(workspace) == ["C", "A", "B"]
    assert workspace.scene(three[2]).chapter == "I"
    scenes.move(three[2], 0)
    assert scenes.undo_label == "moving a scene"
    scenes.undo()
    assert titles(workspace) == ["A", "B", "C"]
    assert workspace.scene(three[2]).chapter == "II"


def test_a_deleted_scene_comes_back_with_its_text_and_place(
    workspace: Workspace, scenes: Scenes, three: list[str]
):
    type_text(workspace, three[1], "Kept words.")
    scenes.remove(three[1])
    assert titles(workspace) == ["A", "C"]
    assert [scene.title for scene in scenes.removed()] == ["B"]
    assert scenes.undo() == "deleting a scene"
    assert titles(workspace) == ["A", "B", "C"]
    assert workspace.scene(three[1]).text.text() == "Kept words."
    scenes.remove(three[0])
    scenes.restore(three[0])
    assert titles(workspace) == ["B", "C", "A"]


def test_with_nothing_done_there_is_nothing_to_undo(scenes: Scenes):
    assert scenes.undo_label is None
    assert scenes.undo() is None


def test_every_step_is_told_and_replays_alike(
    workspace: Workspace, scenes: Scenes, three: list[str], told: list[Change]
):
    scenes.move(three[0], 2)
    scenes.remove(three[1])
    assert {change.kind for change in told} == {ChangeKind.SCENES}
    folded = replay(workspace.project.ledger.entries())
    assert folded.order == workspace.state.order


def test_imported_text_keeps_its_origin(workspace: Workspace, scenes: Scenes):
    content = plain("Old words.", UNKNOWN_IMPORTED)
    scene = scenes.add_all([NewScene("", "Old", content, "old.md", "00")])[0]
    assert workspace.scene(scene).text.spans() == content.spans
