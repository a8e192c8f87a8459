"""Putting a backup in the place of a project, which is kept beside it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cocreate.base.clock import Clock
from cocreate.base.errors import ProjectDamagedError, ProjectError, ProjectHeldError
from cocreate.store.backups import copy, discard
from cocreate.store.link import told
from cocreate.store.project_file import ProjectFile
from cocreate.store.verify import verify_project
from cocreate.store.write_lock import LockHeldError, WriteLock, lock_path

_ASIDE = ".before-restore"
_BLOCK = 1 << 20


def restore(project: Path, backup: Path, clock: Clock) -> Path | None:
    """Put a copy of `backup` at `project`; what stands there goes to NAME.before-restore.

    Returns:
        Where the file that stood there is now; None where there was none.

    Raises:
        ProjectHeldError: the project is open in a program that writes to it.
        ProjectError: the backup is damaged, or nothing can be written there; nothing was changed.
    """
    project = project.resolve()
    if not project.parent.is_dir():
        raise ProjectError(f"There is no folder “{project.parent}”; make it first.")
    _fold_in(project, clock)
    try:
        with _locked(project, clock):
            draft = project.with_name(f".{project.name}.restoring")
            try:
                _build(project, backup, draft)
                aside = _set_aside(project)
                draft.replace(project)
            finally:
                discard(draft)
    except OSError as error:
        raise ProjectError(
            f"The earlier version of “{project.name}” cannot be put in “{project.parent}”"
            f" ({error.strerror or error}); nothing was changed."
        ) from error
    return aside


def _build(project: Path, backup: Path, draft: Path) -> None:
    with ProjectFile.look(backup) as source, told(project):
        copy(source, draft)
    found = verify_project(draft).first_problem
    if found is not None:
        raise ProjectDamagedError(
            f"This earlier version is damaged and was not put back ({found.rstrip('.')}); choose"
            " another one."
        )


def _fold_in(project: Path, clock: Clock) -> None:
    """Bring what a killed program left beside the file into it, so that it is kept whole."""
    with contextlib.suppress(ProjectDamagedError):
        if project.exists():
            present = ProjectFile.open(project, clock, writes=True)
            present.close()


@contextmanager
def _locked(project: Path, clock: Clock) -> Iterator[None]:
    try:
        lock = WriteLock.take(lock_path(project), "Cocreate", clock.now())
    except LockHeldError as held:
        who = f" ({held.holder.program}, process {held.holder.pid})" if held.holder else ""
        raise ProjectHeldError(
            f"“{project.name}” is open in another program{who}; close it there, then restore."
        ) from held
    try:
        yield
    finally:
        lock.release()


def _set_aside(project: Path) -> Path | None:
    """Keep a copy of the file that stands there; its place is never empty, whatever happens."""
    if not os.path.lexists(project):
        return None
    aside = project.with_name(project.name + _ASIDE)
    count = 1
    while os.path.lexists(aside):
        count += 1
        aside = project.with_name(f"{project.name}{_ASIDE}-{count}")
    draft = project.with_name(f".{project.name}.aside")  # one that a kill left is written over
    journal = project.with_name(project.name + "-wal")
    if journal.exists():
        _copy_whole(journal, aside.with_name(aside.name + "-wal"), draft)
    _copy_whole(project, aside, draft)
    for left in (journal, project.with_name(project.name + "-shm")):
        left.unlink(missing_ok=True)  # or it would be folded into the file that comes
    return aside


def _copy_whole(source: Path, target: Path, draft: Path) -> None:
    try:
        with source.open("rb") as there, draft.open("wb") as here:
            shutil.copyfileobj(there, here, _BLOCK)
            here.flush()
            os.fsync(here.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
