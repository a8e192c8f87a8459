from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from cocreate.base.spawn import BackgroundSpawner
from cocreate.core.events import Cause, Edited
from cocreate.ui.bridge import Bridge
from cocreate.workspace.change import Change, ChangeKind, Write
from cocreate.workspace.scenes import NewScene, Scenes


@pytest.fixture
def spawner():
    bugs: list[BaseException] = []
    made = BackgroundSpawner(bugs.append)
    yield made
    made.close()
    assert not bugs


@pytest.fixture
def bridge(qapp, workspace, spawner):
    made = Bridge(workspace, spawner)
    yield made
    made.stop()
    made.deleteLater()


def test_a_change_comes_through_as_the_same_value(bridge, workspace, qtbot):
    scene = Scenes(workspace).add_all([NewScene("One", "Opening")])[0]
    with qtbot.waitSignal(bridge.changed) as told:
        workspace.edit(scene, 0, 0, "The sea", Write(Cause.TYPING, initiator="me"))
    change = told.args[0]
    assert isinstance(change, Change)
    assert (change.kind, change.scene, change.initiator) == (ChangeKind.TEXT, scene, "me")


def test_troubles_and_notices_come_through(bridge, workspace, qtbot):
    with qtbot.waitSignal(bridge.troubled) as told:
        workspace.troubles.tell("The disk is full.")
    assert told.args == ["The disk is full."]
    with qtbot.waitSignal(bridge.noticed) as told:
        workspace.notices.tell("80 % of the budget is spent.")
    assert told.args == ["80 % of the budget is spent."]


def test_after_stopping_nothing_comes_through(bridge, workspace, qtbot):
    bridge.stop()
    with qtbot.assertNotEmitted(bridge.troubled):
        workspace.troubles.tell("The disk is full.")


def test_time_passes_on_to_the_workspace_and_the_background(bridge, workspace, spawner, qtbot):
    taken: list[object] = []

    async def stream() -> AsyncIterator[object]:
        yield "one"
        yield "two"

    spawner.start(stream, taken.append)
    scene = Scenes(workspace).add_all([NewScene("One", "Opening")])[0]
    workspace.edit(scene, 0, 0, "The sea", Write(Cause.TYPING))
    workspace.clock.advance(3)
    bridge.start()
    qtbot.waitUntil(lambda: taken == ["one", "two"], timeout=3000)

    def is_written() -> bool:
        entries = workspace.project.ledger.entries()
        return any(isinstance(entry.event, Edited) for entry in entries)

    qtbot.waitUntil(is_written, timeout=3000)
    assert workspace.scene(scene).text.text() == "The sea"
