"""The program that checks bundles, as the very file that every bundle encloses.

It stands alone so that it can run anywhere; here it is loaded, so that `cocreate verify` says what
a stranger's check would say.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from cocreate.base.errors import InputError
from cocreate.base.resources import resource_path

_NAME = "cocreate_verify"


@dataclass(frozen=True, slots=True)
class BundleCheck:
    """What the check of a bundle found.

    Args:
        code: 0 intact, 1 altered, 3 incomplete.
        sentence: the verdict in one line.
        lines: everything there is to say, verdict first.
        key: fingerprint of the key that signed it, "" for none.
        origin: which ledger it is about, "" where that cannot be told.
    """

    code: int
    sentence: str
    lines: tuple[str, ...]
    key: str
    origin: str


def source() -> bytes:
    """Return the program as a bundle encloses it."""
    return _path().read_bytes()


def check_bundle(path: Path, key: str | None = None, files: Sequence[Path] = ()) -> BundleCheck:
    """Check a bundle.

    Args:
        key: fingerprint or file of a public key that is known.
        files: exported manuscripts that it should be about.

    Raises:
        InputError: one of these cannot be read.
    """
    program = loaded()
    try:
        found = program.check(path, key, files)
    except program.UnusableError as trouble:
        raise InputError(str(trouble)) from trouble
    return BundleCheck(found.code, found.sentence, tuple(found.lines()), found.key, found.origin)


@cache
def loaded() -> ModuleType:
    """Return the program as a module."""
    spec = importlib.util.spec_from_file_location(_NAME, _path())
    if spec is None or spec.loader is None:
        raise ImportError(f"{_path()} is no program")
    module = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = module  # its dataclasses look their own module up
    spec.loader.exec_module(module)
    return module


def _path() -> Path:
    return resource_path("proof", "verify.py")
