"""Commands that open the window: the editor, the sample, the tour."""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from cocreate.base.errors import InputError
from cocreate.cli.house import House


def open_window(arguments: Namespace, house: House) -> int:
    """Open the editor, on a project if one is named."""
    project = Path(arguments.project) if arguments.project else None
    if project is not None and not project.exists():
        raise InputError(
            f"There is no project “{project}”. Make one with `cocreate new`, or start `cocreate` "
            "alone and choose one."
        )
    return _show(house, project, is_sample=False)


def open_sample(arguments: Namespace, house: House) -> int:
    """Open the editor on the sample project."""
    del arguments
    return _show(house, None, is_sample=True)


def _show(house: House, project: Path | None, *, is_sample: bool) -> int:
    _check_display(house.environ)
    gc.disable()  # until the window stands: see the start of every command
    from cocreate.app import run  # noqa: PLC0415 - Qt only when a window is wanted

    return run(project, house.environ, is_sample=is_sample)


def _check_display(environ: Mapping[str, str]) -> None:
    if importlib.util.find_spec("PySide6") is None:
        raise InputError("PySide6 is not installed, so there is no window; run the set-up again.")
    has_platform = bool(environ.get("QT_QPA_PLATFORM"))
    has_display = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and not (has_display or has_platform):
        raise InputError(
            "There is no display, so the editor cannot open; `cocreate tour` does the main job "
            "without one and leaves pictures of each step."
        )


def tour(arguments: Namespace, house: House) -> int:
    """Do the main job once in the real window, without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from cocreate.tour import run_tour  # noqa: PLC0415 - Qt only when a window is wanted

    return run_tour(Path(arguments.folder), house.clock, house.ids)
