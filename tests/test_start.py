"""The start: what the window must not wait for is not loaded before it shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from cocreate.base.clock import SystemClock
from cocreate.base.ids import SystemIds
from cocreate.core.origin import TYPED, plain
from cocreate.workspace.opening import create
from cocreate.workspace.scenes import NewScene, Scenes

LATER = (
    "anyio",
    "asyncio",
    "cocreate.agents.run",
    "cocreate.formats.presets",
    "cocreate.providers.http_client",
    "cocreate.providers.local_model",
    "cocreate.reports",
    "cocreate.ui.settings_dialog",
    "cocreate.workspace.past",
    "cocreate.workspace.publish",
    "genai_prices",
    "harper",
    "httpcore",
    "httpx",
    "keyring",
    "markdown",
    "markdown_it",
    "nh3",
    "regex",
    "sqlite_utils",
    "ssl",
    "uniseg",
    "xllamacpp",
)
START = """
import json, sys
from cocreate.cli.main import main
import cocreate.cli.house
from PySide6.QtWidgets import QApplication

class Shown(QApplication):
    def exec(self):
        self.processEvents()
        [window] = [w for w in self.topLevelWidgets() if w.isVisible() and w.isWindow()]
        text = window.focusWidget().document().toRawText()
        print(json.dumps([window.windowTitle(), text, sorted(sys.modules)]))
        return 0

app = Shown(["cocreate"])
sys.exit(main([sys.argv[1]]))
"""


def test_the_window_shows_a_project_before_anything_heavy_is_loaded(tmp_path: Path, home: Path):
    project = tmp_path / "start.cocreate"
    workspace = create(project, title="Book", writer="W", clock=SystemClock(), ids=SystemIds())
    Scenes(workspace).add_all([NewScene("One", "Opening", plain("# One\n\nCalm sea.\n", TYPED))])
    workspace.close()
    done = subprocess.run(
        [sys.executable, "-c", START, str(project)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "COCREATE_HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    title, text, loaded = json.loads(done.stdout.splitlines()[-1])
    assert title.startswith("Book")
    assert "Calm sea." in text
    early = [name for name in loaded if name in LATER or name.startswith("cocreate.reports.")]
    assert early == []
