"""Read manuscript files, one after the other, without keeping the writer waiting.

Plain text is read here; whatever can hold more than text is read by a process with a ceiling on
its memory and its time (`formats/import_child.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from cocreate.base.clock import Clock, SystemClock
from cocreate.base.errors import InputError
from cocreate.formats.book import ImportedFile
from cocreate.formats.file_kinds import is_light, kind_of
from cocreate.formats.format_catalog import importer_for
from cocreate.formats.import_child import Reading
from cocreate.formats.mirror_files import INDEX_NAME

_MAX_FILES = 2000
_MAX_DEPTH = 20
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were read.

    Args:
        left_out: a sentence for each file of a folder that could not be read.
    """

    files: tuple[ImportedFile, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to be read.

    Args:
        chapter: the folder it lies in, below the one that was named; "" for none.
        may_fail: whether it was found in a folder, where one that cannot be read stops nothing.
    """

    path: Path
    chapter: str = ""
    may_fail: bool = False


class FileReader:
    """Reads files and folders of files in bounded steps."""

    def __init__(self, paths: Sequence[Path], clock: Clock) -> None:
        """Find out which files there are.

        Raises:
            InputError: a folder cannot be read, or is no folder of manuscripts.
        """
        self._found = [found for path in paths for found in _files_of(path)]
        self._clock = clock
        self._files: list[ImportedFile] = []
        self._left_out: list[str] = []
        self._reading: Reading | None = None
        self._next = 0

    @property
    def done(self) -> int:
        """How many files are read."""
        return self._next

    @property
    def total(self) -> int:
        """How many files there are to read."""
        return len(self._found)

    @property
    def current(self) -> str:
        """The name of the file that is being read; "" when all are."""
        return self._found[self._next].path.name if self._next < self.total else ""

    def step(self) -> Batch | None:
        """Go on a little; return all that was read once it is whole, None before.

        Raises:
            InputError: a file that was named cannot be read; nothing comes of the others either.
        """
        if self._next < self.total:
            self._go_on(self._found[self._next])
        return self._whole() if self._next == self.total else None

    def run(self) -> Batch:
        """Read everything and return it.

        Raises:
            InputError: a file that was named cannot be read.
        """
        while self._next < self.total:
            self._go_on(self._found[self._next], waits=True)
        return self._whole()

    def cancel(self) -> None:
        """Stop reading; nothing comes of what was read."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _go_on(self, found: _Found, *, waits: bool = False) -> None:
        try:
            file = self._read(found.path, waits=waits)
        except InputError as error:
            self._reading = None
            if not found.may_fail:
                raise
            self._left_out.append(error.sentence)
            self._next += 1
            return
        if file is not None:
            self._reading = None
            self._files.append(_in_chapter(file, found))
            self._next += 1

    def _read(self, path: Path, *, waits: bool) -> ImportedFile | None:
        if is_light(path):
            return importer_for(path)(path)
        if self._reading is None:
            self._reading = Reading(path, self._clock)
        return self._reading.wait() if waits else self._reading.poll()

    def _whole(self) -> Batch:
        if not self._files and self._left_out:
            raise InputError(f"Nothing there could be read. {self._left_out[0]}")
        return Batch(tuple(self._files), tuple(self._left_out))


def read_files(paths: Sequence[Path]) -> Batch:
    """Read files and folders of files.

    Raises:
        InputError: one that was named cannot be read; the sentence names it.
    """
    return FileReader(paths, SystemClock()).run()


def _files_of(path: Path) -> Iterator[_Found]:
    # Where it is a document that happens to be a folder, its reader takes all of it.
    if not path.is_dir() or kind_of(path):
        yield _Found(path)
        return
    found = list(islice(_walk(path, "", 0), _MAX_FILES + 1))  # somebody's home may hold a million
    if not found:
        raise InputError(f"There is no file to import in “{path.name}”.")
    if len(found) > _MAX_FILES:
        raise InputError(
            f"“{path.name}” holds more than {_MAX_FILES} files; import it folder by folder."
        )
    yield from found


def _walk(folder: Path, chapter: str, depth: int) -> Iterator[_Found]:
    if (folder / INDEX_NAME).exists():
        raise InputError(
            f"“{folder.name}” is the mirror of a project: what is changed there comes in by "
            "itself when that project is open. To import the texts, copy the files into another "
            "folder first."
        )
    try:
        children = sorted(folder.iterdir(), key=_in_order)
    except OSError as error:
        raise InputError(f"“{folder.name}” cannot be read ({error.strerror or error}).") from error
    for child in children:
        if child.name.startswith((".", "~$")):
            continue
        if _is_plain_folder(child):
            # A link may lead back to where it came from.
            if not child.is_symlink() and depth < _MAX_DEPTH:
                yield from _walk(child, child.name, depth + 1)
        else:
            yield _Found(child, chapter, may_fail=True)


def _is_plain_folder(path: Path) -> bool:
    """Whether a folder is no document; some programs keep a document as a folder."""
    try:
        return path.is_dir() and not kind_of(path)
    except InputError:  # a document that cannot be read; it is said when its turn comes
        return False


def _in_order(path: Path) -> list[tuple[int, str]]:
    """Return a key that sorts "Chapter 2" before "Chapter 10"."""
    parts = _DIGITS.split(path.name.casefold())
    return [(int(part), "") if at % 2 else (-1, part) for at, part in enumerate(parts)]


def _in_chapter(file: ImportedFile, found: _Found) -> ImportedFile:
    """Put the scenes of a file into its folder's chapter, unless the file has chapters itself."""
    if not found.chapter:
        return file
    own = found.path.stem
    scenes = tuple(
        replace(scene, chapter=found.chapter) if scene.chapter in ("", own) else scene
        for scene in file.scenes
    )
    return replace(file, scenes=scenes)
