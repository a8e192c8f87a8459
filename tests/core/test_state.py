from __future__ import annotations

from cocreate.core.attributed import AttributedText
from cocreate.core.state import ProjectState, SceneState


def test_a_new_project_holds_nothing():
    state = ProjectState()
    assert state.manuscript() == []
    assert (state.title, state.seq, state.scenes, state.calls) == ("", 0, {}, [])


def test_the_manuscript_lists_scenes_in_order_and_leaves_out_removed_ones():
    scenes = {id_: SceneState(id_, "", id_.upper(), AttributedText()) for id_ in "abc"}
    scenes["b"].is_removed = True
    state = ProjectState(order=["c", "a"], scenes=scenes)
    assert [scene.title for scene in state.manuscript()] == ["C", "A"]


def test_scenes_do_not_share_what_hangs_on_them():
    one, two = (SceneState(id_, "", "", AttributedText()) for id_ in "ab")
    assert one.hunks is not two.hunks
    assert one.notes is not two.notes
