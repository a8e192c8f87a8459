"""Start modules of our own in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Keeps Windows from opening a console for a child; nothing elsewhere."""


def own_module(module: str, *arguments: str, python: str = sys.executable) -> list[str]:
    """Return the command that runs a module of this package."""
    return [python, "-m", module, *arguments]


def own_environment() -> dict[str, str]:
    """Return the environment in which a child finds this package, wherever it was started."""
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}
