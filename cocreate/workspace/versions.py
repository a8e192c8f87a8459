"""Earlier versions of a project: which there are, what they hold, and going back to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cocreate.base.clock import Clock
from cocreate.base.errors import InputError
from cocreate.store.backups import Backup, Backups
from cocreate.store.project_file import ProjectFile
from cocreate.store.restoring import restore
from cocreate.text.count import count_words


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version.

    Args:
        number: its place in the list from 1, the newest first.
        at: when it was put by (UTC).
    """

    number: int
    at: datetime
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What an earlier version holds."""

    scenes: int
    words: int
    text: str


class Versions:
    """Look through the backups of any project, and put one back."""

    def __init__(self, root: Path, clock: Clock) -> None:
        self._backups = Backups(root)
        self._clock = clock

    def of(self, project: Path) -> list[Version]:
        """Return the earlier versions of a project, newest first; it may be lost or broken."""
        return [
            _version(number, backup) for number, backup in enumerate(self._backups.of(project), 1)
        ]

    def make(self, project: Path) -> bool:
        """Put the project by as it stands; False: nothing happened since the last time.

        Raises:
            ProjectError: it could not be done.
        """
        return self._backups.make(project, self._clock.now()) is not None

    def content(self, version: Version) -> Content:
        """Return what a version holds.

        Raises:
            ProjectError: it cannot be read.
        """
        with ProjectFile.look(version.path) as project:
            scenes = project.snapshots.load().manuscript()
        texts = [scene.text.text() for scene in scenes]
        return Content(len(texts), sum(map(count_words, texts)), "\n\n".join(texts))

    def restore(self, project: Path, number: int) -> Path | None:
        """Put version `number` back; return where the file that stood there is kept.

        Raises:
            InputError: there is no such version.
            ProjectError: it cannot be put back; nothing was changed.
        """
        versions = self.of(project)
        if not 1 <= number <= len(versions):
            there = f"they are numbered 1 to {len(versions)}" if versions else "there is none yet"
            raise InputError(f"There is no earlier version {number} of “{project.name}”: {there}.")
        return self.put_back(project, versions[number - 1])

    def put_back(self, project: Path, version: Version) -> Path | None:
        """Put a version back; return where the file that stood there is kept.

        Raises:
            ProjectError: it cannot be put back; nothing was changed.
        """
        return restore(project, version.path, self._clock)


def is_known(root: Path, project: Path) -> bool:
    """Tell quickly whether a project was ever backed up from this very place."""
    return Backups(root).knows(project)


def _version(number: int, backup: Backup) -> Version:
    return Version(number, backup.at, backup.path, backup.size)
