from __future__ import annotations

import json
from pathlib import Path

from cocreate.base.errand import TASK
from cocreate.workspace.measuring_child import MADE, main
from cocreate.workspace.workspace import Workspace
from tests.workspace.writing import type_text


def test_every_measure_is_left_in_the_folder(workspace: Workspace, scene: str, tmp_path: Path):
    type_text(workspace, scene, "The sea was calm.")
    workspace.save()
    (tmp_path / TASK).write_text('{"idle_limit_s": 120}', encoding="utf-8")
    assert main([str(tmp_path), str(workspace.path)]) == 0
    told = json.loads((tmp_path / MADE).read_text(encoding="utf-8"))
    assert told["seq"] == workspace.state.seq
    assert {row["key"]: row["value"] for row in told["measures"]}["characters"] == 14
