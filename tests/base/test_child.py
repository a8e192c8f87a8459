from __future__ import annotations

import os
import subprocess
import sys

from cocreate.base.child import own_environment, own_module


def test_a_child_finds_this_package_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    first = own_environment()["PYTHONPATH"]
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert own_environment()["PYTHONPATH"] == f"{first}{os.pathsep}elsewhere"
    command = own_module("cocreate.base.ids", "an argument")
    assert command == [sys.executable, "-m", "cocreate.base.ids", "an argument"]
    done = subprocess.run(command, cwd=tmp_path, env=own_environment(), check=False)
    assert done.returncode == 0
