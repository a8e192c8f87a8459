from __future__ import annotations

import pytest

from cocreate.core.origin import Contributor
from cocreate.ui.origins.declare_dialog import DeclareDialog
from cocreate.workspace.declaring import Declaring
from tests.workspace.writing import origins, pasting


@pytest.fixture
def dialog(workspace, scene_ids, qtbot):
    workspace.edit(scene_ids[0], 0, 0, "Pasted words. ", pasting())
    made = DeclareDialog(Declaring(workspace), (scene_ids[0], 0, 13), "Pasted words.")
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_declared_without_an_explanation(dialog):
    assert not dialog._declare.isEnabled()
    dialog.fill(Contributor.AI, "  ")
    assert not dialog._declare.isEnabled()
    dialog.fill(Contributor.AI, "From a chat.")
    assert dialog._declare.isEnabled()


def test_the_passage_is_declared_as_chosen(dialog, workspace, scene_ids):
    dialog.fill(Contributor.AI, "From a chat.")
    dialog._declare.click()
    assert origins(workspace, scene_ids[0])[0][:3] == ("Pasted words.", "ai", "declared")
    assert not dialog.isVisible()


def test_trouble_is_said_in_the_dialog(dialog, workspace, scene_ids):
    workspace.edit(scene_ids[0], 0, len(workspace.scene(scene_ids[0]).text), "", pasting())
    dialog.fill(Contributor.HUMAN, "Mine.")
    dialog.declare()
    assert dialog.isVisible()
    assert "not in the scene" in dialog._trouble.text()
