"""The program that makes one backup beside the window: `python -m cocreate.store.backup_child`."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from cocreate.base.child import NO_CONSOLE, own_environment, own_module
from cocreate.base.clock import SystemClock
from cocreate.base.errors import InputError, ProjectError
from cocreate.store.backups import Backups
from cocreate.store.files import write_whole

_GENTLY = 10


def start_backup(
    project: Path, root: Path, python: str = sys.executable
) -> subprocess.Popen[bytes]:
    """Start making a backup in a process of its own, which outlives this one if need be.

    It neither takes time from the writer's keys nor has to be waited for; how it ended is its exit
    code, and why it failed stands in `Backups.trouble_path`.

    Raises:
        ProjectError: it cannot be started.
    """
    try:
        return subprocess.Popen(  # noqa: S603 - our own module in our own Python
            own_module(
                "cocreate.store.backup_child", str(project.absolute()), str(root), python=python
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            start_new_session=True,
            creationflags=NO_CONSOLE,
        )
    except OSError as error:
        raise ProjectError(
            f"No backup of “{project.name}” could be started ({error.strerror or error})."
        ) from error


def main(argv: Sequence[str]) -> int:
    """Back up PROJECT into ROOT; return 0 unless it failed."""
    project, backups = Path(argv[0]), Backups(Path(argv[1]))
    trouble = backups.trouble_path(project)
    try:
        backups.make(project, SystemClock().now())
    except ProjectError as error:
        with contextlib.suppress(InputError):  # on a full disk the exit code must do
            write_whole(trouble, error.sentence)
        return 1
    with contextlib.suppress(OSError):
        trouble.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_GENTLY)
    sys.exit(main(sys.argv[1:]))
