from __future__ import annotations

from cocreate.ui.editor.page import EditorPort
from cocreate.workspace.workspace import Workspace


def test_the_workspace_is_what_the_editor_needs(workspace: Workspace):
    port: EditorPort = workspace
    assert not port.is_read_only
    assert port.state is workspace.state
