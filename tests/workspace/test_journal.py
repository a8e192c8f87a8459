from __future__ import annotations

import pytest

from cocreate.base.errors import InputError
from cocreate.core.replay import replay
from cocreate.workspace.opening import open_project
from cocreate.workspace.scenes import Scenes
from cocreate.workspace.workspace import Workspace
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.workspace.writing import pasting, type_text


def fill_disk(workspace: Workspace) -> None:
    """Let the file grow no further, as a full disk does."""
    conn = workspace.project.link.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages}")


def make_room(workspace: Workspace) -> None:
    workspace.project.link.conn.execute("PRAGMA max_page_count = 1000000")


def test_on_a_full_disk_writing_goes_on_and_a_retry_saves_all_of_it(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds
):
    troubles: list[str] = []
    notices: list[str] = []
    workspace.troubles.listen(troubles.append)
    workspace.notices.listen(notices.append)
    type_text(workspace, scene, "Before. ")
    assert workspace.save()
    fill_disk(workspace)
    for number in range(40):
        workspace.edit(scene, 0, 0, f"{number} {'long ' * 400}", pasting(f"paste-{number}"))
    type_text(workspace, scene, "Still typing.")
    clock.advance(3)
    workspace.tick()
    assert len(troubles) == 1
    assert "kept in memory" in troubles[0]
    assert not workspace.save()
    written = workspace.scene(scene).text.text()
    make_room(workspace)
    clock.advance(1)
    workspace.tick()
    assert notices == ["Everything is saved again."]
    assert workspace.close()
    again = open_project(workspace.path, clock=clock, ids=ids)
    assert again.scene(scene).text.text() == written
    assert replay(again.project.ledger.entries()).scenes[scene].text.text() == written
    again.close()


def test_typing_is_on_the_disk_within_a_second(workspace: Workspace, scene: str, clock: FakeClock):
    type_text(workspace, scene, "a")
    clock.advance(0.4)
    type_text(workspace, scene, "b")
    workspace.tick()
    kept = workspace.project.scratch.take()
    assert kept is not None
    assert "".join(op.inserted.text for op in kept.event.ops) == "ab"


def test_a_burst_is_never_written_twice(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds
):
    type_text(workspace, scene, "once")
    workspace.tick()
    workspace.close_burst()
    assert workspace.project.scratch.take() is None
    workspace.close()
    again = open_project(workspace.path, clock=clock, ids=ids)
    assert again.scene(scene).text.text() == "once"
    again.close()


def test_a_paste_and_a_change_of_scene_are_events_of_their_own(
    workspace: Workspace, scene: str, scenes: Scenes
):
    other = scenes.add("Other")
    before = workspace.project.ledger.count
    type_text(workspace, scene, "a")
    type_text(workspace, other, "b")
    workspace.edit(other, 1, 1, "c", pasting())
    assert workspace.project.ledger.count == before + 3


def write_and_fail(workspace: Workspace, scene: str) -> None:
    with workspace.as_one():
        workspace.edit(scene, 0, 0, "Lost.\n", pasting())
        workspace.edit(scene, 999, 999, "Nowhere.", pasting())


def test_what_is_done_as_one_is_written_in_one_go_or_not_at_all(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds
):
    count = workspace.project.ledger.count
    with workspace.as_one():
        type_text(workspace, scene, "A line.\nAnother.")
        Scenes(workspace).add("Two")
        assert workspace.project.ledger.count == count
    assert workspace.project.ledger.count > count
    with pytest.raises(InputError):
        write_and_fail(workspace, scene)
    assert workspace.close()
    again = open_project(workspace.path, clock=clock, ids=ids)
    assert again.scene(scene).text.text() == "A line.\nAnother."
    again.close()


def test_on_a_full_disk_what_is_done_as_one_leaves_nothing(
    workspace: Workspace, scene: str, clock: FakeClock, ids: CountingIds
):
    workspace.save()
    count = workspace.project.ledger.count
    fill_disk(workspace)
    with workspace.as_one():
        for number in range(40):
            workspace.edit(scene, 0, 0, f"{number} {'long ' * 400}", pasting(f"paste-{number}"))
    assert not workspace.close()
    again = open_project(workspace.path, clock=clock, ids=ids)
    assert again.project.ledger.count == count + 1  # the sitting that was cut off is ended
    assert again.scene(scene).text.text() == ""
    again.close()
