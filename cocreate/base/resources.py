"""Where the program's own files are: beside it in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """Return the path of a file or folder of the resources, e.g. `resource_path("agents")`."""
    return _root(_PACKAGE).joinpath(*parts)


def _root(package: Path) -> Path:
    """Return the resources folder of the package at `package`."""
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
