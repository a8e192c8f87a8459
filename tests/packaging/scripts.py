"""Load the scripts of the folder packaging, which is no package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[2] / "packaging"


def load_script(name: str) -> ModuleType:
    """Return a script as a module, the script beside it known by its name."""
    for needed in dict.fromkeys(("linux_packages", name)):
        if needed not in sys.modules:
            spec = importlib.util.spec_from_file_location(needed, FOLDER / f"{needed}.py")
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[needed] = module
            spec.loader.exec_module(module)
    return sys.modules[name]
