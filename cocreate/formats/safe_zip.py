"""Open a ZIP archive that a stranger made: what it holds is measured before a byte is believed.

Nothing is ever unpacked to disk. The limits keep hostile archives ("bombs") from taking the memory
or the time of the machine; layout after APPNOTE.TXT 6.3.10, sections 4.3 and 4.4.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cocreate.base.errors import InputError
from cocreate.formats.plain_files import why_damaged, why_unreadable

MAX_ARCHIVE_BYTES = 200_000_000
MAX_ENTRY_BYTES = 64_000_000
_MAX_TOTAL_BYTES = 600_000_000
_MAX_ENTRIES = 20_000
_MAX_DIRECTORY_BYTES = 8_000_000
# Deflate cannot do better than 1032 : 1; wordy XML hardly ever reaches 60 : 1.
_MAX_RATIO = 200
_RATIO_MATTERS_BYTES = 10_000_000
_LOCAL_HEADER_BYTES = 30
_PASSWORD_FLAGS = 0x1 | 0x40
_UNIX = 3
_END = struct.Struct("<4s4H2LH")
_END_SIGN = b"PK\x05\x06"
_END_64 = struct.Struct("<4sQ2H2L4Q")
_END_64_SIGN = b"PK\x06\x06"
_LOCATOR_64_BYTES = 20
_LOCATOR_64_SIGN = b"PK\x06\x07"
_MAX_COMMENT = 65_535
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


class SafeStream:
    """The bytes of one entry, from front to back; it never holds more than is asked for."""

    def __init__(self, stream: IO[bytes], archive: str) -> None:
        self._stream = stream
        self._archive = archive

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; b"" at the end.

        Raises:
            InputError: the entry is broken.
        """
        try:
            return self._stream.read(size)
        except _BROKEN as error:
            raise InputError(why_damaged(self._archive)) from error


class SafeZip:
    """An open archive whose entries are known and within the limits."""

    def __init__(self, name: str, archive: ZipFile, entries: Mapping[str, ZipInfo]) -> None:
        self.name = name
        self._zip = archive
        self._entries = entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files, in their order; folders are not among them."""
        return tuple(self._entries)

    def __contains__(self, entry: str) -> bool:
        return entry in self._entries

    def size(self, entry: str) -> int:
        """Return how many bytes an entry says it holds; it never gives more."""
        return self._entry(entry).file_size

    def read(self, entry: str, limit: int = MAX_ENTRY_BYTES) -> bytes:
        """Return the bytes of an entry.

        Args:
            limit: bytes that it may hold at most.

        Raises:
            InputError: there is no such entry, it is too large, or it is broken.
        """
        if self.size(entry) > limit:
            raise InputError(f"{self.name} holds a part that is too large to be read.")
        with self.open(entry) as stream:
            return stream.read()

    @contextmanager
    def open(self, entry: str) -> Iterator[SafeStream]:
        """Give the bytes of an entry as a stream, for those that are too large for `read`.

        Raises:
            InputError: there is no such entry, or it is broken.
        """
        info = self._entry(entry)
        try:
            stream = self._zip.open(info)
        except _BROKEN as error:
            raise InputError(why_damaged(self.name)) from error
        with stream:
            yield SafeStream(stream, self.name)

    def _entry(self, entry: str) -> ZipInfo:
        info = self._entries.get(entry)
        if info is None:
            raise InputError(why_damaged(self.name))
        return info


@contextmanager
def open_zip(path: Path) -> Iterator[SafeZip]:
    """Open an archive and measure it.

    Raises:
        InputError: it cannot be read, is no archive, or is made to do harm.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{path.name} is not an ordinary file.")
        if status.st_size > MAX_ARCHIVE_BYTES:
            raise InputError(f"{path.name} is larger than 200 MB; take pictures out of it first.")
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise InputError(why_unreadable(path, error)) from error
    with file:
        # Before Python's own reader is let at it: that makes an object of each entry.
        if not 0 < _directory_bytes(file) <= _MAX_DIRECTORY_BYTES:
            raise InputError(why_damaged(path.name))
        try:
            archive = ZipFile(file)
        except _BROKEN as error:
            raise InputError(why_damaged(path.name)) from error
        with archive:
            yield SafeZip(path.name, archive, _measured(archive, path))


def _directory_bytes(file: IO[bytes]) -> int:
    """Return the size that the archive's directory claims to have; 0 where there is none.

    It is looked for where Python's reader looks.
    """
    length = file.seek(0, io.SEEK_END)
    first = max(0, length - _END.size - _MAX_COMMENT - 1)
    file.seek(first)
    tail = file.read()
    place = len(tail) - _END.size
    if not (tail[place:].startswith(_END_SIGN) and tail.endswith(b"\0\0")):
        place = tail.rfind(_END_SIGN)
    if place < 0 or len(tail) - place < _END.size:
        return 0
    size: int = _END.unpack_from(tail, place)[5]
    wide = first + place - _LOCATOR_64_BYTES - _END_64.size
    if wide < 0:
        return size
    file.seek(wide)
    record = file.read(_END_64.size + _LOCATOR_64_BYTES)
    if record.startswith(_END_64_SIGN) and record[_END_64.size :].startswith(_LOCATOR_64_SIGN):
        size = _END_64.unpack_from(record)[8]
    return size


def _measured(archive: ZipFile, path: Path) -> dict[str, ZipInfo]:
    infos = archive.infolist()
    if len(infos) > _MAX_ENTRIES:
        raise InputError(f"{path.name} holds more than {_MAX_ENTRIES} parts; it is not read.")
    entries: dict[str, ZipInfo] = {}
    for info in infos:
        name = _clean_name(info, path.name)
        if name in entries:
            raise InputError(f"{path.name} holds two parts of one name; it is not read.")
        if not name.endswith("/"):
            entries[name] = info
    _check_kinds(entries.values(), path.name)
    _check_sizes(entries.values(), path)
    _check_places(infos, archive.start_dir, path.name)
    return entries


def _clean_name(info: ZipInfo, archive: str) -> str:
    name = info.filename.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or _DRIVE.match(name) or not name:
        raise InputError(
            f"{archive} holds a part that points outside of it; it is not read, for it may be "
            "made to do harm."
        )
    return name


def _check_kinds(infos: Iterable[ZipInfo], archive: str) -> None:
    for info in infos:
        if info.flag_bits & _PASSWORD_FLAGS:
            raise InputError(
                f"{archive} is protected by a password; save it without one and try again."
            )
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise InputError(f"{archive} is packed in a way that documents are not; save it anew.")
        mode = info.external_attr >> 16
        if info.create_system == _UNIX and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise InputError(
                f"{archive} holds a link instead of a file; it is not read, for it may be made "
                "to do harm."
            )


def _check_sizes(infos: Iterable[ZipInfo], path: Path) -> None:
    total = sum(info.file_size for info in infos)
    packed = max(1, path.stat().st_size)
    is_dense = total > _RATIO_MATTERS_BYTES and total / packed > _MAX_RATIO
    if total > _MAX_TOTAL_BYTES or is_dense:
        raise InputError(
            f"{path.name} would take {total // 1_000_000} MB when unpacked; it is not read, for "
            "it may be made to do harm."
        )


def _check_places(infos: Sequence[ZipInfo], directory: int, archive: str) -> None:
    """Refuse entries that share their bytes: a small archive would stand for a vast one."""
    inorder = sorted(infos, key=lambda info: info.header_offset)
    ends = [_end_of(info) for info in inorder]
    starts = [*(info.header_offset for info in inorder[1:]), directory]
    if any(end > start for end, start in zip(ends, starts, strict=True)):
        raise InputError(why_damaged(archive))


def _end_of(info: ZipInfo) -> int:
    """Return where an entry ends at the earliest."""
    return (
        info.header_offset
        + _LOCAL_HEADER_BYTES
        + len(info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace"))
        + info.compress_size
    )
