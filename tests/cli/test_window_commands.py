from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Shell


def start(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the program where there is no display."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environ = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "cocreate", *words],
        env={**environ, "COCREATE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_display_one_sentence_offers_the_tour(tmp_path: Path):
    for words in ([], ["open-sample"]):
        ended = start(*words, home=tmp_path)
        assert ended.returncode == 1
        assert ended.stderr.count("\n") == 1
        assert "cocreate tour" in ended.stderr


def test_a_project_that_is_not_there_is_named(shell: Shell):
    assert "nowhere" in shell(shell.folder / "nowhere.cocreate").sentence
