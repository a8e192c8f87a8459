"""Put files in their places whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from cocreate.base.errors import ExportError

_DATABASE = b"SQLite format 3\x00"
_DENIED = "You are not permitted to write {path}; choose another place."
_FULL = "The disk is full: {name} was not written, nothing was changed; make room and try again."
_REASONS = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: "{folder} can only be read; choose another place.",
    errno.ENAMETOOLONG: "The name {name} is too long for this disk; choose a shorter one.",
}


def write_file(path: Path, data: bytes) -> None:
    """Write one file; raise ExportError and leave what was there when that fails."""
    write_files({path: data})


def write_files(files: Mapping[Path, bytes], home: Path | None = None) -> None:
    """Write all files or none: each is written beside its target, then all take their places.

    Where one cannot take its place, those before it give theirs back to what stood there.

    Args:
        home: a folder; those below it that files go into are made where they are missing.

    Raises:
        ExportError: one of them cannot be written; nothing was changed.
    """
    waiting: list[tuple[Path, Path]] = []
    made: list[Path] = []
    current = Path()
    try:
        for path, data in files.items():
            current = path
            target = Path(os.path.realpath(path))  # of links in a ring, too
            if home is not None:
                _make_folders(target.parent, home.resolve(), made)
            _refuse(path, target)
            beside = target.with_name(f".{secrets.token_hex(8)}.part")
            waiting.append((beside, target))
            _write(beside, data)
            _keep_mode(beside, target)
        _place(waiting)
        made.clear()
    except (OSError, ValueError) as error:
        raise ExportError(why_unwritable(current, error)) from error
    finally:
        for beside, _ in waiting:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()


def _place(waiting: Sequence[tuple[Path, Path]]) -> None:
    """Let files take their places; where one cannot, put back what stood in those before it."""
    kept: list[tuple[Path, Path | None]] = []
    try:
        for place, (beside, target) in enumerate(waiting, 1):
            # The last one takes its place or does not: it needs no way back.
            kept.append((target, _take(beside, target, is_last=place == len(waiting))))
    except BaseException:
        for target, old in reversed(kept):
            _put_back(target, old)
        raise
    for _, old in kept:
        _let_go(old)


def _take(beside: Path, target: Path, *, is_last: bool) -> Path | None:
    """Let a file take its place; return where what stood there is kept."""
    old = None
    try:
        old = None if is_last else _kept(target)
        beside.replace(target)
    except OSError as error:
        _let_go(old)
        raise ExportError(why_unwritable(target, error)) from error
    return old


def _kept(target: Path) -> Path | None:
    """Keep what stands in a place under another name; None where nothing does."""
    if not target.exists():
        return None
    old = target.with_name(f".{secrets.token_hex(8)}.old")
    try:
        old.hardlink_to(target)
    except OSError:  # disks without links, such as memory sticks
        try:
            shutil.copy2(target, old)
        except OSError:
            _let_go(old)
            raise
    return old


def _put_back(target: Path, old: Path | None) -> None:
    with contextlib.suppress(OSError):
        if old is None:
            target.unlink()
        else:
            old.replace(target)


def _let_go(old: Path | None) -> None:
    if old is not None:
        with contextlib.suppress(OSError):
            old.unlink(missing_ok=True)


def why_unwritable(path: Path, error: Exception) -> str:
    """Return the sentence that tells the writer why `path` could not be written."""
    match error:
        case FileNotFoundError() | NotADirectoryError() if not path.parent.is_dir():
            return f"There is no folder {path.parent}; make it, or choose another place."
        case OSError(errno=int(number)) if number in _REASONS:
            return _REASONS[number].format(path=path, folder=path.parent, name=path.name[:60])
        case OSError(strerror=str(reason)):
            return f"{path} could not be written ({reason.lower()})."
        case _:
            return f"{str(path)!r} cannot be the name of a file."


def _refuse(path: Path, target: Path) -> None:
    """Raise ExportError where something stands that a file made of words must not replace."""
    if target.is_dir():
        raise ExportError(f"{path} is a folder; give the file a name in it.")
    if target.is_file():
        with target.open("rb") as file:
            if file.read(len(_DATABASE)) == _DATABASE:
                raise ExportError(
                    f"{path} is a Cocreate project or another database, which would be lost; "
                    "choose another name."
                )


def _make_folders(folder: Path, home: Path, made: list[Path]) -> None:
    if folder.is_relative_to(home) and home.is_dir():
        for missing in reversed([at for at in (folder, *folder.parents) if not at.exists()]):
            missing.mkdir()
            made.append(missing)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_mode(beside: Path, target: Path) -> None:
    """Give a file that replaces another the permissions which that one had."""
    with contextlib.suppress(OSError):
        beside.chmod(target.stat().st_mode & 0o777)
