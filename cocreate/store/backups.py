"""Verified copies of projects in the writer's own folder, dropped as they grow older."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cocreate.base.errors import ProjectError
from cocreate.store.project_file import ProjectFile
from cocreate.store.rotation import to_drop
from cocreate.store.verify import verify_project
from cocreate.store.write_lock import LockHeldError, WriteLock

_STAMP = "%Y%m%dT%H%M%S%f"
_ENDING = ".cocreate"
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a project as it stood at a moment (UTC)."""

    path: Path
    at: datetime

    @property
    def size(self) -> int:
        """How many bytes it takes; 0 where it went meanwhile."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


class Backups:
    """The folder with all backups: ROOT/PROJECT-ID/NAME-AND-PLACE/MOMENT.cocreate.

    The place is part of it, so that two copies of one project do not crowd each other out, and a
    project whose file is lost or broken is still found.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        """The folder itself."""
        return self._root

    def of(self, project: Path) -> list[Backup]:
        """Return the backups of a project, newest first; it may be lost or broken itself."""
        found = [backup for folder in self._folders(project) for backup in _listed(folder)]
        return sorted(found, key=lambda backup: backup.at, reverse=True)

    def knows(self, project: Path) -> bool:
        """Tell whether a project was backed up from this very place, without opening anything."""
        return any(True for _ in self._root.glob(f"*/{_place(project)}/*{_ENDING}"))

    def make(self, project: Path, now: datetime) -> Backup | None:
        """Copy a project, open and verify the copy, then drop what is not needed any more.

        Returns:
            The backup, or None: nothing happened since the last one, or one is being made.

        Raises:
            ProjectError: none could be made; the earlier ones are all there still.
        """
        try:
            return self._make(project.absolute(), now)
        except (OSError, sqlite3.Error, ProjectError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
            raise ProjectError(
                f"No backup of “{project.name}” could be made ({reason}); the earlier ones are"
                " kept, and it is tried again."
            ) from error

    def trouble_path(self, project: Path) -> Path:
        """Where it is written down why the last backup of a project failed."""
        return self._root / f"{_place(project)}.txt"

    def _make(self, project: Path, now: datetime) -> Backup | None:
        with ProjectFile.look(project) as source:
            folder = self._root / _safe(source.identity) / _place(project)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = WriteLock.take(folder / ".lock", "Cocreate", now)
        except LockHeldError:
            return None
        draft = folder / ".new"
        try:
            return _put(project, draft, now)
        finally:
            discard(draft)
            lock.release()

    def _folders(self, project: Path) -> list[Path]:
        with contextlib.suppress(ProjectError), ProjectFile.look(project) as source:
            found = sorted((self._root / _safe(source.identity)).glob("*/"))
            if found:
                return found
        return sorted(self._root.glob(f"*/{_place(project)}/"))


def _put(project: Path, draft: Path, now: datetime) -> Backup | None:
    folder = draft.parent
    earlier = _listed(folder)
    with ProjectFile.look(project) as source:
        if earlier and _head(earlier[-1].path) == source.ledger.head():
            return None
        _require_room(folder, project)
        copy(source, draft)
    _require_sound(draft)
    made = Backup(folder / f"{now.astimezone(UTC):{_STAMP}}{_ENDING}", now)
    draft.replace(made.path)
    for backup in list(_superseded(earlier, made, now)):
        backup.path.unlink(missing_ok=True)
    return made


def _superseded(earlier: Sequence[Backup], made: Backup, now: datetime) -> Iterator[Backup]:
    """Yield the backups that a later one makes needless, which is opened and verified for that.

    One that was spoilt since it was made takes no older one with it.
    """
    dropped = set(to_drop([backup.at for backup in (*earlier, made)], now))
    heir, is_sound = made, True
    for backup in reversed(earlier):
        if backup.at not in dropped:
            heir, is_sound = backup, False
            continue
        is_sound = is_sound or _is_sound(heir.path)
        if is_sound:
            yield backup


def _is_sound(backup: Path) -> bool:
    try:
        return verify_project(backup).ok
    except ProjectError:
        return False


def copy(source: ProjectFile, target: Path) -> None:
    """Copy an open project as it stands, whoever writes to it meanwhile."""
    discard(target)
    out = sqlite3.connect(target, isolation_level=None)
    try:
        source.link.conn.backup(out)
        out.execute("PRAGMA journal_mode = DELETE")  # reading it needs no files beside it
    finally:
        out.close()


def discard(path: Path) -> None:
    """Remove a file of a database and what stands beside it, as far as it is there."""
    for ending in _SIDE_FILES:
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink()


def _require_sound(draft: Path) -> None:
    found = verify_project(draft).first_problem
    if found is not None:
        raise ProjectError(f"the project does not verify: {found}")


def _require_room(folder: Path, project: Path) -> None:
    """Never take the last room of the disk, which the project itself may need."""
    if shutil.disk_usage(folder).free < 3 * project.stat().st_size:
        raise ProjectError("the disk is nearly full")


def _listed(folder: Path) -> list[Backup]:
    return sorted(_backups(folder), key=lambda backup: backup.at)


def _backups(folder: Path) -> Iterator[Backup]:
    for path in folder.glob(f"[0-9]*{_ENDING}"):
        with contextlib.suppress(ValueError):
            yield Backup(path, datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC))


def _head(backup: Path) -> str:
    try:
        with ProjectFile.look(backup) as project:
            return project.ledger.head()
    except ProjectError:
        return ""


def _place(project: Path) -> str:
    """Return a name for where a project is: readable, and different for every place."""
    digest = hashlib.sha256(str(project.absolute()).encode("utf-8", "surrogateescape"))
    return f"{_readable(project.stem)}-{digest.hexdigest()[:12]}"


def _safe(identity: str) -> str:
    """Return the id as the name of a folder; a strange one cannot lead anywhere else."""
    if re.fullmatch(r"[a-z0-9-]{1,64}", identity):
        return identity
    return "other-" + hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:16]


def _readable(stem: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", stem)[:32].strip("-") or "project"
