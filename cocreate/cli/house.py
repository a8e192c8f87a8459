"""What every command needs: time, ids, the writer's files, and a project opened the right way."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cocreate.base.clock import Clock, SystemClock
from cocreate.base.errors import ExportError, ProjectError
from cocreate.base.ids import IdSource, SystemIds
from cocreate.base.spawn import BackgroundSpawner
from cocreate.providers.provider import ModelInfo
from cocreate.store.user_files import UserFiles, default_home
from cocreate.workspace.desk import Desk, Preferences, model_access
from cocreate.workspace.journal import KEPT
from cocreate.workspace.opening import create, open_project
from cocreate.workspace.workspace import Workspace

_WAIT_S = 0.5
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class House:
    """The outside of the program, as commands see it."""

    environ: Mapping[str, str]
    clock: Clock
    ids: IdSource

    @cached_property
    def preferences(self) -> Preferences:
        """The writer's settings."""
        return Preferences(UserFiles(default_home(self.environ), self.environ))

    @contextmanager
    def reading(self, path: Path) -> Iterator[Workspace]:
        """Open a project for looking only; nothing in it changes."""
        workspace = open_project(path, clock=self.clock, ids=self.ids, how="command", writes=False)
        try:
            yield workspace
        finally:
            workspace.close()

    @contextmanager
    def writing(self, path: Path, how: str = "command") -> Iterator[Workspace]:
        """Open a project for a command that writes."""
        workspace = open_project(
            path,
            clock=self.clock,
            ids=self.ids,
            how=how,
            idle_limit_s=self.preferences.settings.idle_limit_s,
        )
        workspace.recorder.checkpoints.sign_with(self.preferences.user_files)
        with _held(workspace):
            yield workspace

    @contextmanager
    def making(self, path: Path, title: str, writer: str) -> Iterator[Workspace]:
        """Make a new project; when the command fails, nothing of it stays."""
        workspace = create(
            path,
            title=title,
            writer=writer or self.preferences.settings.writer,
            clock=self.clock,
            ids=self.ids,
            how="command",
        )
        workspace.recorder.checkpoints.sign_with(self.preferences.user_files)
        try:
            with _held(workspace):
                yield workspace
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def find_models(self) -> list[ModelInfo]:
        """Look for models on this machine; return all that are known."""
        access = model_access(self.preferences)
        found: list[object] = []

        async def look() -> AsyncIterator[object]:
            yield await access.discover()

        spawner = BackgroundSpawner(_raise)
        try:
            spawner.start(look, found.append)
            while not found:
                spawner.wait(_WAIT_S)
        finally:
            spawner.close()
        return access.models()

    def desk(self, workspace: Workspace) -> Desk:
        """Return the services of an open project."""
        spawner = BackgroundSpawner(_raise)
        return Desk(workspace, self.preferences, spawner, model_access(self.preferences))


@contextmanager
def _held(workspace: Workspace) -> Iterator[Workspace]:
    """Close a project at the end of a command; what could not be saved is an error."""
    troubles: list[str] = []
    workspace.troubles.listen(troubles.append)
    try:
        yield workspace
    finally:
        is_saved = workspace.close()
    if not is_saved:
        raise ProjectError(troubles[0].removesuffix(KEPT).strip())


def _raise(bug: BaseException) -> None:
    raise bug


def this_house(environ: Mapping[str, str]) -> House:
    """Return the house of this machine."""
    return House(environ, SystemClock(), SystemIds())


def say(text: str) -> None:
    """Print a line for the writer; nobody hears it where standard output is closed."""
    if sys.__stdout__ is None:
        return
    try:
        with _printing():
            print(text)
    except UnicodeEncodeError:  # a terminal that speaks less than UTF-8
        write_out(f"{text}\n")


def warn(text: str) -> None:
    """Print a line that is no result, on standard error."""
    print(text, file=sys.stderr)


def write_out(text: str) -> None:
    """Write text to standard output as it is, in UTF-8, without adding a line end.

    Bytes of a file's name that are no UTF-8 become question marks.
    """
    if sys.__stdout__ is None:
        raise ExportError("Standard output is closed, so nothing can be printed.")
    with _printing():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))


@contextmanager
def _printing() -> Iterator[None]:
    """See that what is printed arrives; a reader that stopped reading is for the caller.

    Raises:
        ExportError: it cannot arrive.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as trouble:
        # What is left in the buffer must not fail a second time, at the end of the program.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = "the disk is full" if trouble.errno in _FULL else str(trouble.strerror).lower()
        raise ExportError(f"The rest could not be printed ({reason}).") from trouble
